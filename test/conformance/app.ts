import { Testing, type App } from 'cdk8s';
import { parse } from 'yaml';
import type { Manifest } from '../../lib/kubernetes';
import type { PrometheusConfig } from '../../lib/native/prometheus';
import { readOperatorFiles } from '../../lib/operator';
import { SynthesisError, type Problem } from '../../lib/problems';
import type { PrometheusProps } from '../../lib/prometheus';
import { Synthesis } from '../../lib/synthesis';
import type { Fields, Objects } from './corpus';
import { construct } from './conversion';

/** A custom resource of the operator. */
export interface CustomResource {
  readonly metadata: { readonly name?: string; readonly namespace?: string };
  readonly spec: Fields;
}

/** What stands in a cluster that the operator runs in. */
export interface Cluster {
  readonly prometheus?: CustomResource;
  readonly prometheusAgent?: CustomResource;
  readonly serviceMonitors?: readonly CustomResource[] | null;
  readonly podMonitors?: readonly CustomResource[] | null;
  readonly probes?: readonly CustomResource[] | null;
  readonly scrapeConfigs?: readonly CustomResource[] | null;
  readonly prometheusRules?: readonly CustomResource[] | null;
  readonly secrets?: Objects | null;
  readonly configMaps?: Objects | null;
}

/** What becomes of it with us. */
export type Made =
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  | { readonly kind: 'made'; readonly config: PrometheusConfig; readonly manifests: readonly Manifest[] };

const KINDS = {
  prometheus: ['monitoring.coreos.com/v1', 'Prometheus'],
  prometheusAgent: ['monitoring.coreos.com/v1alpha1', 'PrometheusAgent'],
  serviceMonitors: ['monitoring.coreos.com/v1', 'ServiceMonitor'],
  podMonitors: ['monitoring.coreos.com/v1', 'PodMonitor'],
  probes: ['monitoring.coreos.com/v1', 'Probe'],
  scrapeConfigs: ['monitoring.coreos.com/v1alpha1', 'ScrapeConfig'],
  prometheusRules: ['monitoring.coreos.com/v1', 'PrometheusRule'],
} as const;

/** Takes the way of a user's resources: they are read, held against their CRDs, converted and synthesized. */
export function make(cluster: Cluster, override: Partial<PrometheusProps> = {}): Made {
  const { objects, problems } = readOperatorFiles([{ path: 'cluster.yaml', content: documents(cluster) }]);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    return { kind: 'refused', problems: errors };
  }
  const app = Testing.app();
  construct(app, objects, cluster, override);
  return finish(app);
}

/** The resources as a user has them in files. What no test of the operator needs, but every cluster has, is put in. */
function documents(cluster: Cluster): string {
  return Object.entries(KINDS)
    .flatMap(([field, [apiVersion, kind]]) =>
      [cluster[field as keyof typeof KINDS] ?? []].flat().map((resource) => ({ apiVersion, kind, resource })),
    )
    .map(({ apiVersion, kind, resource: { metadata, spec } }) => ({
      apiVersion,
      kind,
      metadata: { ...metadata, name: metadata.name ?? 'test' },
      spec,
    }))
    .map((object) => JSON.stringify(object, null, 1))
    .join('\n---\n');
}

function finish(app: App): Made {
  try {
    Synthesis.of(app).configure({ onWarning: () => undefined });
    Synthesis.of(app).report();
  } catch (error) {
    if (error instanceof SynthesisError) {
      return { kind: 'refused', problems: error.problems.filter(({ severity }) => severity === 'error') };
    }
    throw error;
  }
  const manifests = app.charts.flatMap((one) => Testing.synth(one) as Manifest[]);
  return { kind: 'made', config: configurationOf(manifests), manifests };
}

/** The configuration as one text: with the jobs of the other files. */
function configurationOf(manifests: readonly Manifest[]): PrometheusConfig {
  const files = manifests
    .filter(({ kind }) => kind === 'ConfigMap')
    .flatMap(({ data }) => Object.entries((data ?? {}) as Record<string, string>));
  const main = files.find(([name]) => name === 'prometheus.yml');
  const scraped = files
    .map(([, text]) => parse(text) as PrometheusConfig | null)
    .filter((file) => file !== null && file.scrape_config_files === undefined)
    .flatMap((file) => file?.scrape_configs ?? []);
  const config = parse(main?.[1] ?? '') as PrometheusConfig;
  return { ...config, scrape_configs: [...scraped, ...(config.scrape_configs ?? [])] };
}
