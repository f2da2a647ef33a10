import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Chart } from 'cdk8s';
import { Prometheus, type PrometheusProps } from '../../lib/prometheus';
import { ThanosQuery, ThanosQueryFrontend, ThanosRuler } from '../../lib/query';
import { alert, PrometheusRule, recordingRule } from '../../lib/rules';
import { Process } from '../cluster/processes';
import { eventually } from '../cluster/wait';
import { describeWith, requireProgram } from '../support/programs';
import { freePort } from '../support/free-port';
import { ask, Lab, QUICK, valueOf } from './lab';

const COMMON: PrometheusProps = {
  thanos: {},
  ...QUICK,
  additionalScrapeConfigs: [{ job_name: 'self', static_configs: [{ targets: ['localhost:9090'] }] }],
};

function rules(chart: Chart, alertmanager: string): void {
  const endpoints = ['eu', 'us'].map(
    (cluster) => new Prometheus(chart, cluster, { ...COMMON, externalLabels: { cluster } }),
  );
  const query = new ThanosQuery(chart, 'query', {
    name: 'all',
    endpoints,
    responseTimeout: '2s',
    endpointReloadInterval: '1s',
    externalUrl: 'https://thanos.example.org',
  });
  new ThanosQueryFrontend(chart, 'frontend', { name: 'all', query });
  new ThanosRuler(chart, 'ruler', {
    name: 'all',
    storage: { emptyDir: {} },
    queries: [query],
    alertmanagers: [{ targets: [alertmanager] }],
    ruleSelector: {},
    evaluationInterval: '2s',
    resendDelay: '2s',
    externalLabels: { region: 'all' },
  });
  new PrometheusRule(chart, 'clusters', {
    groups: [
      {
        name: 'clusters',
        rules: [
          recordingRule('all:up:count', 'count(up{job="self"})'),
          alert('FewTargets', 'all:up:count < 100', { labels: { severity: 'info' } }),
        ],
      },
    ],
  });
}

interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly generatorURL: string;
}

describeWith(['prometheus', 'thanos', 'alertmanager'], 'two Rulers over two clusters', () => {
  let lab: Lab;
  let url: string;
  let folder: string;
  let alertmanager: Process;
  let alerts: () => Promise<Alert[]>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'alertmanager-'));
    const port = await freePort();
    await writeFile(join(folder, 'config.yml'), 'route: { receiver: none }\nreceivers: [{ name: none }]\n');
    alertmanager = Process.start(
      requireProgram('alertmanager'),
      [
        `--config.file=${folder}/config.yml`,
        `--storage.path=${folder}/data`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--cluster.listen-address=',
      ],
      { name: 'alertmanager', log: join(folder, 'log') },
    );
    alerts = async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v2/alerts`);
      return (await answer.json()) as Alert[];
    };
    lab = await Lab.create((chart) => {
      rules(chart, `127.0.0.1:${port}`);
    });
    await lab.startServices();
    await Promise.all(['prometheus-eu', 'prometheus-us', 'thanos-query-all'].map((pod) => lab.start(pod)));
    await Promise.all([0, 1].map((ordinal) => lab.start('thanos-ruler-all', ordinal)));
    await lab.start('thanos-query-frontend-all');
    await lab.untilReady('prometheus-eu-0', 'prometheus-us-0', 'thanos-query-all-0');
    await lab.untilReady('thanos-ruler-all-0', 'thanos-ruler-all-1', 'thanos-query-frontend-all-0');
    url = await lab.url('thanos-query-all-0', 'thanos-query');
    await eventually('the rule has recorded', async () => valueOf(await ask(url, 'all:up:count')) === 2, {
      deadline: 60_000,
    });
  }, 150_000);

  afterAll(async () => {
    await lab.stop();
    await alertmanager.stop();
    await rm(folder, { recursive: true, force: true });
  }, 30_000);

  test('record one series, which the Query and the Query Frontend read', async () => {
    const frontend = await lab.url('thanos-query-frontend-all-0', 'thanos-query-frontend');
    for (const asked of [url, frontend]) {
      const { series } = await ask(asked, 'all:up:count');
      expect(series.map(({ metric, value }) => [metric, value[1]])).toEqual([
        [{ __name__: 'all:up:count', region: 'all' }, '2'],
      ]);
    }
  });

  test('fire one alert, that leads to where people look', async () => {
    const seen = await eventually('an alert', async () => {
      const all = await alerts();
      return all.length > 0 && all;
    });
    expect(seen.map(({ labels }) => labels)).toEqual([
      { alertname: 'FewTargets', region: 'all', severity: 'info' },
    ]);
    expect(seen[0]?.generatorURL).toMatch(/^https:\/\/thanos\.example\.org\/graph\?g0\.expr=/);
  });

  test('take changed rules when they are told to', async () => {
    const ruler = await lab.url('thanos-ruler-all-0', 'thanos-ruler');
    expect((await fetch(`${ruler}/-/reload`, { method: 'POST' })).status).toBe(200);
  });

  test('record nothing while a cluster is gone, rather than half of it', async () => {
    await lab.pod('prometheus-us-0').kill();
    const ruler = await lab.url('thanos-ruler-all-0', 'thanos-ruler');
    await eventually('an evaluation has failed', async () => {
      const text = await (await fetch(`${ruler}/metrics`)).text();
      return Number(/^prometheus_rule_evaluation_failures_total\{.*\} (\d+)$/m.exec(text)?.[1]) > 0;
    });
    await lab.start('prometheus-us');
    await lab.untilReady('prometheus-us-0');
    await eventually('it goes on', async () => valueOf(await ask(url, 'all:up:count')) === 2, {
      deadline: 60_000,
    });
    expect(valueOf(await ask(url, 'min_over_time(all:up:count[5m])'))).toBe(2);
  }, 120_000);

  test('go on when one of them dies', async () => {
    await lab.pod('thanos-ruler-all-0').kill();
    await eventually('the other one is read', async () => valueOf(await ask(url, 'all:up:count')) === 2, {
      deadline: 60_000,
    });
    // The alert has ended while nothing could be said: it is there again, and still is one.
    const seen = await eventually('the alert', async () => {
      const all = await alerts();
      return all.length > 0 && all;
    });
    expect(seen).toHaveLength(1);
  }, 90_000);
});
