import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Chart } from 'cdk8s';
import { Federation, Prometheus, PrometheusRule, ScrapeConfig, type PrometheusProps } from '../../lib';
import { eventually } from '../cluster/wait';
import { AlertSink, ask, Lab, valueOf } from '../query/lab';
import { makeCertificates, missingOpenssl, type Certificates } from '../support/certificates';
import { describeUnless, missingPrograms } from '../support/programs';
import { Targets } from './clusters';
import {
  ALL_RESULTS,
  COUNT,
  difference,
  NUMBERS,
  PATIENCE,
  resultsOf,
  RULES,
  TIMES,
  valuesSince,
} from './shop';

/** The hub has targets of its own, on two shards. */
const HUB = [10, 11, 12];
const ALL = COUNT + HUB.length;

/** What makes the test faster. */
const QUERY = { responseTimeout: '2s', endpointReloadInterval: '1s' };

/** Beside both ends of the connection to `eu`. */
const SECRET = 'thanos-tls';
const key = (name: string) => ({ name: SECRET, key: name });
const TLS = {
  ca: { secret: key('ca.crt') },
  cert: { secret: key('tls.crt') },
  keySecret: key('tls.key'),
};

/** Two clusters, one of them of two replicas that want certificates of clients, the other one of two shards with a view, under a hub. */
function build(chart: Chart, targets: Targets, sink: AlertSink): void {
  const common: PrometheusProps = {
    ...TIMES,
    storage: { emptyDir: {} },
    selfMonitoring: false,
    rulesConfigMap: 'none',
  };
  const shop = (name: string, numbers: readonly number[], labels: Record<string, string> = {}) =>
    new ScrapeConfig(chart, name, {
      jobName: 'shop',
      staticConfigs: [{ targets: targets.addresses(...numbers), labels }],
    });
  const eu = new Prometheus(chart, 'eu', {
    ...common,
    replicas: 2,
    externalLabels: { cluster: 'eu' },
    scrapeConfigs: [shop('shop-eu', NUMBERS.eu)],
    thanos: { grpcServerTlsConfig: TLS },
  });
  const us = new Prometheus(chart, 'us', {
    ...common,
    shards: 2,
    globalView: { kind: 'thanos', query: QUERY },
    externalLabels: { cluster: 'us' },
    scrapeConfigs: [shop('shop-us', NUMBERS.us)],
  });
  const rules = new PrometheusRule(chart, 'fleet', { groups: [{ name: 'fleet', rules: RULES }] });
  new Federation(chart, 'clusters', {
    transport: 'thanos',
    into: new Prometheus(chart, 'global', {
      ...common,
      externalLabels: { cluster: 'hub' },
      scrapeConfigs: [shop('shop-hub', HUB)],
      shards: 2,
      globalView: { kind: 'thanos', query: QUERY },
      prometheusRules: [rules],
      alerting: { alertmanagers: [{ targets: [sink.address] }] },
    }),
    from: [{ prometheus: eu, tlsConfig: { ...TLS, serverName: 'thanos' } }, us],
    thanos: { query: { ...QUERY, responseTimeout: '4s' } },
  });
  // What all of that is held against.
  new Prometheus(chart, 'one', {
    ...common,
    prometheusRules: [rules],
    scrapeConfigs: [
      shop('one-eu', NUMBERS.eu, { cluster: 'eu', prometheus: 'monitoring/eu' }),
      shop('one-us', NUMBERS.us, { cluster: 'us', prometheus: 'monitoring/us' }),
      shop('one-hub', HUB, { cluster: 'hub', prometheus: 'monitoring/global' }),
    ],
  });
}

const SHARD = 'prometheus-us-shard-1-0';

/** How a shard comes to be missing, and back. */
interface Missing {
  readonly is: string;
  readonly begin: () => void | Promise<void>;
  readonly end: () => void | Promise<void>;
}

const MISSING = missingOpenssl() ?? missingPrograms(['prometheus', 'thanos']);

