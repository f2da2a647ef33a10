import { ApiObject, type Chart } from 'cdk8s';
import type { PrometheusProps } from '../../lib/prometheus';
import { errors, namespaceChart, synth, takesAll, type Monitoring } from './monitoring';

const LABELS = { 'prometheus-rules': 'k8s', team: 'shop' };

const compile = (props: Partial<PrometheusProps['ruleConfigMaps']> = {}): Monitoring =>
  synth((chart) => {
    takesAll(chart, { ruleConfigMaps: { matchLabels: LABELS, ...props } });
  });

const container = ({ pod }: Monitoring, name: string) =>
  [...pod.containers, ...(pod.initContainers ?? [])].find((each) => each.name === name)!;

const variables = (monitoring: Monitoring, name: string): Record<string, string | undefined> =>
  Object.fromEntries(container(monitoring, name).env!.map((each) => [each.name, each.value]));

/** A ConfigMap of the app. */
function configMap(
  chart: Chart,
  name: string,
  data: Record<string, string>,
  labels: Record<string, string> = LABELS,
): void {
  new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, labels }, data });
}

describe('ConfigMaps with the labels', () => {
  test('are found by a sidecar, into a folder that is checked before Prometheus reads it', () => {
    const monitoring = compile({ namespaces: ['shop', 'pay'] });
    expect(variables(monitoring, 'found-rules')).toMatchObject({
      LABEL: 'prometheus-rules=k8s,team=shop',
      NAMESPACE: 'pay,shop',
      FOLDER: '/etc/prometheus/found-rules',
      METHOD: 'SLEEP',
      RESOURCE: 'configmap',
      UNIQUE_FILENAMES: 'true',
    });
    expect(variables(monitoring, 'found-rules')).not.toHaveProperty('LABEL_VALUE');
    expect(container(monitoring, 'user-rules-check').args).toEqual([
      'watch',
      '5',
      '/etc/prometheus/user-rules',
      '',
      'own=/etc/prometheus/user-rules-source',
      'found=/etc/prometheus/found-rules',
    ]);
    expect(monitoring.config.rule_files).toContain('/etc/prometheus/user-rules/found/*.yaml');
    expect(monitoring.pod.volumes).toContainEqual({ name: 'found-rules', emptyDir: {} });
  });

  test('are fetched and checked before Prometheus starts, in this order', () => {
    const monitoring = compile();
    expect(monitoring.pod.initContainers?.map(({ name }) => name)).toEqual([
      'init-found-rules',
      'init-user-rules-check',
    ]);
    expect(variables(monitoring, 'init-found-rules').METHOD).toBe('LIST');
  });

  test('are looked for in the own namespace, in those that are named, or in all', () => {
    expect(variables(compile(), 'found-rules').NAMESPACE).toBe('monitoring');
    expect(variables(compile({ namespaces: 'all' }), 'found-rules').NAMESPACE).toBe('ALL');
  });

  test('are all that the rights are about, in these namespaces', () => {
    const named = compile({ namespaces: ['shop'] });
    expect(named.names('Role')).toEqual(['Role shop/prometheus:monitoring:k8s:shop']);
    expect(named.object('Role', 'prometheus:monitoring:k8s:shop').rules).toEqual([
      { apiGroups: [''], resources: ['configmaps'], verbs: ['list', 'watch'] },
    ]);
    expect(named.names('ClusterRole')).toEqual([]);
    expect(named.pod.automountServiceAccountToken).toBe(true);

    const all = compile({ namespaces: 'all' });
    expect(all.names('Role')).toEqual([]);
    expect(all.object('ClusterRole', 'prometheus:monitoring:k8s').rules).toEqual([
      { apiGroups: [''], resources: ['configmaps'], verbs: ['list', 'watch'] },
    ]);
  });

  test('come through a sidecar that may no more than other containers', () => {
    const { securityContext, volumeMounts } = container(compile(), 'found-rules');
    expect(securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(volumeMounts).toEqual([{ name: 'found-rules', mountPath: '/etc/prometheus/found-rules' }]);
  });

  test('may be the only rules of users', () => {
    const monitoring = synth((chart) => {
      takesAll(chart, { rulesConfigMap: 'none', ruleConfigMaps: { matchLabels: LABELS } });
    });
    expect(monitoring.config.rule_files).toEqual([
      '/etc/prometheus/user-rules/found/*.yaml',
      '/etc/prometheus/user-rules/found/*.yml',
      '/etc/prometheus/user-rules/check/*.yaml',
    ]);
  });
});

describe('those of the app itself', () => {
  const BROKEN = `groups:
  - name: a
    interval: 5
    rules:
      - { alert: Slow, expr: 1, annotations: { summary: '{{ humanise $value }}' } }
`;

  test('are checked as the rules of constructs are', () => {
    const found = errors((chart) => {
      takesAll(chart, { ruleConfigMaps: { matchLabels: LABELS, namespaces: ['shop'] } });
      const shop = namespaceChart(chart, 'shop');
      configMap(shop, 'broken', {
        'a.yaml': BROKEN,
        'b.yml': 'groups: {',
        'c.yaml': 'groups: up',
        'README.md': '{',
      });
      configMap(shop, 'other', { 'a.yaml': BROKEN }, { team: 'shop' });
      configMap(chart, 'elsewhere', { 'a.yaml': BROKEN });
    });
    expect(found.map((text) => text.split('\n')[0])).toEqual([
      'monitoring/k8s: configMap "broken" (shop/broken): data["a.yaml"].groups[0].interval "5" is not a duration',
      'monitoring/k8s: configMap "broken" (shop/broken): data["a.yaml"].groups[0].rules[0].annotations.summary "{{ humanise $value }}" is no template (line 1, column 4): there is no function "humanise"',
      expect.stringContaining('data["b.yml"] is no YAML (line 1, column'),
      'monitoring/k8s: configMap "broken" (shop/broken): data["c.yaml"] is no rule file',
    ]);
  });

  test('are not loaded from here as well', () => {
    const monitoring = synth((chart) => {
      takesAll(chart, { ruleConfigMaps: { matchLabels: LABELS } });
      configMap(chart, 'good', {
        'a.yaml': 'groups: [{ name: a, rules: [{ record: a, expr: up }] }]',
        'b.yaml': '',
      });
    });
    expect(monitoring.names('ConfigMap').filter((name) => name.includes('rulefiles'))).toEqual([]);
  });
});

test('a selector that selects everything is refused, and so are namespaces that are none', () => {
  const found = errors((chart) => {
    takesAll(chart, { ruleConfigMaps: { matchLabels: {}, namespaces: ['Shop'] } });
  });
  expect(found.map((text) => text.split('\n')[0])).toEqual([
    'monitoring/k8s: ruleConfigMaps.matchLabels {} selects every ConfigMap',
    expect.stringContaining('ruleConfigMaps.namespaces[0] "Shop"'),
  ]);
});
