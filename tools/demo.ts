/**
 * `npm run demo`: synthesizes the example of a whole platform as a user would, validates everything that
 * comes out, and says what it is. Started by `tools/run.mjs`, which tells where programs are.
 *
 * Arguments name another app and output folder than those of cdk8s.yaml, for work on the demo itself:
 * `node tools/run.mjs demo <app command> <output folder>`.
 */

import { synthesize, type Synthesized } from './demo/synthesize';
import { printReport, printSynthesized } from './demo/print';
import { isValid, surroundingsFromEnvironment, validateOutput } from './validate';

async function main([app, output = 'out/platform']: readonly string[]): Promise<number> {
  const started = Date.now();
  console.log(`Synthesizing ${app ?? 'examples/platform'} into ${output} …`);
  const synthesized: Synthesized = await synthesize(output, app);
  printSynthesized(synthesized);
  if (synthesized.code !== 0) {
    return 1;
  }
  const report = await validateOutput(output, surroundingsFromEnvironment());
  printReport(report, output, Date.now() - started);
  return isValid(report) ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
