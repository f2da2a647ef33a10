import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import type { Manifest } from '../../../lib/kubernetes';
import { prometheusFiles, findInstance } from '../../../lib/manifests';
import type { PrometheusConfig, RuleFile } from '../../../lib/native/prometheus';
import {
  importObjects,
  readFiles,
  readOperatorFiles,
  type Imported,
  type ImportOptions,
} from '../../../lib/operator';

export const CORPUS = join('..', 'shared', 'corpus');
export const KUBE_PROMETHEUS = join(CORPUS, 'kube-prometheus');

/** Why there is nothing to compare with, if so. */
export const missingCorpus = existsSync(CORPUS) ? undefined : `no ${CORPUS}`;

export function importPath(path: string, options?: ImportOptions): Imported {
  return importObjects(readOperatorFiles(readFiles([path])), options);
}

/** Objects as they are in no file. */
export function importTexts(texts: readonly unknown[], options?: ImportOptions): Imported {
  const content = texts.map((text) => JSON.stringify(text, undefined, 1)).join('\n---\n');
  return importObjects(readOperatorFiles([{ path: 'input.yaml', content }]), options);
}

/** A case of the operator's own tests. */
export interface Golden {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly expected: string;
}

export function golden(theme: string, name: string): Golden {
  return JSON.parse(readFileSync(join(CORPUS, 'operator-golden', theme, `${name}.json`), 'utf8')) as Golden;
}

export function manifestsOf(yaml: string): Manifest[] {
  return parseAllDocuments(yaml).map((document) => document.toJS() as Manifest);
}

/** What a Prometheus in these manifests reads. */
export function filesOf(yaml: string, name: string): { config: PrometheusConfig; rules: RuleFile } {
  const manifests = manifestsOf(yaml);
  return prometheusFiles(manifests, findInstance(manifests, { program: 'prometheus', name }));
}

export function expectedConfig(theme: string, name: string): PrometheusConfig {
  return parse(golden(theme, name).expected) as PrometheusConfig;
}

/** What is wrong, in the words that people read. */
export function complaints({ problems }: Imported, severity: 'error' | 'warning' = 'error'): string[] {
  return problems
    .filter((problem) => problem.severity === severity)
    .map(({ path, field = '', code }) => `${path} ${field} ${code}`);
}
