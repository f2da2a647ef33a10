import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { alertmanagerAlerts } from '../../lib/alertmanager';
import { renderGroup } from '../../lib/rules';
import { renderYaml } from '../../lib/native';
import { describeWith, requireProgram } from '../support/programs';
import { LiveAlertmanager } from './routing/live';
import { synthesize } from './support';

function expressions(replicas: number): string[] {
  const { rules } = alertmanagerAlerts(synthesize({ replicas }).alertmanager);
  return rules.map(({ expr }) => expr);
}

test('they ask about this Alertmanager, by the job that scrapes it, and how many instances it has', () => {
  expect(expressions(3)).toContain(
    'max_over_time(alertmanager_cluster_members{job="alertmanager-main",namespace="monitoring"}[5m]) < 3',
  );
});

test('of a single instance nothing is said that takes two', () => {
  expect(expressions(1).join()).not.toContain('cluster_members');
  expect(expressions(1)).toHaveLength(4);
});

test('labels and runbooks of the house', () => {
  const { rules } = alertmanagerAlerts(synthesize().alertmanager, {
    labels: { team: 'platform' },
    runbookUrl: 'https://runbooks.example.org/',
  });
  expect(rules[0]).toMatchObject({
    alert: 'AlertmanagerDown',
    labels: { severity: 'critical', team: 'platform' },
    annotations: { runbook_url: 'https://runbooks.example.org/AlertmanagerDown' },
  });
});

describeWith(['promtool', 'alertmanager'], 'on the real programs', () => {
  let directory: string;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'alerts-'));
  });

  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  test('promtool takes them', () => {
    const file = join(directory, 'rules.yml');
    writeFileSync(file, renderYaml({ groups: [renderGroup(alertmanagerAlerts(synthesize().alertmanager))] }));
    const said = execFileSync(requireProgram('promtool'), ['check', 'rules', file], { encoding: 'utf8' });
    expect(said).toContain('SUCCESS: 8 rules found');
  });

  test('Alertmanager has every metric that they ask for', async () => {
    const live = await LiveAlertmanager.start('alertmanager', {
      route: { receiver: 'a' },
      receivers: [{ name: 'a', webhook_configs: [{ url: 'http://127.0.0.1:9/' }] }],
    });
    try {
      const metrics = await live.metrics();
      const asked = new Set(
        expressions(3).flatMap((expr) => expr.match(/\b(?:alertmanager|process)_\w+/g) ?? []),
      );
      // A member of no mesh has none of these.
      const ofMeshes = ['alertmanager_cluster_members', 'alertmanager_cluster_peer_name_conflicts_total'];
      expect([...asked].filter((name) => !metrics.has(name)).sort()).toEqual(ofMeshes);
    } finally {
      await live.stop();
    }
  });
});
