import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';

/** A file of an app's output, which is what a chart becomes. */
export interface OutputFile {
  readonly name: string;
  readonly yaml: string;
}

/** What an app writes, as `cdk8s synth` would, in the order in which kubectl reads a folder. */
export function synthesize(define: (app: App) => void): OutputFile[] {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk8s-prometheus-e2e-'));
  try {
    const app = new App({ outdir });
    define(app);
    app.synth();
    return (
      readdirSync(outdir)
        .map((name) => ({ name, yaml: readFileSync(join(outdir, name), 'utf8') }))
        // The chart of a team that only has monitors writes nothing of its own, and kubectl refuses nothing.
        .filter(({ yaml }) => yaml.trim() !== '')
        .sort((a, b) => (a.name < b.name ? -1 : 1))
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
