import type { Where } from '../problems';
import type { GateFinding } from './gate';
import { formatVersion, type Version } from './version';
import { asWritten, type Words } from './words';

/**
 * Says what a gate found in a configuration, at the places that the fields stand at. What is deprecated in
 * what we write ourselves is our business, not the user's.
 */
export function reportGates(
  where: Where,
  findings: readonly GateFinding[],
  program: string,
  version: Version,
  words: Words,
): void {
  for (const finding of findings) {
    if (words === asWritten || finding.kind !== 'deprecated') {
      const keys = finding.path.map((key) => (typeof key === 'number' ? key : words(key)));
      reportGate(where.at(...keys), undefined, finding, program, version);
    }
  }
}

/** Says what a gate found. `value` is the name where the place does not show it already, as with flags. */
export function reportGate(
  where: Where,
  value: string | undefined,
  finding: GateFinding,
  program: string,
  version: Version,
): void {
  const name = formatVersion(version);
  const { fact } = finding;
  const shown = value === undefined ? {} : { value };
  switch (finding.kind) {
    case 'unknown':
      where.error({
        ...shown,
        code: 'unknown-field',
        complaint: `is unknown to ${program} ${name}`,
        ...(finding.nearest === undefined ? {} : { remedy: `Did you mean "${finding.nearest}"?` }),
      });
      break;
    case 'too-new':
      where.error({
        ...shown,
        code: 'version',
        complaint: `needs ${program} ${fact?.since ?? ''}, the version is ${name}`,
        remedy: `Raise \`version\`, or leave the field out (${fact?.source ?? ''}).`,
      });
      break;
    case 'removed':
      where.error({
        ...shown,
        code: 'version',
        complaint: `is gone since ${program} ${fact?.until ?? ''}, the version is ${name}`,
        remedy:
          fact?.instead === undefined ? `Leave it out (${fact?.source ?? ''}).` : `Use ${fact.instead}.`,
      });
      break;
    case 'deprecated':
      where.warning({
        ...shown,
        code: 'deprecated',
        complaint: `is deprecated since ${program} ${fact?.deprecated ?? ''}`,
        ...(fact?.instead === undefined ? {} : { remedy: `Use ${fact.instead}.` }),
      });
      break;
  }
}
