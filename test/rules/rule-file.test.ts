import * as fc from 'fast-check';
import { parse } from 'yaml';
import { fileKey, isOverflow, planSlots } from '../../lib/kubernetes';
import type { RuleFile } from '../../lib/native/prometheus';
import {
  alert,
  recordingRule,
  renderGroup,
  ruleFiles,
  type PrometheusRuleProps,
  type RuleGroup,
} from '../../lib/rules';
import type { Resource } from '../../lib/synthesis';
import { isConfigKey } from '../../lib/values';

const CHECKOUT: RuleGroup = {
  name: 'checkout.slo',
  interval: '1m',
  queryOffset: '30s',
  limit: 20,
  labels: { team: 'payments' },
  rules: [
    recordingRule('job:http_requests:rate5m', 'sum by (job) (rate(http_requests_total[5m]))'),
    recordingRule('job:up', 'max by (job) (up)', { labels: { source: 'checkout' } }),
    alert('CheckoutDown', 'absent(up{job="checkout"})', {
      for: '5m',
      keepFiringFor: '10m',
      labels: { severity: 'critical' },
      annotations: {
        summary: '{{ $labels.job }} is down',
        runbook_url: 'https://runbooks.example.com/checkout',
      },
    }),
    alert('CheckoutSlow', 'job:latency:p99 > 1 and on (job) up == 1'),
  ],
};

/** Files of a PrometheusRule. */
function filesOf({ namespace, name, spec }: Resource<PrometheusRuleProps>) {
  return ruleFiles([namespace, name], spec.groups);
}

function resource(groups: readonly RuleGroup[], name = 'checkout'): Resource<PrometheusRuleProps> {
  return {
    kind: 'PrometheusRule',
    name,
    namespace: 'shop',
    labels: {},
    path: `shop/${name}`,
    spec: { groups },
    problems: [],
  };
}

/** A group of about so many bytes. */
function groupOf(name: string, bytes: number): RuleGroup {
  return { name, rules: [recordingRule('job:up', 'up '.repeat(Math.ceil(bytes / 3)))] };
}

describe('rules become a file', () => {
  test('in the words of Prometheus', () => {
    const [file, ...others] = filesOf(resource([CHECKOUT]));
    expect(others).toEqual([]);
    expect(file!.key).toBe('shop_checkout.yaml');
    expect(parse(file!.text)).toStrictEqual({
      groups: [
        {
          name: 'checkout.slo',
          interval: '1m',
          query_offset: '30s',
          limit: 20,
          labels: { team: 'payments' },
          rules: [
            { record: 'job:http_requests:rate5m', expr: 'sum by (job) (rate(http_requests_total[5m]))' },
            { record: 'job:up', expr: 'max by (job) (up)', labels: { source: 'checkout' } },
            {
              alert: 'CheckoutDown',
              expr: 'absent(up{job="checkout"})',
              for: '5m',
              keep_firing_for: '10m',
              labels: { severity: 'critical' },
              annotations: {
                summary: '{{ $labels.job }} is down',
                runbook_url: 'https://runbooks.example.com/checkout',
              },
            },
            { alert: 'CheckoutSlow', expr: 'job:latency:p99 > 1 and on (job) up == 1' },
          ],
        },
      ],
    });
  });

  test('that people can read: lines are not folded, several stay several, nothing is an anchor', () => {
    const labels = { severity: 'warning', on: 'yes' };
    const expr = `${'sum(rate(a[5m])) / '.repeat(20)}1\n  > 0.5`;
    const [file] = filesOf(
      resource([{ name: 'a', rules: [alert('A', expr, { labels }), alert('B', 'b', { labels })] }]),
    );
    expect(file!.text).toContain('sum(rate(a[5m])) / 1\n');
    expect(file!.text).not.toMatch(/[&*]a\d/);
    // An older reader would take both for `true`.
    expect(file!.text).toContain('"on": "yes"');
    expect((parse(file!.text) as RuleFile).groups?.[0]?.rules?.[0]).toHaveProperty('expr', expr);
  });

  test('of one group each, where a ConfigMap cannot hold them together', () => {
    const groups = [groupOf('a.rules', 150_000), groupOf('a/rules', 100_000), CHECKOUT];
    const files = filesOf(resource(groups));
    expect(files.map(({ key }) => key)).toEqual([
      'shop_checkout_a.2erules.yaml',
      'shop_checkout_a.2Frules.yaml',
      'shop_checkout_checkout.2eslo.yaml',
    ]);
    const parted = files.flatMap(({ text }) => (parse(text) as RuleFile).groups ?? []);
    expect(parted).toEqual(groups.map(renderGroup));
  });

  test('that is too large only where one group alone is', () => {
    expect(isOverflow(planSlots(filesOf(resource([groupOf('a', 200_000), groupOf('b', 200_000)]))))).toBe(
      false,
    );
    expect(planSlots(filesOf(resource([groupOf('a', 250_000), CHECKOUT])))).toMatchObject({
      key: 'shop_checkout_a.yaml',
    });
  });

  test('or several, at every size around the limit', () => {
    // The name of the file counts as well: what just fits as a text may not fit as an item.
    for (let bytes = 245_000; bytes < 245_760; bytes += 30) {
      const files = filesOf(
        resource([groupOf('a', bytes - 100_000), groupOf('b', 100_000)], 'a'.repeat(200)),
      );
      expect(files.every((file) => !isOverflow(planSlots([file])))).toBe(true);
    }
  });

  test('of a name that is that of no other group, and of no other PrometheusRule', () => {
    const name = fc.oneof(
      fc.stringMatching(/^[-a.%_/ 20E]{1,6}$/),
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.constantFrom(
        'a'.repeat(400),
        `${'a'.repeat(400)}b`,
        'a b',
        'a.20b',
        'a%20b',
        'a.2520b',
        "it's",
        'it.27s',
      ),
    );
    const filler = groupOf('filler', 246_000);
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 6 }), (names) => {
        const files = filesOf(resource([filler, ...names.map((each) => groupOf(each, 1))]));
        const keys = [...files.map(({ key }) => key), fileKey('shop', 'checkout')];
        expect(new Set(keys).size).toBe(names.length + 2);
        keys.forEach((key) => {
          expect(isConfigKey(`255.${key}`)).toBe(true);
        });
      }),
    );
  });
});
