import type { Chart } from 'cdk8s';
import { Prometheus } from '../../lib/prometheus';
import { metricNamesOf, parsePromQL, selectorsOf } from '../../lib/promql';
import {
  thanosAlerts,
  ThanosCompactor,
  thanosMonitor,
  ThanosQuery,
  ThanosRuler,
  ThanosStore,
  type ObjectStorage,
} from '../../lib/query';
import { PrometheusRule, recordingRule } from '../../lib/rules';
import { ServiceMonitor } from '../../lib/scrape';
import { eventually } from '../cluster/wait';
import { synth } from '../prometheus/monitoring';
import { describeWith } from '../support/programs';
import { Lab } from './lab';

const STORAGE: ObjectStorage = { type: 'FILESYSTEM', config: { directory: '/bucket' } };
const EPHEMERAL = { storage: { emptyDir: {} } };

/** All programs, each with its alerts and its monitor, which the Prometheus takes. */
function everything(chart: Chart) {
  const prometheus = new Prometheus(chart, 'k8s', {
    ...EPHEMERAL,
    rulesConfigMap: 'none',
    thanos: { objectStorageConfig: STORAGE },
    ruleSelector: { matchLabels: { about: 'thanos' } },
    serviceMonitorSelector: {},
  });
  const shared = { ...EPHEMERAL, name: 'k8s', objectStorageConfig: STORAGE };
  const store = new ThanosStore(chart, 'store', shared);
  const query = new ThanosQuery(chart, 'query', { name: 'k8s', endpoints: [prometheus, store] });
  const targets = new PrometheusRule(chart, 'targets', {
    groups: [{ name: 'targets', rules: [recordingRule('all:up:count', 'count(up)')] }],
  });
  const programs = [
    query,
    store,
    new ThanosRuler(chart, 'ruler', {
      ...EPHEMERAL,
      name: 'k8s',
      queries: [query],
      prometheusRules: [targets],
    }),
    new ThanosCompactor(chart, 'compactor', shared),
  ];
  programs.forEach((program) => {
    new ServiceMonitor(chart, `${program.node.id}-monitor`, thanosMonitor(program));
  });
  const watched = [
    ...programs,
    ...(prometheus.thanosSidecar === undefined ? [] : [prometheus.thanosSidecar]),
  ];
  const groups = watched.map((program) => thanosAlerts(program));
  new PrometheusRule(chart, 'thanos', { labels: { about: 'thanos' }, groups });
  return groups;
}

test('the alerts are taken by a Prometheus that scrapes the programs, and no lint says anything', () => {
  const { warnings, jobs, figures } = synth(everything);
  expect(warnings).toEqual([]);
  expect(jobs.map(({ job_name }) => job_name)).toEqual([
    'serviceMonitor/monitoring/prometheus-k8s-thanos/0',
    'serviceMonitor/monitoring/prometheus-k8s/0',
    'serviceMonitor/monitoring/thanos-compactor-k8s/0',
    'serviceMonitor/monitoring/thanos-query-k8s/0',
    'serviceMonitor/monitoring/thanos-ruler-k8s/0',
    'serviceMonitor/monitoring/thanos-store-k8s/0',
  ]);
  expect(figures['monitoring/k8s']).toMatchObject({ ruleGroups: 5 });
});

/** What Prometheus makes itself. */
const SYNTHETIC = new Set(['up']);

describeWith(['prometheus', 'thanos'], 'the alerts about Thanos', () => {
  test('read nothing that the real programs do not expose', async () => {
    let groups: ReturnType<typeof everything> = [];
    const lab = await Lab.create((chart) => {
      groups = everything(chart);
    });
    try {
      await lab.startServices();
      const pods = [
        'prometheus-k8s',
        'thanos-query-k8s',
        'thanos-store-k8s',
        'thanos-ruler-k8s',
        'thanos-compactor-k8s',
      ];
      for (const pod of pods) {
        await lab.start(pod);
      }
      await lab.untilReady(...pods.map((pod) => `${pod}-0`));
      const containers = ['thanos-sidecar', ...pods.slice(1).map((pod) => pod.replace(/-k8s$/, ''))];
      const exposed = async (): Promise<Set<string>> => {
        const texts = await Promise.all(
          containers.map(async (container) => {
            const pod = container === 'thanos-sidecar' ? 'prometheus-k8s' : `${container}-k8s`;
            return (await fetch(`${await lab.url(`${pod}-0`, container)}/metrics`)).text();
          }),
        );
        return new Set(
          texts.flatMap((text) => [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name)),
        );
      };
      const read = new Set(
        groups
          .flatMap(({ rules }) => rules)
          .flatMap(({ expr }) => selectorsOf(parsePromQL(expr)))
          .flatMap((selector) => metricNamesOf(selector) ?? []),
      );
      // Those of queries are there once somebody has asked.
      await fetch(`${await lab.url('thanos-query-k8s-0', 'thanos-query')}/api/v1/query?query=up`);
      await eventually('all of them are there', async () => {
        const names = await exposed();
        const missing = [...read].filter((name) => !names.has(name) && !SYNTHETIC.has(name));
        if (missing.length > 0) {
          throw new Error(`missing: ${missing.join(', ')}`);
        }
        return true;
      });
    } finally {
      await lab.stop();
    }
  }, 90_000);
});
