import { valueTypeOf, type Expr, type VectorMatching } from '../promql';
import { aggregate, binary, call, EVERYTHING, number, paren, selector } from './build';

/** What every shard records about itself. */
export const SHARD_ALIVE = 'shard_alive';

const ON_NOTHING: VectorMatching = { card: 'many-to-many', on: true, labels: [], include: [], fill: {} };

/** The expression where all shards can be read, and nothing where one cannot: never a part for the whole. */
export function guarded(expr: Expr, shards: number, name = SHARD_ALIVE): Expr {
  const vector = valueTypeOf(expr) === 'scalar' ? call('vector', expr) : expr;
  const alive = aggregate('count', selector(name), EVERYTHING);
  return binary('and', paren(vector), paren(binary('==', alive, number(shards), 'none')), ON_NOTHING);
}
