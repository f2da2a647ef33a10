import { readFileSync } from 'node:fs';
import type { Chart } from 'cdk8s';
import { Prometheus, type PrometheusProps } from '../../lib/prometheus';
import { ThanosQuery } from '../../lib/query';
import { eventually } from '../cluster/wait';
import { describeWith } from '../support/programs';
import { ask, Lab, QUICK, valueOf } from './lab';

/** Each scrapes itself under two names: two targets. */
const JOBS = ['a', 'b'].map((job_name) => ({
  job_name,
  static_configs: [{ targets: ['localhost:9090'] }],
}));

const COMMON: PrometheusProps = {
  thanos: {},
  ...QUICK,
  additionalScrapeConfigs: JOBS,
};

function clusters(chart: Chart): void {
  const eu = new Prometheus(chart, 'eu', { ...COMMON, replicas: 2, externalLabels: { cluster: 'eu' } });
  const us = new Prometheus(chart, 'us', { ...COMMON, externalLabels: { cluster: 'us' } });
  const endpoints = [eu, us];
  new ThanosQuery(chart, 'all', { endpoints, responseTimeout: '2s', endpointReloadInterval: '1s' });
}

const POD = 'thanos-query-all-0';
const CONTAINER = 'thanos-query';

/** The same Query with one safeguard taken away. */
const WITHOUT = {
  strict: 'without-strict',
  timeout: 'without-timeout',
  refusal: 'without-refusal',
} as const;

describeWith(['prometheus', 'thanos'], 'a Query over two clusters, one of them with two replicas,', () => {
  let lab: Lab;
  let url: string;

  beforeAll(async () => {
    lab = await Lab.create(clusters);
    await lab.startServices();
    for (const [workload, ordinal] of [
      ['prometheus-eu', 0],
      ['prometheus-eu', 1],
      ['prometheus-us', 0],
    ] as const) {
      await lab.start(workload, ordinal);
    }
    await lab.untilReady('prometheus-eu-0', 'prometheus-eu-1', 'prometheus-us-0');
    await lab.start('thanos-query-all');
    await lab.start('thanos-query-all', 0, unstrict, { as: WITHOUT.strict });
    await lab.start('thanos-query-all', 0, (args) => replace(args, /^--store.response-timeout=.*/, '0ms'), {
      as: WITHOUT.timeout,
    });
    await lab.start(
      'thanos-query-all',
      0,
      (args) => args.map((arg) => arg.replace('--no-query.partial', '--query.partial')),
      {
        as: WITHOUT.refusal,
      },
    );
    await lab.untilReady(POD, ...Object.values(WITHOUT));
    url = await lab.url(POD, CONTAINER);
    await eventually('all targets are seen by all', async () => {
      for (const pod of [POD, ...Object.values(WITHOUT)]) {
        if (valueOf(await ask(await lab.url(pod, CONTAINER), 'count(up == 1)')) !== 4) {
          return false;
        }
      }
      return true;
    });
  }, 120_000);

  afterAll(async () => {
    await lab.stop();
  }, 30_000);

  test('sees each target once, and says in which cluster', async () => {
    const { series } = await ask(url, 'up');
    expect(series.map(({ metric }) => `${metric.cluster}/${metric.job}`).sort()).toEqual([
      'eu/a',
      'eu/b',
      'us/a',
      'us/b',
    ]);
    expect(series.flatMap(({ metric }) => Object.keys(metric))).not.toContain('prometheus_replica');
  });

  test('goes on when a replica dies', async () => {
    await lab.pod('prometheus-eu-0').kill();
    await eventually('the other replica is read', async () => valueOf(await ask(url, 'count(up)')) === 4);
    for (let poll = 0; poll < 10; poll++) {
      expect(valueOf(await ask(url, 'count(up)'))).toBe(4);
    }
  });

  describe('while a Prometheus hangs', () => {
    beforeAll(() => {
      lab.pod('prometheus-us-0').process('prometheus').kill('SIGSTOP');
    });

    afterAll(async () => {
      lab.pod('prometheus-us-0').process('prometheus').kill('SIGCONT');
      await eventually('it is back', async () => valueOf(await ask(url, 'count(up == 1)')) === 4);
    }, 40_000);

    test('it fails after the response timeout', async () => {
      const answer = await ask(url, 'count(up)');
      expect(answer).toMatchObject({ status: 422, series: [] });
      expect(answer.took).toBeLessThan(6_000);
    });

    test('it would hang without the response timeout', async () => {
      const waiting = ask(await lab.url(WITHOUT.timeout, CONTAINER), 'count(up)', { timeout: 6_000 });
      await expect(waiting).rejects.toMatchObject({ name: 'TimeoutError' });
    });
  });

  describe('while a cluster is gone', () => {
    beforeAll(async () => {
      await lab.pod('prometheus-us-0').kill();
    });

    test('it fails, instead of giving a value that is too small', async () => {
      const answer = await ask(url, 'count(up)');
      expect(answer).toMatchObject({ status: 422, series: [] });
    });

    test('it would give a part with a warning if partial answers were not refused', async () => {
      const answer = await ask(await lab.url(WITHOUT.refusal, CONTAINER), 'count(up)');
      expect([answer.status, valueOf(answer), answer.warnings.length > 0]).toEqual([200, 2, true]);
    });

    test('it would give a part without any warning if endpoints were not strict', async () => {
      const loose = await lab.url(WITHOUT.strict, CONTAINER);
      const answer = await eventually(
        'it is forgotten',
        async () => {
          const seen = await ask(loose, 'count(up)');
          return seen.status === 200 && seen.warnings.length === 0 && seen;
        },
        { deadline: 40_000 },
      );
      expect(valueOf(answer)).toBe(2);
      // And the one with its safeguards still refuses.
      expect((await ask(url, 'count(up)')).status).toBe(422);
    }, 50_000);

    test('it never was ready without it, when it is started anew', async () => {
      const pod = await lab.start('thanos-query-all', 0, undefined, { as: 'restarted' });
      const restarted = await lab.url('restarted', CONTAINER);
      await eventually('it answers', async () => (await ask(restarted, 'count(up)')).status === 422);
      expect((await ask(restarted, 'count(up)')).series).toEqual([]);
      await pod.stop();
    });
  });
});

function replace(args: readonly string[], flag: RegExp, value: string): string[] {
  return args.map((arg) => (flag.test(arg) ? `${arg.slice(0, arg.indexOf('=') + 1)}${value}` : arg));
}

/** The same endpoints by the flag that takes any: upstream's usual way. */
function unstrict(args: readonly string[]): string[] {
  const file = args.find((arg) => arg.startsWith('--endpoint.sd-config-file='))?.split('=')[1] ?? '';
  return [...args, '']
    .filter((arg) => arg !== '' && !arg.startsWith('--endpoint.sd-config'))
    .concat(addresses(file));
}

function addresses(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/address: (\S+)/g)].map(([, address = '']) => `--endpoint=${address}`);
}
