import type { Chart } from 'cdk8s';
import { parse, stringify } from 'yaml';
import type { PrometheusConfig } from '../../../lib/native/prometheus';
import type { EndpointsFile } from '../../../lib/native/thanos';
import { Prometheus, type PrometheusProps } from '../../../lib/prometheus';
import { alert, PrometheusRule, recordingRule } from '../../../lib/rules';
import { eventually } from '../../cluster/wait';
import { type AlertSink, ask, type Lab, QUICK } from '../lab';

export const TARGETS = 12;
export const DEADLINE = { deadline: 120_000 };

/** A rule of each kind: on the shards, on partial results of them, on raw series. */
export const RECORDED = {
  local: recordingRule('instance:load:sum', 'sum by (job, instance) (load)'),
  split: recordingRule('zone:load:avg', 'avg by (zone) (load)'),
  raw: recordingRule('load:median', 'quantile(0.5, load)'),
  rate: recordingRule('zone:load:rate', 'sum by (zone) (rate(load[1m]))'),
};
export const NAMES = Object.values(RECORDED).map(({ record }) => record);

const RULES = [
  ...Object.values(RECORDED),
  alert('OneIsHot', `load == ${TARGETS}`),
  alert('AllAreThere', `count(load) == ${TARGETS}`),
  alert('MedianIsHigh', 'quantile(0.5, load) > 1'),
];

/** A kind of view, and how it answers where a shard is missing. */
export interface Kind {
  readonly globalView: NonNullable<PrometheusProps['globalView']>;
  readonly answering: string;
  readonly evaluating: readonly string[];

  /** Who knows the rules above, as it evaluates them. */
  readonly evaluator: (lab: Lab) => Promise<string>;
  readonly whileMissing: (view: string) => Promise<void>;

  /** The Service that the shard is read by. */
  readonly reading: readonly [service: string, port: number];

  /** Who has the list of what is read, and that list without an address. */
  readonly listed: { readonly pod: string; readonly without: (text: string, address: string) => string };

  /** Programs of the view that have a second replica beside: what they do goes on when one of them is gone. */
  readonly spared: readonly string[];
}

/** Each of the view's answers is whole, or none. */
export const THANOS: Kind = {
  globalView: { kind: 'thanos', query: { responseTimeout: '2s', endpointReloadInterval: '1s' } },
  answering: 'thanos-query-k8s',
  reading: ['prometheus-k8s-shard-1-thanos', 10901],
  listed: {
    pod: 'thanos-query-k8s-0',
    without: (text, address) => {
      const file = parse(text) as Partial<EndpointsFile>;
      const { endpoints } = file;
      return endpoints === undefined
        ? text
        : stringify({ ...file, endpoints: endpoints.filter((each) => each.address !== address) });
    },
  },
  spared: ['thanos-query-k8s', 'thanos-ruler-k8s'],
  evaluating: ['thanos-ruler-k8s-0', 'thanos-ruler-k8s-1'],
  evaluator: async (lab) => lab.url('thanos-ruler-k8s-0', 'thanos-ruler'),
  whileMissing: async (view) => {
    for (const query of ['count(load)', ...NAMES, 'absent(load)']) {
      expect(await ask(view, query)).toMatchObject({ status: 422, series: [] });
    }
  },
};

/** Queries are answered with what there is; rules above say nothing. */
export const FRONT: Kind = {
  globalView: { kind: 'prometheus', remoteTimeout: '2s', front: { replicas: 1 } },
  answering: 'prometheus-k8s-front',
  reading: ['prometheus-k8s-shard-1-read', 9090],
  listed: {
    pod: 'prometheus-k8s-front-0',
    without: (text, address) => {
      const file = parse(text) as Partial<PrometheusConfig>;
      const { remote_read: reads } = file;
      return reads === undefined
        ? text
        : stringify({ ...file, remote_read: reads.filter(({ url }) => !url.includes(address)) });
    },
  },
  spared: [],
  evaluating: [],
  evaluator: async (lab) => lab.url('prometheus-k8s-front-0', 'prometheus'),
  whileMissing: rulesSayNothing,
};

/** Rules above are silent, whatever a query is answered. */
export async function rulesSayNothing(view: string): Promise<void> {
  await eventually(
    'rules above say nothing',
    async () => (await ask(view, `${RECORDED.split.record} or ${RECORDED.raw.record}`)).series.length === 0,
    DEADLINE,
  );
}

/** Two shards with a view, and a server that has everything. */
export function build(
  chart: Chart,
  { globalView }: Kind,
  targets: readonly string[],
  sinks: readonly AlertSink[],
): void {
  const common: PrometheusProps = {
    ...QUICK,
    externalLabels: { cluster: 'eu' },
    ruleSelector: {},
    additionalScrapeConfigs: [{ job_name: 'load', static_configs: [{ targets: [...targets] }] }],
  };
  const [ofShards, ofWhole] = sinks.map((sink) => ({ alertmanagers: [{ targets: [sink.address] }] }));
  new Prometheus(chart, 'whole', { ...common, alerting: ofWhole! });
  new Prometheus(chart, 'k8s', {
    ...common,
    alerting: ofShards!,
    shards: 2,
    globalView,
  });
  new PrometheusRule(chart, 'load', { groups: [{ name: 'load', rules: RULES }] });
}
