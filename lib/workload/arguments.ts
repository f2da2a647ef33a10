import type { Where } from '../problems';
import { checkName, reportGate, type Section, type Version } from '../versions';

/** A flag with its value; a switch has none. */
export type Flag = readonly [name: string, value?: string | undefined];

/** What the flags of a program are checked against. */
export interface FlagContext {
  readonly known: Section;
  readonly version: Version;

  /** The program as a sentence names it: `Prometheus`. */
  readonly program: string;
}

/** The command line of a container: our flags, then those of the user. Reports what the version does not know and what we set already. */
export function renderArguments(
  where: Where,
  own: readonly Flag[],
  additional: ReadonlyArray<{ readonly name: string; readonly value?: string }>,
  context: FlagContext,
): string[] {
  const taken = new Set(own.map(([name]) => name.replace(/^no-/, '')));
  additional.forEach(({ name: given }, index) => {
    const at = where.at(index, 'name');
    const name = given.replace(/^--/, '');
    if (taken.has(name.replace(/^no-/, ''))) {
      at.error({
        code: 'flag-taken',
        value: given,
        complaint: 'is set by the construct itself',
        remedy: 'Use the prop that it comes from.',
      });
    }
    checkFlag(at, name, context);
  });
  const flags = [...own, ...additional.map(({ name, value }): Flag => [name.replace(/^--/, ''), value])];
  return flags.map(([name, value]) => (value === undefined ? `--${name}` : `--${name}=${value}`));
}

function checkFlag(where: Where, name: string, { known, version, program }: FlagContext): void {
  const finding = checkName(known, name, version);
  if (finding !== undefined) {
    reportGate(where, name, finding, program, version);
  }
}