describeUnless(MISSING, 'two clusters that a hub reads by Thanos', () => {
  let targets: Targets;
  let sink: AlertSink;
  let lab: Lab;
  let folder: string;
  let certificates: Certificates;
  let query: string;
  let one: string;

  /** Puts the Secret where pods mount it. */
  const mounted = (paths: string) => async (root: string) => {
    for (const [name, content] of Object.entries(certificates)) {
      const file = join(root, paths, SECRET, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
  };

  const areSame = async (): Promise<true> => {
    const [ours, expected] = await Promise.all([ask(query, ALL_RESULTS), ask(one, ALL_RESULTS)]);
    const different = ours.error ?? difference(resultsOf(ours.series), resultsOf(expected.series));
    if (different !== undefined) {
      throw new Error(different);
    }
    return true;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'thanos-tls-'));
    certificates = makeCertificates(folder, ['DNS:thanos']);
    targets = await Targets.start();
    sink = await AlertSink.start();
    lab = await Lab.create((chart) => {
      build(chart, targets, sink);
    });
    await lab.startServices();
    const eu = { prepare: mounted('etc/prometheus/secrets') };
    await lab.start('prometheus-eu', 0, undefined, eu);
    await lab.start('prometheus-eu', 1, undefined, eu);
    for (const workload of [
      'prometheus-us',
      'prometheus-us-shard-1',
      'prometheus-one',
      'thanos-query-us',
      'prometheus-global',
      'prometheus-global-shard-1',
      'thanos-query-global',
    ]) {
      await lab.start(workload);
    }
    await lab.untilReady(
      'prometheus-eu-0',
      'prometheus-global-0',
      'prometheus-global-shard-1-0',
      'thanos-query-global-0',
      'prometheus-eu-1',
      'prometheus-us-0',
      SHARD,
      'thanos-query-us-0',
    );
    await lab.start('thanos-query-clusters', 0, undefined, { prepare: mounted('etc/thanos/secrets') });
    await lab.start('thanos-ruler-clusters', 0);
    await lab.start('thanos-ruler-clusters', 1);
    await lab.untilReady('thanos-query-clusters-0');
    query = await lab.url('thanos-query-clusters-0', 'thanos-query');
    one = await lab.url('prometheus-one-0', 'prometheus');
  }, 180_000);

  afterAll(async () => {
    await lab.stop();
    await targets.stop();
    sink.stop();
    await rm(folder, { recursive: true });
  }, 60_000);

  const down = () => sink.firing().filter(({ alertname }) => alertname === 'FederationLeafDown');

  /** Whether that shard is told alone, with the labels of the hub. Says what is told instead. */
  const isDown = (cluster: string, shard: string): true => {
    const told = down().map((each) => `${each.cluster}/${each.on_shard} by ${each.prometheus}`);
    if (told.join() !== `${cluster}/${shard} by monitoring/global`) {
      throw new Error(`told: ${told.join() || 'nothing'}`);
    }
    return true;
  };

  test('come to what one Prometheus comes to, by one replica after the other', async () => {
    await eventually('the same results', areSame, PATIENCE);
    const { series } = await ask(query, 'temperature');
    expect(series).toHaveLength(ALL);
    expect(series.flatMap(({ metric }) => Object.keys(metric))).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/replica|shard/)]),
    );
    await lab.pod('prometheus-eu-0').kill();
    await eventually('the same results by the other replica', areSame, PATIENCE);
  }, 320_000);

  test.each<Missing>([
    {
      is: 'is gone',
      begin: async () => lab.pod(SHARD).kill(),
      end: async () => {
        await lab.start('prometheus-us-shard-1');
      },
    },
    {
      is: 'hangs',
      begin: () => {
        lab.pod(SHARD).pause();
      },
      end: () => {
        lab.pod(SHARD).resume();
      },
    },
  ])(
    'have no part that stands for a whole while a shard $is, which is told, and come back by themselves',
    async ({ begin, end }) => {
      await eventually('the same results', areSame, PATIENCE);
      const since = Date.now() / 1000;
      await begin();
      try {
        await eventually('an alert about it, and about nothing else', () => isDown('us', '1'), PATIENCE);
        for (const wanted of ['fleet:targets:count', 'sum(temperature)']) {
          const answer = await ask(query, wanted);
          expect([answer.status === 200, answer.series]).toEqual([false, []]);
        }
        await eventually(
          'an answer about the other cluster',
          async () => valueOf(await ask(query, 'sum(temperature{cluster="eu"})')) === 15,
          PATIENCE,
        );
      } finally {
        await end();
      }
      await lab.untilReady(SHARD);
      await eventually('the same results again', areSame, PATIENCE);
      await eventually('the end of the alert', () => down().length === 0, PATIENCE);

      // In all that time there was the right number, or none.
      const hub = { api: { url: query } };
      expect(await valuesSince(hub, 'fleet:targets:count', since)).toEqual([String(ALL)]);
      expect(await valuesSince(hub, 'cluster:temperature:sum{cluster="us"}', since)).toEqual(['30']);
    },
    600_000,
  );
});
