import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { RuleFile } from '../../lib/native/prometheus';
import type { PrometheusProps } from '../../lib/prometheus';
import { describeWith, requireProgram } from '../support/programs';
import { synth, takesAll, type Monitoring } from './monitoring';
import { PodFiles } from './pod-files';
import { RunningPrometheus } from './running';
import { UserRulesCheck } from './user-rules-check';

const CHECKED = '/etc/prometheus/user-rules';
const FOUND = '/etc/prometheus/found-rules';
const LABELS = { matchLabels: { rules: 'k8s' } };

const compile = (props: PrometheusProps = {}): Monitoring =>
  synth((chart) => {
    takesAll(chart, { configReloadInterval: '1s', evaluationInterval: '1s', ...props });
  });

/** A rule file of one group. */
const rules = (name: string, expr = 'vector(1)') =>
  `groups: [{ name: ${name}, rules: [{ record: ${name}, expr: '${expr}' }] }]\n`;

const BROKEN = rules('mine', 'sum(');

const promtool = () => requireProgram('promtool');

/** What Prometheus would read of a source, by file. */
function checked(files: PodFiles, source = 'own'): Record<string, string> {
  const folder = files.path(`${CHECKED}/${source}`);
  return Object.fromEntries(
    readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

/** The files that are said to be broken. */
function rejected(files: PodFiles): string[] {
  const { groups = [] } = parse(
    readFileSync(files.path(`${CHECKED}/check/rejected.yaml`), 'utf8'),
  ) as RuleFile;
  return groups
    .flatMap((group) => group.rules ?? [])
    .filter((rule) => 'record' in rule && rule.record === 'prometheus_user_rules_rejected')
    .map(({ labels = {} }) => `${labels.source}/${labels.file}`);
}

async function withFiles(
  content: Readonly<Record<string, string>>,
  scenario: (
    files: PodFiles,
    show: (content: Readonly<Record<string, string>>) => Promise<void>,
  ) => Promise<void> | void,
  props: PrometheusProps = {},
): Promise<void> {
  const monitoring = compile(props);
  const files = await PodFiles.create(monitoring, { 'k8s-rules': content });
  try {
    await scenario(files, async (next) => files.update(monitoring, { 'k8s-rules': next }));
  } finally {
    await files.remove();
  }
}

describeWith(['promtool'], 'before Prometheus starts, rule files of users', () => {
  test('are taken over where promtool accepts them, and told where it does not', async () => {
    const content = {
      'good.yaml': rules('good'),
      'also-good.yml': rules('other'),
      'broken.yaml': BROKEN,
      'binary.yaml': '\u0000\u0001',
      'empty.yaml': '',
      '.hidden.yaml': rules('hidden'),
      'twice.yaml': 'groups: [{ name: a, rules: [] }, { name: a, rules: [] }]',
      'README.md': 'nothing for Prometheus',
    };
    await withFiles(content, (files) => {
      const log = UserRulesCheck.once(files, promtool());

      expect(Object.keys(checked(files)).sort()).toEqual([
        '.hidden.yaml',
        'also-good.yml',
        'empty.yaml',
        'good.yaml',
      ]);
      expect(checked(files)['good.yaml']).toBe(content['good.yaml']);
      expect(rejected(files).sort()).toEqual(['own/binary.yaml', 'own/broken.yaml', 'own/twice.yaml']);
      expect(log).toMatch(
        /own\/broken\.yaml is broken and is left out:\n(.*\n)*.*broken\.yaml: .*unclosed left paren/,
      );
      expect(log).not.toContain(files.root);
    });
  });

  test('may be none', async () => {
    await withFiles({}, (files) => {
      UserRulesCheck.once(files, promtool());
      expect(checked(files)).toEqual({});
      expect(rejected(files)).toEqual([]);
    });
  });

  test('may be as large as a ConfigMap', async () => {
    const one = { alert: 'A', expr: 'sum by (job) (rate(http_requests_total[5m])) > 1' };
    const all = Array.from({ length: 10_000 }, (_, index) => ({ ...one, alert: `A${index}` }));
    const content = { 'large.yaml': JSON.stringify({ groups: [{ name: 'a', rules: all }] }) };
    await withFiles(content, (files) => {
      UserRulesCheck.once(files, promtool());
      expect(checked(files)).toEqual(content);
    });
  });

  test('are judged with the features of the Prometheus', async () => {
    const content = { 'a.yaml': rules('a', 'sort_by_label(up, "job")') };
    await withFiles(content, (files) => {
      UserRulesCheck.once(files, promtool());
      expect(rejected(files)).toEqual(['own/a.yaml']);
    });
    const props = { enableFeatures: ['exemplar-storage', 'promql-experimental-functions'] };
    await withFiles(
      content,
      (files) => {
        UserRulesCheck.once(files, promtool());
        expect(rejected(files)).toEqual([]);
      },
      props,
    );
  });

  test('wait where promtool cannot judge them, and Prometheus does not', async () => {
    await withFiles({ 'good.yaml': rules('good') }, (files) => {
      expect(UserRulesCheck.once(files, '/usr/bin/promtool-that-is-missing')).toContain('cannot be judged');
      expect(rejected(files)).toEqual(['own/good.yaml']);

      rmSync(join(files.root, 'bin'), { recursive: true });
      UserRulesCheck.once(files, promtool());
      expect(Object.keys(checked(files))).toEqual(['good.yaml']);
      expect(rejected(files)).toEqual([]);
    });
  });
});

describeWith(['promtool'], 'while Prometheus runs, rule files of users', () => {
  test('come, change, break, are mended and go', async () => {
    await withFiles({}, async (files, show) => {
      UserRulesCheck.once(files, promtool());
      await using check = UserRulesCheck.start(files, promtool());

      await show({ 'mine.yaml': rules('mine'), 'other.yaml': rules('other') });
      await check.until('both are there', () => Object.keys(checked(files)).length === 2);

      const changed = rules('other', 'vector(2)');
      await show({ 'mine.yaml': BROKEN, 'other.yaml': changed });
      await check.until('one is rejected', () => rejected(files).length === 1);
      expect(rejected(files)).toEqual(['own/mine.yaml']);
      expect(checked(files)).toEqual({ 'mine.yaml': rules('mine'), 'other.yaml': changed });
      expect(check.log).toContain('own/mine.yaml is broken and stays as it was');

      await show({ 'mine.yaml': rules('mine', 'vector(3)'), 'other.yaml': changed });
      await check.until('it is mended', () => rejected(files).length === 0);
      expect(checked(files)['mine.yaml']).toBe(rules('mine', 'vector(3)'));

      await show({ 'other.yaml': changed });
      await check.until('one is gone', () => Object.keys(checked(files)).length === 1);
      expect(await check.stop()).toBe(0);
    });
  });

  test('keep their good version over a restart of the container, not of the pod', async () => {
    await withFiles({ 'mine.yaml': rules('mine') }, async (files, show) => {
      UserRulesCheck.once(files, promtool());
      const first = UserRulesCheck.start(files, promtool());
      await show({ 'mine.yaml': BROKEN });
      await first.until('it is rejected', () => rejected(files).length === 1);
      first.kill();
      const second = UserRulesCheck.start(files, promtool());
      await show({ 'mine.yaml': BROKEN, 'new.yaml': rules('new') });
      await second.until('the new one is there', () => 'new.yaml' in checked(files));
      expect(checked(files)['mine.yaml']).toBe(rules('mine'));
      expect(rejected(files)).toEqual(['own/mine.yaml']);
      await second.stop();

      for (const name of readdirSync(files.path(CHECKED))) {
        rmSync(files.path(`${CHECKED}/${name}`), { recursive: true });
      }
      UserRulesCheck.once(files, promtool());
      expect(Object.keys(checked(files))).toEqual(['new.yaml']);
      expect(rejected(files)).toEqual(['own/mine.yaml']);
    });
  });

  test('that a sidecar found are taken when they are written to their end', async () => {
    await withFiles(
      {},
      async (files) => {
        const write = (name: string, text: string) => {
          writeFileSync(files.path(`${FOUND}/${name}`), text);
        };
        write('namespace_shop.configmap_a.rules.yaml', rules('early'));
        UserRulesCheck.once(files, promtool());
        expect(Object.keys(checked(files, 'found'))).toEqual(['namespace_shop.configmap_a.rules.yaml']);

        await using check = UserRulesCheck.start(files, promtool());
        // The same key of two ConfigMaps, and of the user's own.
        write('namespace_shop.configmap_b.rules.yaml', rules('b'));
        write('namespace_pay.configmap_b.rules.yaml', BROKEN);
        await check.until(
          'both are judged',
          () => Object.keys(checked(files, 'found')).length + rejected(files).length === 3,
        );
        expect(rejected(files)).toEqual(['found/namespace_pay.configmap_b.rules.yaml']);

        rmSync(files.path(`${FOUND}/namespace_shop.configmap_a.rules.yaml`));
        rmSync(files.path(`${FOUND}/namespace_pay.configmap_b.rules.yaml`));
        await check.until('two are gone', () => rejected(files).length === 0);
        expect(Object.keys(checked(files, 'found'))).toEqual(['namespace_shop.configmap_b.rules.yaml']);
      },
      { ruleConfigMaps: LABELS },
    );
  });
});

describeWith(['prometheus', 'promtool'], 'a real Prometheus', () => {
  test('starts beside a broken file, alerts, loads all others, and recovers', async () => {
    await withFiles({ 'mine.yaml': BROKEN, 'other.yaml': rules('other') }, async (files, show) => {
      UserRulesCheck.once(files, promtool());
      const prometheus = await RunningPrometheus.start(requireProgram('prometheus'), files);
      await using check = UserRulesCheck.start(files, promtool());
      try {
        const groups = async () => (await prometheus.api.rules()).map(({ name }) => name).sort();
        expect(await groups()).toEqual(['other', 'user-rules-check']);
        const alerts = async () => prometheus.api.query('ALERTS{alertname="PrometheusUserRulesRejected"}');
        await prometheus.until('the alert fires', async () => (await alerts()).length === 1);
        expect((await alerts())[0]?.metric).toMatchObject({
          file: 'mine.yaml',
          source: 'own',
          alertstate: 'firing',
        });

        await show({ 'mine.yaml': BROKEN, 'other.yaml': rules('changed') });
        await prometheus.until('others go on', async () => (await groups()).includes('changed'));
        expect(await prometheus.metric('prometheus_config_last_reload_successful')).toBe('1');

        await show({ 'mine.yaml': rules('mine'), 'other.yaml': rules('changed') });
        await prometheus.until('it is loaded', async () => (await groups()).includes('mine'));
        await prometheus.until('the alert is gone', async () => (await alerts()).length === 0);
      } finally {
        await prometheus.stop();
      }
      expect(existsSync(files.path(`${CHECKED}/own/mine.yaml`))).toBe(true);
      expect(check.log).toContain('own/mine.yaml is taken');
    });
  });
});
