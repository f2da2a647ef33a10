import type { Chart } from 'cdk8s';
import { Prometheus } from '../../lib/prometheus';
import { ThanosQuery, ThanosRuler, type ThanosRulerProps } from '../../lib/query';
import { PrometheusRule, recordingRule } from '../../lib/rules';
import { errors, synth } from '../prometheus/monitoring';

function ruler(chart: Chart, expr: string, props: Partial<ThanosRulerProps> = {}): void {
  const prometheus = new Prometheus(chart, 'k8s', { thanos: {}, storage: { emptyDir: {} } });
  const query = new ThanosQuery(chart, 'query', { endpoints: [prometheus] });
  new PrometheusRule(chart, 'rules', { groups: [{ name: 'g', rules: [recordingRule('a:b', expr)] }] });
  new ThanosRuler(chart, 'all', { storage: { emptyDir: {} }, queries: [query], ruleSelector: {}, ...props });
}

describe('a rule of a ThanosRuler', () => {
  test.each([
    ['resets(x[5m])', /expr "resets\(\)" is always 0 in Thanos/],
    ['limitk(3, x)', /limitk/],
    ['max_of(a, b)', /max_of/],
    ['sum by (prometheus_replica) (up)', /"prometheus_replica" tells replicas apart/],
    ['up{prometheus_replica="a"}', /"prometheus_replica" tells replicas apart/],
    [
      'label_replace(up, "a", "$1", "prometheus_replica", "(.*)")',
      /"prometheus_replica" tells replicas apart/,
    ],
    ['count without (thanos_ruler_replica) (x)', /"thanos_ruler_replica" tells replicas apart/],
  ])('is refused where it is %s', (expr, message) => {
    expect(errors((chart) => ruler(chart, expr))).toContainEqual(expect.stringMatching(message));
  });

  test('is warned of a rate in a subquery, which Thanos extrapolates differently', () => {
    const warnings = (expr: string): readonly string[] => synth((chart) => ruler(chart, expr)).warnings;
    expect(warnings('max_over_time(rate(x[5m])[1h:1m])')).toEqual([
      expect.stringContaining('in a subquery is a little larger in Thanos'),
    ]);
    expect(warnings('max_over_time(irate(x[5m])[1h:1m]) + rate(x[5m])')).toEqual([]);
  });

  test('reads and writes series of its own namespace where that is enforced', () => {
    const rules = (props: Partial<ThanosRulerProps>): string =>
      synth((chart) => ruler(chart, 'sum(up)', props)).data('thanos-ruler-all-rulefiles-0')[
        '0.monitoring_rules.yaml'
      ] ?? '';
    const enforced = rules({ enforcedNamespaceLabel: 'tenant' });
    expect(enforced).toContain('expr: sum(up{tenant="monitoring"})');
    expect(enforced).toMatch(/labels:\n\s+tenant: monitoring/);
    const excluded = { resource: 'prometheusrules', namespace: 'monitoring', name: 'rules' } as const;
    expect(rules({ enforcedNamespaceLabel: 'tenant', excludedFromEnforcement: [excluded] })).toBe(rules({}));
  });

  test('is loaded from slots, as those of a Prometheus', () => {
    const monitoring = synth((chart) => ruler(chart, 'sum(up)'));
    expect(Object.keys(monitoring.data('thanos-ruler-all-rulefiles-0'))).toEqual(['0.monitoring_rules.yaml']);
    expect(monitoring.figures['monitoring/all']).toEqual({ replicas: 2, ruleGroups: 1, rules: 1 });
    const spec = JSON.stringify(monitoring.object('StatefulSet', 'thanos-ruler-all').spec);
    expect(spec).toContain('"--rule-file=/etc/thanos/rules/0.*.yaml"');
    expect(spec).toContain('"--label=thanos_ruler_replica=\\"$(POD_NAME)\\""');
    expect(spec).toContain('"--alert.label-drop=thanos_ruler_replica"');
  });
});

describe('a ThanosRuler', () => {
  test.each<[title: string, props: Partial<ThanosRulerProps>, message: RegExp]>([
    ['nobody to ask', { queries: [] }, /queries names nobody who could evaluate the rules/],
    [
      'two ways to ask',
      { queryEndpoints: ['a'] },
      /has queries and queryEndpoints, of which only one can hold/,
    ],
    ['no Alertmanager in its place', { alertmanagers: [{}] }, /alertmanagers\[0\] names no Alertmanager/],
    [
      'its own label twice',
      { externalLabels: { thanos_ruler_replica: 'a' } },
      /is what replicaExternalLabelName writes/,
    ],
    [
      'a feature that there is not',
      { enableFeatures: ['x'] },
      /enableFeatures\[0\] "x" is unknown to Thanos/,
    ],
    ['a label that there is not', { enforcedNamespaceLabel: '__a' }, /enforcedNamespaceLabel "__a"/],
    [
      'a label that tells replicas apart',
      { enforcedNamespaceLabel: 'prometheus_replica' },
      /"prometheus_replica" tells replicas apart/,
    ],
    ['no duration', { evaluationInterval: 'x' }, /evaluationInterval "x"/],
  ])('is refused with %s', (_, props, message) => {
    expect(errors((chart) => ruler(chart, 'sum(up)', props))).toContainEqual(expect.stringMatching(message));
  });
});
