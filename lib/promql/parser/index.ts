import type { Expr } from '../ast';
import type { Dialect } from '../dialect';
import { locate, type PromQLFault } from '../fault';
import { tokenize } from '../lexer';
import { lexerOptions } from '../syntax';
import { readExpression } from './parser';
import { Reader } from './reader';
import { SyntaxFault } from './syntax-fault';
import { TokenStream } from './token-stream';

/** What a text was read as: an expression, or what is wrong with it, by its place in the text. */
export type Parsed =
  | { readonly expr: Expr; readonly faults?: undefined }
  | { readonly expr?: undefined; readonly faults: readonly PromQLFault[] };

/** Reads and checks in one go, in time that is linear in the text. */
export function parse(text: string, dialect: Dialect): Parsed {
  const reader = new Reader(text, new TokenStream(tokenize(text, lexerOptions(dialect))), dialect);
  try {
    const expr = readExpression(reader);
    const findings = reader.findings();
    return findings.length === 0 ? { expr } : { faults: findings.map((each) => locate(text, each)) };
  } catch (error) {
    if (error instanceof SyntaxFault) {
      const findings = [...reader.findings(), error.finding];
      return { faults: findings.map((each) => locate(text, each)) };
    }
    throw error;
  }
}
