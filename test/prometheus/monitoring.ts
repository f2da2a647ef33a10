import { App, Chart, Testing } from 'cdk8s';
import type { StatefulSetSpec } from 'kubernetes-types/apps/v1';
import type { PodSpec } from 'kubernetes-types/core/v1';
import { parse } from 'yaml';
import type { Manifest } from '../../lib/kubernetes';
import type { PrometheusConfig, ScrapeConfig } from '../../lib/native/prometheus';
import { formatProblem, SynthesisError, type Problem } from '../../lib/problems';
import { Prometheus, type PrometheusProps } from '../../lib/prometheus';
import { Synthesis } from '../../lib/synthesis';

/** Fills a chart whose namespace is `monitoring`. */
export type Build = (chart: Chart) => void;

/** What came out of an app. */
export class Monitoring {
  constructor(
    readonly manifests: readonly Manifest[],
    readonly warnings: readonly string[],
    readonly figures: Readonly<Record<string, Readonly<Record<string, number>>>>,
    private readonly workload = 'prometheus-k8s',
  ) {}

  /** The same, looked at from a shard of the Prometheus `k8s`. */
  onShard(index: number): Monitoring {
    const workload = index === 0 ? 'prometheus-k8s' : `prometheus-k8s-shard-${index}`;
    return new Monitoring(this.manifests, this.warnings, this.figures, workload);
  }

  /** The object, or undefined where it was not written. */
  find(kind: string, name: string, namespace?: string): Manifest | undefined {
    return this.manifests.find(
      ({ kind: itsKind, metadata }) =>
        itsKind === kind &&
        metadata.name === name &&
        (namespace === undefined || metadata.namespace === namespace),
    );
  }

  object(kind: string, name: string, namespace?: string): Manifest {
    const found = this.find(kind, name, namespace);
    if (found === undefined) {
      throw new Error(`no ${kind} ${name}; there are: ${this.manifests.map(describe).join(', ')}`);
    }
    return found;
  }

  /** Names of the objects of a kind, with their namespaces. */
  names(kind: string): string[] {
    return this.manifests.filter((manifest) => manifest.kind === kind).map(describe);
  }

  data(configMap: string): Record<string, string> {
    return (this.object('ConfigMap', configMap).data ?? {}) as Record<string, string>;
  }

  /** The main configuration of the Prometheus `k8s`. */
  get config(): PrometheusConfig {
    return parse(this.data(this.workload)['prometheus.yml'] ?? '') as PrometheusConfig;
  }

  /** The jobs of the Prometheus `k8s`, in all of its slots. */
  get jobs(): ScrapeConfig[] {
    return this.manifests
      .filter(
        ({ kind, metadata }) => kind === 'ConfigMap' && metadata.name.startsWith('prometheus-k8s-scrape-'),
      )
      .flatMap(({ data }) => Object.values(data as Record<string, string>))
      .flatMap((text) => (parse(text) as { scrape_configs: ScrapeConfig[] }).scrape_configs)
      .sort((a, b) => (a.job_name < b.job_name ? -1 : 1));
  }

  /** The job of this name, or else the only one. */
  job(name?: string): ScrapeConfig {
    const matching = this.jobs.filter(({ job_name }) => name === undefined || job_name === name);
    if (matching.length !== 1 || matching[0] === undefined) {
      throw new Error(`not one job, but: ${this.jobs.map(({ job_name }) => job_name).join(', ') || 'none'}`);
    }
    return matching[0];
  }

  get statefulSet(): StatefulSetSpec {
    return this.object('StatefulSet', this.workload).spec as StatefulSetSpec;
  }

  get pod(): PodSpec {
    return this.statefulSet.template.spec!;
  }

  get args(): string[] {
    return this.pod.containers[0]?.args ?? [];
  }
}

function describe({ kind, metadata: { namespace, name } }: Manifest): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** Synthesizes an app in memory. */
export function synth(build: Build): Monitoring {
  const app = Testing.app();
  const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
  const warnings: string[] = [];
  const synthesis = Synthesis.of(app);
  synthesis.configure({ onWarning: (warning) => warnings.push(formatProblem(warning)) });
  build(chart);
  const { figures } = synthesis.report();
  const manifests = app.charts.flatMap((one) => Testing.synth(one) as Manifest[]);
  return new Monitoring(manifests, warnings, figures);
}

/** What is wrong with an app, as its author reads it. Fails where nothing is. */
export function errors(build: Build): string[] {
  return problems(build).map(formatProblem);
}

/** The same as data. */
export function problems(build: Build): readonly Problem[] {
  try {
    synth(build);
  } catch (error) {
    if (error instanceof SynthesisError) {
      return error.problems;
    }
    throw error;
  }
  throw new Error('nothing is wrong with it');
}

/** A second chart of the same app: a team's namespace. */
export function namespaceChart(chart: Chart, namespace: string): Chart {
  return new Chart(App.of(chart), namespace, { namespace });
}

const ALL = {};

/** A Prometheus `k8s` that takes all of the app, and scrapes nothing on its own account. */
export function takesAll(chart: Chart, props: PrometheusProps = {}): Prometheus {
  return new Prometheus(chart, 'k8s', {
    storage: { emptyDir: {} },
    selfMonitoring: false,
    serviceMonitorSelector: ALL,
    serviceMonitorNamespaceSelector: ALL,
    podMonitorSelector: ALL,
    podMonitorNamespaceSelector: ALL,
    probeSelector: ALL,
    probeNamespaceSelector: ALL,
    scrapeConfigSelector: ALL,
    scrapeConfigNamespaceSelector: ALL,
    ruleSelector: ALL,
    ruleNamespaceSelector: ALL,
    ...props,
  });
}

/** A Prometheus `k8s` that takes nothing but what the props say. */
export function prometheus(chart: Chart, props: PrometheusProps = {}): Prometheus {
  return new Prometheus(chart, 'k8s', { storage: { emptyDir: {} }, selfMonitoring: false, ...props });
}
