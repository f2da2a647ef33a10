import type { Chart } from 'cdk8s';
import { parse } from 'yaml';
import { Prometheus, PrometheusRule, type PrometheusProps } from '../../lib';
import type { ScrapeConfig } from '../../lib/native/prometheus';
import { namespaceChart, type Monitoring } from '../prometheus/monitoring';

/** A Prometheus of a cluster, in a namespace of its own. */
export function leaf(chart: Chart, cluster: string, props: PrometheusProps = {}): Prometheus {
  return new Prometheus(namespaceChart(chart, cluster), 'k8s', {
    storage: { emptyDir: {} },
    selfMonitoring: false,
    externalLabels: { cluster },
    ...props,
  });
}

export function hub(
  chart: Chart,
  expr = 'sum by (job) (rate(requests_total[5m]))',
  props: PrometheusProps = {},
) {
  const rules = new PrometheusRule(chart, 'shop', {
    groups: [
      {
        name: 'shop',
        rules: [
          { record: 'job:requests:rate5m', expr },
          { alert: 'Hot', expr: 'temperature{job="oven"} > 90 and on (cluster, instance) up{job="oven"}' },
        ],
      },
    ],
  });
  return new Prometheus(chart, 'global', {
    storage: { emptyDir: {} },
    selfMonitoring: false,
    prometheusRules: [rules],
    ...props,
  });
}

/** Files of the ConfigMaps of a Prometheus, by their keys without the index of the slot. */
export function files(monitoring: Monitoring, prefix: string): Record<string, unknown> {
  return Object.fromEntries(
    monitoring.manifests
      .filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name.startsWith(prefix))
      .flatMap(({ data = {} }) => Object.entries(data as Record<string, string>))
      .map(([key, text]) => [key.replace(/^\d+\./, ''), parse(text)]),
  );
}

export function jobs(monitoring: Monitoring): ScrapeConfig[] {
  return Object.values(files(monitoring, 'prometheus-global-scrape-'))
    .flatMap((file) => (file as { scrape_configs?: ScrapeConfig[] }).scrape_configs ?? [])
    .sort((a, b) => (a.job_name < b.job_name ? -1 : 1));
}

export interface Groups {
  readonly groups: ReadonlyArray<{
    readonly name: string;
    readonly query_offset?: string;
    readonly rules: ReadonlyArray<Record<string, unknown>>;
  }>;
}
