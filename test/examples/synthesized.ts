import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { Synthesis, type Problem, type SynthesisReport } from '../../lib';
import { manifestFiles } from '../../tools/validate/manifests';

/** An example that was synthesized into a folder of its own. */
export interface Synthesized {
  readonly folder: string;
  readonly warnings: readonly Problem[];
  readonly report: SynthesisReport;
}

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) {
    rmSync(folder, { recursive: true });
  }
});

/** Synthesizes an example; its folder is there until the tests of the file are done. */
export function synthesize(example: (app: App) => void): Synthesized {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-prometheus-examples-'));
  folders.push(folder);
  const app = new App({ outdir: folder });
  const warnings: Problem[] = [];
  Synthesis.of(app).configure({ onWarning: (warning) => warnings.push(warning) });
  example(app);
  app.synth();
  if (manifestFiles(folder).length === 0) {
    throw new Error('the example writes nothing');
  }
  return { folder, warnings, report: Synthesis.of(app).report() };
}
