import type { Chart } from 'cdk8s';
import { PrometheusRule, recordingRule, alert } from '../../lib/rules';
import type { PrometheusProps } from '../../lib/prometheus';
import { PodMonitor, Probe, ScrapeConfig, ServiceMonitor, type ServiceMonitorProps } from '../../lib/scrape';
import { problems, synth, takesAll } from './monitoring';

const shards = (chart: Chart, props: PrometheusProps = {}): unknown =>
  takesAll(chart, { shards: 2, externalLabels: { cluster: 'eu' }, ...props });

const monitor = (chart: Chart, props: Partial<ServiceMonitorProps>): unknown =>
  new ServiceMonitor(chart, 'checkout', {
    selector: { matchLabels: { app: 'checkout' } },
    endpoints: [{ port: 'metrics' }],
    ...props,
  });

/** What is said of labels, with the fields and the jobs. */
function taken(build: (chart: Chart) => void): string[] {
  return problems(build)
    .filter(({ code }) => code === 'taken-label')
    .map(({ field, value, complaint }) => `${field} ${String(value)}: ${complaint}`);
}

describe('a label of targets that is an external one as well is an error, wherever it is written:', () => {
  test.each<[string, (chart: Chart) => void, string]>([
    [
      'by a relabeling',
      (chart) => {
        shards(chart);
        monitor(chart, {
          endpoints: [
            { port: 'metrics', relabelings: [{ targetLabel: 'prometheus_shard', replacement: 'a' }] },
          ],
        });
      },
      'shardExternalLabelName prometheus_shard: is a label of targets as well, by what is written for "serviceMonitor/monitoring/checkout/0"',
    ],
    [
      'from the pods',
      (chart) => {
        shards(chart);
        monitor(chart, { podTargetLabels: ['prometheus'] });
      },
      'prometheusExternalLabelName prometheus: ',
    ],
    [
      'of every definition',
      (chart) => {
        shards(chart, { podTargetLabels: ['cluster'] });
        monitor(chart, {});
        new PodMonitor(chart, 'batch', { selector: {}, podMetricsEndpoints: [{ port: 'metrics' }] });
      },
      'externalLabels.cluster cluster: is a label of targets as well, by what is written for "serviceMonitor/monitoring/checkout/0", "podMonitor/monitoring/batch/0"',
    ],
    [
      'of a Probe',
      (chart) => {
        shards(chart);
        new Probe(chart, 'site', {
          prober: { url: 'blackbox:9115' },
          targets: { staticConfig: { static: ['https://example.org'], labels: { cluster: 'us' } } },
        });
      },
      'externalLabels.cluster cluster: ',
    ],
    [
      'by a metric relabeling, where others open all names',
      (chart) => {
        shards(chart);
        new ScrapeConfig(chart, 'hosts', {
          httpSDConfigs: [{ url: 'http://inventory/targets' }],
          metricRelabelings: [{ sourceLabels: ['node'], targetLabel: 'prometheus_replica' }],
        });
      },
      'replicaExternalLabelName prometheus_replica: ',
    ],
    [
      'in a native job',
      (chart) =>
        shards(chart, {
          additionalScrapeConfigs: [
            { job_name: 'hosts', static_configs: [{ targets: ['a:1'], labels: { cluster: 'us' } }] },
          ],
        }),
      'externalLabels.cluster cluster: is a label of targets as well, by what is written for "hosts"',
    ],
    [
      'with a front',
      (chart) => {
        shards(chart, { globalView: 'prometheus', podTargetLabels: ['cluster'] });
        monitor(chart, {});
      },
      'externalLabels.cluster cluster: ',
    ],
    [
      'by a recording rule',
      (chart) => {
        shards(chart);
        new PrometheusRule(chart, 'up', {
          groups: [
            {
              name: 'up',
              rules: [recordingRule('job:up:max', 'max by (job) (up)', { labels: { cluster: 'a' } })],
            },
          ],
        });
      },
      'groups[0].rules[0].labels.cluster a: is an external label of the Prometheus as well',
    ],
  ])('%s', (_, build, expected) => {
    expect(taken(build)).toEqual([expect.stringContaining(expected)]);
  });
});

test('with a sidecar and no view it is a warning', () => {
  const { warnings } = synth((chart) => {
    shards(chart, { shards: 1, thanos: {}, podTargetLabels: ['cluster'] });
    monitor(chart, {});
  });
  expect(warnings).toEqual([
    expect.stringContaining('externalLabels.cluster "cluster" is a label of targets as well'),
  ]);
});

test('jobs that federate others bring external labels along: a warning', () => {
  const { warnings } = synth((chart) =>
    shards(chart, {
      additionalScrapeConfigs: [
        {
          job_name: 'federate',
          honor_labels: true,
          metrics_path: '/federate',
          static_configs: [{ targets: ['a:9090'] }],
        },
      ],
    }),
  );
  expect(warnings).toEqual([
    expect.stringContaining('["federate"] take series of other Prometheis with the external labels'),
  ]);
});

test.each<[string, (chart: Chart) => void]>([
  [
    'labels that are emptied',
    (chart) => {
      shards(chart);
      monitor(chart, {
        endpoints: [{ port: 'metrics', relabelings: [{ targetLabel: 'cluster', replacement: '' }] }],
      });
    },
  ],
  [
    'other labels',
    (chart) => {
      shards(chart);
      monitor(chart, { podTargetLabels: ['zone'] });
    },
  ],
  [
    'a server that nobody reads beside others',
    (chart) => {
      shards(chart, { shards: 1, podTargetLabels: ['cluster'] });
      monitor(chart, {});
    },
  ],
  [
    'labels of alerts',
    (chart) => {
      shards(chart, { lints: { 'labels/conflict': 'off' } });
      new PrometheusRule(chart, 'up', {
        groups: [{ name: 'up', rules: [alert('Down', 'up == 0', { labels: { cluster: 'a' } })] }],
      });
    },
  ],
])("%s are nobody's business", (_, build) => {
  expect(synth(build).warnings).toEqual([]);
});
