import type { Where } from '../problems';
import type { GateFinding, GateKind } from './gate';
import { formatVersion, type Version } from './version';
import { asWritten, type Words } from './words';

/** Looked for in the user's own words only. */
const OF_THE_USER: ReadonlySet<GateKind> = new Set<GateKind>(['deprecated', 'secret']);

/**
 * Says what a gate found in a configuration, at the places that the fields stand at. What is deprecated or in
 * clear in what we write ourselves is our business, not the user's: props take secrets by reference.
 */
export function reportGates(
  where: Where,
  findings: readonly GateFinding[],
  program: string,
  version: Version,
  words: Words,
): void {
  for (const finding of findings) {
    if (words === asWritten || !OF_THE_USER.has(finding.kind)) {
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
    case 'secret': // its value is for nobody's eyes
      where.error({
        code: 'secret-in-manifest',
        complaint: 'holds a secret, which everybody could read in the manifest',
        remedy: secretRemedy(finding, program),
      });
      break;
  }
}

function secretRemedy({ field, twin }: GateFinding, program: string): string {
  if (twin !== undefined) {
    return `Use \`${twin}\`, and mount the Secret, for example by \`secrets\`.`;
  }
  return field.endsWith('url')
    ? 'Leave user and password out of the URL; use `basic_auth` with `password_file`.'
    : `${program} reads it from no file: use a way to authenticate that does, or none that needs it here.`;
}
