import type { Aggregation } from './aggregation';
import type { Binary } from './binary';
import type { Call } from './call';
import type { MatrixSelector } from './matrix-selector';
import type { NumberLiteral } from './number-literal';
import type { Paren } from './paren';
import type { StringLiteral } from './string-literal';
import type { Subquery } from './subquery';
import type { Unary } from './unary';
import type { VectorSelector } from './vector-selector';

/** An expression of PromQL. Nodes are frozen: a change makes new ones, see `rewrite`. */
export type Expr =
  | Aggregation
  | Binary
  | Call
  | MatrixSelector
  | NumberLiteral
  | Paren
  | StringLiteral
  | Subquery
  | Unary
  | VectorSelector;

/** What an expression evaluates to, in the words of Prometheus. */
export type ValueType = 'scalar' | 'instant vector' | 'range vector' | 'string';
