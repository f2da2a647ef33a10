import type { Span } from '../ast';
import { findingAt } from '../fault';
import { SyntaxFault } from './syntax-fault';

/**
 * How deep expressions may nest, a chain of operators counted as nested: whoever walks a tree by recursion must
 * come to its end. Prometheus itself has no limit.
 */
export const DEEPEST = 500;

/** Counts how deep the parser is. */
export class Nesting {
  private depth = 0;

  /** One level more, until `leave`. */
  enter(where: Span): void {
    this.depth += 1;
    if (this.depth > DEEPEST) {
      throw new SyntaxFault(
        findingAt(
          'depth',
          where,
          `the expression nests more than ${DEEPEST} levels deep`,
          'Record parts of it with rules of their own.',
        ),
      );
    }
  }

  leave(levels = 1): void {
    this.depth -= levels;
  }
}
