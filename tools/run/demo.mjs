/** `npm run demo`. */

import freshCompanion from './companion.mjs';
import { run, typeScript } from './process.mjs';
import { surroundings } from './surroundings.mjs';

export async function demo(args) {
  const { env } = await surroundings(['promtool', 'promtool-lts', 'amtool', 'amtool-oldest']);
  await freshCompanion();
  return run([...typeScript('tools/demo.ts'), ...args], env);
}
