/** `npm run bench`. */

import { run, typeScript } from './process.mjs';

export function bench(args) {
  return run([...typeScript('bench/main.ts'), ...args]);
}
