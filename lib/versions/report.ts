import type { Where } from '../problems';
import type { GateFinding } from './gate';
import { formatVersion, type Version } from './version';

/** Says what a gate found, at the place that the names stand in. */
export function reportGate(where: Where, finding: GateFinding, program: string, version: Version): void {
  const name = formatVersion(version);
  const { fact } = finding;
  switch (finding.kind) {
    case 'unknown':
      where.error({
        code: 'unknown-field',
        complaint: `is unknown to ${program} ${name}`,
        ...(finding.nearest === undefined ? {} : { remedy: `Did you mean "${finding.nearest}"?` }),
      });
      break;
    case 'too-new':
      where.error({
        code: 'version',
        complaint: `needs ${program} ${fact?.since ?? ''}, the version is ${name}`,
        remedy: `Raise \`version\`, or leave the field out (${fact?.source ?? ''}).`,
      });
      break;
    case 'removed':
      where.error({
        code: 'version',
        complaint: `is gone since ${program} ${fact?.until ?? ''}, the version is ${name}`,
        remedy: fact?.instead === undefined ? `Leave it out (${fact?.source ?? ''}).` : `Use ${fact.instead}.`,
      });
      break;
    case 'deprecated':
      where.warning({
        code: 'deprecated',
        complaint: `is deprecated since ${program} ${fact?.deprecated ?? ''}`,
        ...(fact?.instead === undefined ? {} : { remedy: `Use ${fact.instead}.` }),
      });
      break;
  }
}
