import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../support/free-port';
import { alertmanagerDashboard, prometheusDashboard } from '../../lib/dashboards';
import { GrafanaDashboard } from '../../lib/grafana';
import { namesOf, readQueries, type JsonObject } from '../../lib/grafana/dashboard';
import { describeWith, requireProgram } from '../support/programs';
import { synthesize } from './support';

const DASHBOARDS = { alertmanager: alertmanagerDashboard, prometheus: prometheusDashboard };

/** What the Prometheus that scrapes adds, and what no server says of itself. */
const OF_SCRAPES = new Set(['up']);

function names(dashboard: object): string[] {
  return [...namesOf(readQueries(dashboard as JsonObject))].filter((name) => !OF_SCRAPES.has(name)).sort();
}

test.each(Object.entries(DASHBOARDS))('%s: is a dashboard whose queries are PromQL', (_, make) => {
  const { errors } = synthesize(({ chart }) => {
    new GrafanaDashboard(chart, 'own', { json: make() });
  });
  expect(errors).toEqual([]);
});

test.each(Object.entries(DASHBOARDS))('%s: every panel says what it means and in which unit', (_, make) => {
  const panels = (make().panels ?? []).filter(({ type }) => type !== 'row') as ReadonlyArray<{
    readonly description?: string;
    readonly fieldConfig?: { readonly defaults: { readonly unit?: string } };
  }>;
  expect(panels.length).toBeGreaterThan(10);
  for (const { description, fieldConfig } of panels) {
    expect(description).toMatch(/\.$/);
    expect(fieldConfig?.defaults.unit).toMatch(/^[a-z]+$/);
  }
});

/** Long enough for a first scrape on a busy machine. */
const PATIENCE = 20_000;

/** Which of these the program does not say of itself; some it says only when it has scraped once. */
async function missingOf(
  program: string,
  wanted: readonly string[],
  args: (address: string) => string[],
): Promise<readonly string[]> {
  const port = await freePort();
  const child: ChildProcess = spawn(requireProgram(program), args(`127.0.0.1:${port}`), { stdio: 'ignore' });
  const end = Date.now() + PATIENCE;
  let missing = wanted;
  try {
    while (missing.length > 0 && Date.now() < end) {
      await sleep(50);
      const text = await fetch(`http://127.0.0.1:${port}/metrics`).then(
        (response) => response.text(),
        () => '',
      );
      const exposed = new Set([...text.matchAll(/^([a-z_][a-z0-9_]*)/gm)].map(([, name = '']) => name));
      missing = wanted.filter((name) => !exposed.has(name));
    }
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  return missing;
}

describeWith(['alertmanager', 'prometheus'], 'against the real programs', () => {
  let directory: string;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'dashboards-'));
    writeFileSync(join(directory, 'alertmanager.yml'), 'route: {receiver: a}\nreceivers: [{name: a}]\n');
    writeFileSync(join(directory, 'rules.yml'), 'groups: [{name: a, rules: [{record: b, expr: "1"}]}]\n');
    writeFileSync(
      join(directory, 'prometheus.yml'),
      [
        'rule_files: [rules.yml]',
        'scrape_configs:',
        '  - {job_name: a, scrape_interval: 1s, static_configs: [{targets: ["127.0.0.1:1"]}]}',
        'alerting: {alertmanagers: [{static_configs: [{targets: ["127.0.0.1:1"]}]}]}',
      ].join('\n'),
    );
  });

  afterAll(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  test('Alertmanager exposes all that its dashboard reads', async () => {
    const missing = await missingOf('alertmanager', names(alertmanagerDashboard()), (address) => [
      `--config.file=${directory}/alertmanager.yml`,
      `--storage.path=${directory}/am`,
      `--web.listen-address=${address}`,
      '--cluster.listen-address=127.0.0.1:0',
    ]);
    expect(missing).toEqual([]);
  });

  test('Prometheus exposes all that its dashboard reads', async () => {
    const missing = await missingOf('prometheus', names(prometheusDashboard()), (address) => [
      `--config.file=${directory}/prometheus.yml`,
      `--storage.tsdb.path=${directory}/tsdb`,
      `--web.listen-address=${address}`,
    ]);
    expect(missing).toEqual([]);
  });
});
