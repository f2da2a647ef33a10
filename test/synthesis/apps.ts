import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type AppProps } from 'cdk8s';
import { SynthesisError, type Problem } from '../../lib/problems';
import { Synthesis } from '../../lib/synthesis';
import { parseManifests, type Manifest } from '../../tools/validate/manifests';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) {
    rmSync(folder, { recursive: true });
  }
});

/** An app that writes into a folder of its own, which is gone after the test, and keeps its warnings to itself. */
export function newApp(props: AppProps = {}): App {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk8s-prometheus-synthesis-'));
  folders.push(outdir);
  const app = new App({ ...props, outdir });
  Synthesis.of(app).configure({ onWarning: () => undefined });
  return app;
}

/** Synthesizes, and gives the text of each file that is there then. */
export function filesOf(app: App): Record<string, string> {
  app.synth();
  return Object.fromEntries(
    readdirSync(app.outdir, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.yaml'))
      .sort()
      .map((file) => [file, readFileSync(join(app.outdir, file), 'utf8')]),
  );
}

/** Synthesizes, and gives the objects of all files. */
export function objectsOf(app: App): Manifest[] {
  return Object.entries(filesOf(app)).flatMap(([file, text]) => parseManifests(text, file));
}

/** The problems that a synth fails with. */
export function problemsOf(app: App): readonly Problem[] {
  try {
    app.synth();
  } catch (error) {
    if (error instanceof SynthesisError) {
      return error.problems;
    }
    throw error;
  }
  throw new Error('the synth went well');
}
