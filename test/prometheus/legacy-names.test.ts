import fc from 'fast-check';
import { checkLegacyNames } from '../../lib/prometheus/legacy-names';
import { renderYaml } from '../../lib/native';
import type { RelabelConfig } from '../../lib/native/prometheus';
import { alert, PrometheusRule, recordingRule } from '../../lib/rules';
import { ScrapeConfig, ServiceMonitor } from '../../lib/scrape';
import { problemsOf } from '../problems/findings';
import { describeWith, requireProgram } from '../support/programs';
import { errors, prometheus, synth, takesAll } from './monitoring';
import { accepted } from './promtool';

const selector = { matchLabels: { app: 'checkout' } };
const LEGACY = { nameValidationScheme: 'Legacy' as const };

describe('under the scheme "Legacy"', () => {
  test('a monitor writes only labels that have a name of old', () => {
    expect(
      errors((chart) => {
        takesAll(chart, LEGACY);
        new ServiceMonitor(chart, 'checkout', {
          selector,
          endpoints: [
            {
              port: 'metrics',
              metricRelabelings: [{ sourceLabels: ['http.route'], targetLabel: 'http.route' }],
            },
          ],
        });
      }),
    ).toEqual([
      'monitoring/k8s: serviceMonitor "checkout" (monitoring/checkout): endpoints[0].metricRelabelings[0].targetLabel "http.route" is not a label name under nameValidationScheme "Legacy"\n' +
        '  Use letters, digits and underscores, and do not begin with a digit.',
    ]);
  });

  test('a scrape config may choose for itself', () => {
    expect(() =>
      synth((chart) => {
        takesAll(chart, LEGACY);
        new ScrapeConfig(chart, 'edge', {
          nameValidationScheme: 'UTF8',
          staticConfigs: [{ targets: ['edge:9100'] }],
          relabelings: [{ targetLabel: 'edge.site', replacement: 'fra' }],
        });
      }),
    ).not.toThrow();
  });

  test('rules have such names, in all that they read and write', () => {
    expect(
      errors((chart) => {
        takesAll(chart, LEGACY);
        new PrometheusRule(chart, 'slo', {
          groups: [
            {
              name: 'checkout',
              labels: { 'team.name': 'shop' },
              rules: [
                recordingRule('http.requests:rate5m', 'sum(rate({"http.requests"}[5m]))'),
                alert('Down', 'up == 0', { labels: { 'a.b': 'x' }, annotations: { 'runbook-url': 'x' } }),
              ],
            },
          ],
        });
      }).map((message) => /groups\S+/.exec(message)?.[0]),
    ).toEqual([
      'groups[0].labels',
      // A name of which such a server has no series.
      'groups[0].rules[0].expr',
      'groups[0].rules[0].record',
      'groups[0].rules[1].annotations',
      'groups[0].rules[1].labels',
    ]);
  });

  test('so do external labels, remote writes and native jobs', () => {
    const step = { target_label: 'a.b', replacement: 'x' };
    expect(
      errors((chart) => {
        prometheus(chart, {
          ...LEGACY,
          externalLabels: { 'cluster.name': 'fra' },
          remoteWrite: [
            {
              url: 'https://metrics.example.com/write',
              writeRelabelConfigs: [{ targetLabel: 'a.b', replacement: 'x' }],
            },
          ],
          additionalAlertRelabelConfigs: [step],
          additionalScrapeConfigs: [{ job_name: 'own', relabel_configs: [step] }],
        });
      }).map((message) => message.split('"')[0]),
    ).toEqual([
      'monitoring/k8s: additionalAlertRelabelConfigs[0].target_label ',
      'monitoring/k8s: additionalScrapeConfigs[0].relabel_configs[0].target_label ',
      'monitoring/k8s: externalLabels ',
      'monitoring/k8s: remoteWrite[0].writeRelabelConfigs[0].targetLabel ',
    ]);
  });
});

describeWith(['promtool-lts'], 'names of old', () => {
  const name = fc.stringMatching(/^[a_1.$ {}]{1,6}$/);
  const step: fc.Arbitrary<RelabelConfig> = fc.oneof(
    fc.record({ action: fc.constant('replace' as const), target_label: name }),
    fc.record({ action: fc.constantFrom('lowercase' as const, 'uppercase' as const), target_label: name }),
    fc.record({ action: fc.constant('hashmod' as const), target_label: name, modulus: fc.constant(2) }),
    fc.record({ action: fc.constant('labelmap' as const), replacement: name }),
  );

  test('are those that promtool takes, for 300 random relabelings', async () => {
    const steps = fc.sample(step, { numRuns: 300, seed: 1 });
    const theirs = await accepted(
      requireProgram('promtool-lts'),
      steps.map((each) =>
        renderYaml({
          global: { metric_name_validation_scheme: 'legacy' },
          scrape_configs: [{ job_name: 'a', relabel_configs: [each] }],
        }),
      ),
    );
    const ours = steps.map(
      (each) =>
        problemsOf((where) => {
          checkLegacyNames(where, { relabel_configs: [each] }, true);
        }).length === 0,
    );
    expect(steps.filter((_, index) => ours[index] !== theirs[index])).toEqual([]);
    expect(new Set(theirs)).toEqual(new Set([true, false]));
  });
});
