import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  FleetApp,
  Prometheus,
  ServiceMonitor,
  Synthesis,
  SynthesisError,
  type Cluster,
  type Problem,
  type PrometheusProps,
} from '../../lib';
import { parseManifests, type Manifest } from '../../tools/validate/manifests';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) {
    rmSync(folder, { recursive: true });
  }
});

/** A folder that is gone after the test. */
export function newFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-prometheus-fleet-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** An app of several clusters, which keeps its warnings to itself. */
export function newFleetApp(): FleetApp {
  const app = new FleetApp({ outdir: newFolder() });
  Synthesis.of(app).configure({ onWarning: () => undefined });
  return app;
}

/** Synthesizes, and gives the text of each file. */
export function filesOf(app: FleetApp): Record<string, string> {
  app.synth();
  return Object.fromEntries(
    readdirSync(app.outdir, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.yaml'))
      .sort()
      .map((file) => [file, readFileSync(join(app.outdir, file), 'utf8')]),
  );
}

/** Synthesizes, and gives the objects of a folder. */
export function objectsIn(app: FleetApp, folder: string): Manifest[] {
  return Object.entries(filesOf(app))
    .filter(([file]) => file.startsWith(`${folder}/`))
    .flatMap(([file, text]) => parseManifests(text, file));
}

/** The problems that a synth fails with. */
export function problemsOf(app: FleetApp): readonly Problem[] {
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

/** What each cluster has: a Prometheus, and a monitor that it takes. */
export function watchedCluster(cluster: Cluster, props: PrometheusProps = {}): Prometheus {
  new ServiceMonitor(cluster, 'checkout', {
    selector: { matchLabels: { app: 'checkout' } },
    endpoints: [{ port: 'metrics' }],
  });
  return new Prometheus(cluster, 'k8s', {
    storage: { emptyDir: {} },
    serviceMonitorSelector: {},
    ...props,
  });
}
