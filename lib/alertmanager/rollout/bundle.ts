import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the package has the companion: beside its compiled code, and where it is built to in the repository. */
const PLACES = ['../../companion', '../../../dist/companion'].map((folder) =>
  join(__dirname, folder, 'rollout.js.br'),
);

let read: Buffer | undefined;

/** The companion, compressed as the package has it: the same bytes on every machine; undefined where it was not built. */
export function companionBundle(): Buffer | undefined {
  const place = PLACES.find((path) => existsSync(path));
  read ??= place === undefined ? undefined : readFileSync(place);
  return read;
}
