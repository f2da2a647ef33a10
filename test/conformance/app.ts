import { Chart, Testing, type App } from 'cdk8s';
import { parse } from 'yaml';
import type { Manifest } from '../../lib/kubernetes';
import type { PrometheusConfig } from '../../lib/native/prometheus';
import {
  convertObjects,
  createConstructs,
  readOperatorFiles,
  type Conversion,
  type ConvertOptions,
} from '../../lib/operator';
import { SynthesisError, type Problem } from '../../lib/problems';
import { Synthesis } from '../../lib/synthesis';
import type { Fields } from './corpus';
import { documentsOf, ownerOf, type Cluster } from './cluster';

/** What becomes of a cluster with us. */
export type Made =
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  | { readonly kind: 'made'; readonly config: PrometheusConfig; readonly manifests: readonly Manifest[] };

/** The same of any resources: what was written, or what is wrong. */
export type Synthesized =
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  | { readonly kind: 'made'; readonly manifests: readonly Manifest[] };

/** Takes the way of a user's resources: they are read, held against their CRDs, converted and synthesized. */
export function synthesized(documents: readonly Fields[], options: ConvertOptions): Synthesized {
  const { converted, problems } = convert(documents, options);
  const errors = problems.filter(isError);
  if (errors.length > 0) {
    return { kind: 'refused', problems: errors };
  }
  const app = Testing.app();
  createConstructs(new Chart(app, 'chart'), converted);
  return finish(app);
}

export function make(cluster: Cluster): Made {
  const result = synthesized(documentsOf(cluster), optionsOf(cluster));
  return result.kind === 'made' ? { ...result, config: configurationOf(result.manifests) } : result;
}

/** The props of the Prometheus of a cluster. */
export function convertedOwner(cluster: Cluster): Fields {
  return convert(documentsOf(cluster), optionsOf(cluster)).converted[0]?.props ?? {};
}

/** The operator reads a monitor's Secrets where the monitor is; pods mount copies beside them. */
function optionsOf(cluster: Cluster): ConvertOptions {
  return { secretsNamespace: ownerOf(cluster)?.metadata.namespace ?? 'default' };
}

function convert(
  documents: readonly Fields[],
  options: ConvertOptions,
): Pick<Conversion, 'converted' | 'problems'> {
  const content = documents.map((object) => JSON.stringify(object, null, 1)).join('\n---\n');
  const read = readOperatorFiles([{ path: 'cluster.yaml', content }]);
  const { converted, problems } = convertObjects(read, options);
  return { converted, problems: [...read.problems, ...problems] };
}

function finish(app: App): Synthesized {
  try {
    Synthesis.of(app).configure({ onWarning: () => undefined });
    Synthesis.of(app).report();
  } catch (error) {
    if (error instanceof SynthesisError) {
      return { kind: 'refused', problems: error.problems.filter(isError) };
    }
    throw error;
  }
  return { kind: 'made', manifests: app.charts.flatMap((one) => Testing.synth(one) as Manifest[]) };
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

/** The configuration of the first shard as one text: with the jobs of the other files. */
function configurationOf(manifests: readonly Manifest[]): PrometheusConfig {
  const files = manifests
    .filter(({ kind, metadata }) => kind === 'ConfigMap' && !/-shard-[1-9]/.test(metadata.name))
    .flatMap(({ data }) => Object.entries((data ?? {}) as Record<string, string>));
  const main = files.find(([name]) => name === 'prometheus.yml');
  const scraped = files
    .map(([, text]) => parse(text) as PrometheusConfig | null)
    .filter((file) => file !== null && file.scrape_config_files === undefined)
    .flatMap((file) => file?.scrape_configs ?? []);
  const config = parse(main?.[1] ?? '') as PrometheusConfig;
  return { ...config, scrape_configs: [...scraped, ...(config.scrape_configs ?? [])] };
}
