import type { Source } from '../object';
import type { Path, PlainObject } from '../schema';
import type { Positions } from './positions';

/** An object of Kubernetes in the files, of which nothing was checked yet. */
export class Found implements Source {
  constructor(
    readonly file: string,
    readonly document: number,
    readonly object: PlainObject,
    readonly positions: Positions,

    /** Of the object in its document: `items[2]` in a List. */
    readonly base: Path,

    /** Whether the text of the document has spellings that `warnOfUnusual` should look at. */
    readonly mayBeUnusual: boolean,
  ) {}

  line(path: Path): number {
    return this.positions.line([...this.base, ...path]);
  }

  /** The value as it is written, where it has no quotes. */
  plain(path: Path): string | undefined {
    return this.positions.plain([...this.base, ...path]);
  }

  /** Names the object in messages: `ServiceMonitor "checkout" (document 3)`. */
  get subject(): string {
    const { kind, metadata } = this.object;
    const name = (metadata as PlainObject | null | undefined)?.name;
    const what = typeof kind === 'string' ? kind : 'object';
    return `${what}${typeof name === 'string' ? ` "${name}"` : ''} (document ${this.document})`;
  }
}
