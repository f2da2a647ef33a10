import type { Span, VectorSelector } from '../ast';
import type { Dialect } from '../dialect';
import { findingAt, type FaultCode, type Finding } from '../fault';
import { gateSyntax } from '../syntax';
import { Nesting } from './nesting';
import type { TokenStream } from './token-stream';

/** What all parts of the parser share: the tokens, the dialect, and the list of what is wrong. */
export class Reader {
  readonly nesting = new Nesting();
  private readonly reported: Finding[] = [];

  /** Selectors that select everything, by their place: only `info` may have one, which is known later. */
  private readonly unbounded = new Map<number, Finding>();

  constructor(
    readonly text: string,
    readonly tokens: TokenStream,
    readonly dialect: Dialect,
  ) {}

  /** What was found, by its place in the text. */
  findings(): Finding[] {
    return [...this.reported, ...this.unbounded.values()].sort((a, b) => a.start - b.start || a.end - b.end);
  }

  /** Notes a fault that does not keep the text from being read on. */
  report(code: FaultCode, where: Span, complaint: string, remedy?: string): void {
    this.reported.push(findingAt(code, where, complaint, remedy));
  }

  /** Notes the use of something that this server lacks or has not enabled. */
  gate(name: Parameters<typeof gateSyntax>[1], where: Span, word?: string): void {
    const finding = gateSyntax(this.dialect, name, where, word);
    if (finding !== undefined) {
      this.reported.push(finding);
    }
  }

  reportUnbounded(selector: VectorSelector): void {
    this.unbounded.set(
      selector.start,
      findingAt(
        'selector',
        selector,
        'vector selector must contain at least one non-empty matcher',
        'Name a metric, or match a label that must be there: {job=~".+"}.',
      ),
    );
  }

  allowUnbounded({ start }: VectorSelector): void {
    this.unbounded.delete(start);
  }
}
