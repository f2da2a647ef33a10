import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart, Yaml } from 'cdk8s';
import { renderYaml } from '../lib/native';
import { importObjects, readFiles, readOperatorFiles } from '../lib/operator';
import type { Program } from './apps';
import { measurePair, type Pair } from './measure';

const CORPUS = join('..', 'shared', 'corpus', 'kube-prometheus');

/** Beside bare cdk8s, which reads the same files and writes what it has read. */
export const IMPORT_GOAL = 1.5;

/** The manifests of kube-prometheus, read, checked, compiled and written; undefined where they are not there. */
export function measureImport(rounds: number): Pair | undefined {
  return existsSync(CORPUS) ? measurePair(imported, copied, rounds) : undefined;
}

const imported: Program = (outdir) => {
  const { yaml, passed } = importObjects(readOperatorFiles(readFiles([CORPUS])));
  writeFileSync(join(outdir, 'monitoring.k8s.yaml'), yaml);
  passed.forEach((manifest, index) => {
    writeFileSync(join(outdir, `${index}.yaml`), renderYaml(manifest));
  });
};

const copied: Program = (outdir) => {
  const app = new App({ outdir });
  const chart = new Chart(app, 'monitoring', { disableResourceNameHashes: true });
  const objects = readdirSync(CORPUS).flatMap((file) => Yaml.load(join(CORPUS, file)) as unknown[]);
  objects.forEach((object, index) => {
    new ApiObject(chart, String(index), object as ConstructorParameters<typeof ApiObject>[2]);
  });
  app.synth();
};
