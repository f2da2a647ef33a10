import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart, Testing } from 'cdk8s';
import { SynthesisError } from '../../lib/problems';
import { alert, PrometheusRule, recordingRule, type RuleGroup } from '../../lib/rules';
import { repeat, rising, RuleTestError, ruleTest, ruleTestFromFile } from '../../lib/testing';
import { describeWith, requireProgram } from '../support/programs';

const CHECKOUT: RuleGroup = {
  name: 'checkout',
  rules: [
    recordingRule('job:requests:rate5m', 'sum by (job) (rate(requests_total[5m]))'),
    alert('CheckoutDown', 'up{job="checkout"} == 0', {
      for: '2m',
      labels: { severity: 'critical' },
      annotations: { summary: '{{ $labels.instance }} of {{ $externalLabels.cluster }} is down' },
    }),
  ],
};

const LABELS = { job: 'checkout', instance: 'a' };

/** How a test fails. */
async function failure(run: Promise<void>): Promise<string> {
  const error: unknown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(RuleTestError);
  return (error as RuleTestError).message;
}

describeWith(['promtool'], 'a test of rules', () => {
  const options = () => ({ promtool: requireProgram('promtool') });

  test('passes where the rules do what it says', async () => {
    await ruleTest(CHECKOUT, options())
      .scenario('an instance goes down', { externalLabels: { cluster: 'eu' } })
      .with('up', LABELS, [1, 1, repeat(0, 8)])
      .at('3m')
      .expectNoAlert('CheckoutDown')
      .at('4m')
      .expectAlert('CheckoutDown', {
        labels: { ...LABELS, severity: 'critical' },
        annotations: { summary: 'a of eu is down' },
      })
      .scenario('requests come', { interval: '30s' })
      .with('requests_total', LABELS, [rising(0, 30, 20)])
      .at('10m')
      .expectSamples('job:requests:rate5m', {
        name: 'job:requests:rate5m',
        labels: { job: 'checkout' },
        value: 1,
      })
      .expectSamples('sum(job:requests:rate5m)', { value: 1 })
      .expectSamples('nothing')
      .run();
  });

  test('takes constructs, several of them, with all settings', async () => {
    const chart = new Chart(Testing.app(), 'shop', { namespace: 'shop' });
    const first = new PrometheusRule(chart, 'first', {
      groups: [{ name: 'a', rules: [recordingRule('a', 'vector(1)')] }],
    });
    const second = new PrometheusRule(chart, 'second', {
      groups: [{ name: 'b', rules: [recordingRule('b', 'a + 0.1 + 0.2')] }],
    });
    await ruleTest([first, second], {
      ...options(),
      evaluationInterval: '15s',
      groupEvalOrder: ['a', 'b'],
      fuzzyCompare: true,
    })
      .scenario('in order', { startTimestamp: '2026-01-01T00:00:00Z', externalUrl: 'http://prometheus' })
      .with('http.requests', { 'service.name': 'a"b' }, [1, 'gap', 'stale', Number.POSITIVE_INFINITY])
      .at('0s')
      .expectSamples('b', { name: 'b', value: 1.3 })
      .expectSamples('time()', { value: 1_767_225_600 })
      .expectSamples('{"http.requests"}', {
        name: 'http.requests',
        labels: { 'service.name': 'a"b' },
        value: 1,
      })
      .at('45s')
      .expectSamples('{"http.requests"}', {
        name: 'http.requests',
        labels: { 'service.name': 'a"b' },
        value: Number.POSITIVE_INFINITY,
      })
      .run();
  });

  test('fails with what was expected and what came', async () => {
    const message = await failure(
      ruleTest(CHECKOUT, options())
        .scenario('an instance goes down')
        .with('up', LABELS, '0x10')
        .at('5m')
        .expectAlert('CheckoutDown', { labels: { ...LABELS, severity: 'warning' } })
        .run(),
    );
    expect(message).toBe(`the rules do not do what the test says
    name: an instance goes down,
    alertname: CheckoutDown, time: 5m,
        exp:[
            0:
              Labels:{alertname="CheckoutDown", instance="a", job="checkout", severity="warning"}
              Annotations:{}
            ],
        got:[
            0:
              Labels:{alertname="CheckoutDown", instance="a", job="checkout", severity="critical"}
              Annotations:{summary="a of  is down"}
            ]`);
  });

  test('fails where a sample differs, and where an alert fires that should not', async () => {
    const test = ruleTest(CHECKOUT, options()).with('up', LABELS, '0x10').at('5m');
    expect(await failure(test.expectSamples('up', { name: 'up', labels: LABELS, value: 1 }).run())).toContain(
      'got:',
    );
    expect(await failure(test.expectNoAlert('CheckoutDown').run())).toContain('exp:[]');
    await test.expectSamples('up', { name: 'up', labels: LABELS, value: 0 }).run();
  });

  test('of a feature needs that feature', async () => {
    const rules = { name: 'a', rules: [recordingRule('a', 'sort_by_label(up, "job")')] };
    const test = ruleTest(rules, options())
      .with('up', LABELS, '1')
      .at('0m')
      .expectSamples('count(a)', { value: 1 });
    expect(await failure(test.run())).toContain('sort_by_label');
    await test.run({ ...options(), enableFeatures: ['promql-experimental-functions'] });
  });

  describe('that is a file already', () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'rule-tests-'));
      writeFileSync(
        join(folder, 'rules.yml'),
        'groups: [{ name: a, rules: [{ record: a, expr: vector(1) }] }]',
      );
      writeFileSync(
        join(folder, 'test.yml'),
        `rule_files: [rules.yml]
tests: [{ interval: 1m, promql_expr_test: [{ expr: a, eval_time: 1m, exp_samples: [{ labels: 'a{}', value: 1 }] }] }]`,
      );
    });
    afterAll(() => {
      rmSync(folder, { recursive: true });
    });

    test('runs on its own rules', async () => {
      await (await ruleTestFromFile(join(folder, 'test.yml'), undefined, options())).run();
    });

    test('runs on rules of the app', async () => {
      const rules = { name: 'a', rules: [recordingRule('a', 'vector(2)')] };
      const test = await ruleTestFromFile(join(folder, 'test.yml'), rules, options());
      expect(await failure(test.run())).toContain('got: {__name__="a"} 2E+00');
    });

    test('may be gone on with', async () => {
      const test = await ruleTestFromFile(join(folder, 'test.yml'), undefined, options());
      await test.at('2m').expectSamples('a + 1', { value: 2 }).run();
    });
  });
});

test('rules that are wrong need no test', () => {
  expect(() => ruleTest({ name: 'a', rules: [] })).toThrow(SynthesisError);
});

test('an expectation is about a moment', () => {
  expect(() => ruleTest(CHECKOUT).expectNoAlert('CheckoutDown')).toThrow(".at('5m')");
});

test('a promtool that is not there is told with how to name one', async () => {
  const run = ruleTest(CHECKOUT, { promtool: '/nowhere/promtool' }).at('1m').expectNoAlert('A').run();
  expect(await failure(run)).toBe(`promtool cannot be run (/nowhere/promtool: ENOENT)
  Name it by the option \`promtool\`, the variable PROMTOOL or the PATH.`);
});
