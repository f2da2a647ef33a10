/** `npm run bench`. */

import freshCompanion from './companion.mjs';
import { run, typeScript } from './process.mjs';

export async function bench(args) {
  await freshCompanion();
  return run([...typeScript('bench/main.ts'), ...args]);
}
