import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { compact } from '../values';
import { runPromtool, type PromtoolOptions } from './promtool';
import { filesOf, type NamedFile, type RulesUnderTest } from './rules-under-test';
import { renderSeries, renderValues, type InputValue } from './series';
import type { AlertRuleTest, PromqlExprTest, TestGroup, UnitTestFile } from './unit-test-file';

/** Settings of all scenarios of a test. */
export interface RuleTestOptions extends PromtoolOptions {
  /** How often the rules are evaluated, as a Prometheus duration. @default '1m' */
  readonly evaluationInterval?: string;

  /** Names of groups in the order in which they are evaluated at each moment. @default - any */
  readonly groupEvalOrder?: readonly string[];

  /** Whether values may differ in their last bits. @default false */
  readonly fuzzyCompare?: boolean;
}

/** Settings of one scenario. */
export interface ScenarioOptions {
  /** Time between two values of a series, as a Prometheus duration. @default - the evaluation interval */
  readonly interval?: string;

  /** Moment of the first sample: seconds since 1970, or RFC 3339. @default 0 */
  readonly startTimestamp?: number | string;

  /** Labels of the Prometheus, as templates and alerts see them. @default - none */
  readonly externalLabels?: Readonly<Record<string, string>>;
  readonly externalUrl?: string;
}

/** An alert that fires: all of its labels but `alertname`, and all of its annotations. */
export interface ExpectedAlert {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A series that an expression yields. */
export interface ExpectedSample {
  /** @default - none, as after an aggregation */
  readonly name?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly value?: number;

  /** Of a native histogram, in promtool's notation: `{{schema:0 count:3 sum:5}}`. */
  readonly histogram?: string;
}

/**
 * A test of rules, which a real promtool runs. Each method returns a new test; {@link RuleTest.run} runs it.
 *
 * ```ts
 * await ruleTest(rules)
 *   .with('up', { job: 'checkout' }, [1, 1, repeat(0, 10)])
 *   .at('3m').expectNoAlert('CheckoutDown')
 *   .at('8m').expectAlert('CheckoutDown', { labels: { job: 'checkout', severity: 'critical' } })
 *   .run();
 * ```
 */
export class RuleTest {
  constructor(
    private readonly rules: readonly NamedFile[],
    private readonly file: UnitTestFile,
    private readonly options: PromtoolOptions,
    private readonly time?: string,
  ) {}

  /** Begins a scenario with series of its own. */
  scenario(name: string, options: ScenarioOptions = {}): RuleTest {
    const group = compact<TestGroup>({
      name,
      interval: options.interval,
      start_timestamp: options.startTimestamp,
      external_labels: options.externalLabels,
      external_url: options.externalUrl,
    });
    return this.next([...this.file.tests, group], undefined);
  }

  /** Adds a series. `values` may be in promtool's notation: `1 1 0x10 _ stale`. */
  with(
    name: string,
    labels: Readonly<Record<string, string>>,
    values: string | readonly InputValue[],
  ): RuleTest {
    const series = { series: renderSeries(name, labels), values: renderValues(values) };
    return this.extend(({ input_series = [] }) => ({ input_series: [...input_series, series] }));
  }

  /** The moment that the next expectations are about, as a Prometheus duration since the first value. */
  at(time: string): RuleTest {
    return new RuleTest(this.rules, this.file, this.options, time);
  }

  /** Expects these alerts of the name to fire, and no others of it. */
  expectAlert(name: string, ...alerts: readonly ExpectedAlert[]): RuleTest {
    return this.expectAlerts(name, alerts.length === 0 ? [{}] : alerts);
  }

  /** Expects no alert of the name to fire; one that is pending does not. */
  expectNoAlert(name: string): RuleTest {
    return this.expectAlerts(name, []);
  }

  /** Expects an expression to yield these series, and no others. */
  expectSamples(expr: string, ...samples: readonly ExpectedSample[]): RuleTest {
    const test: PromqlExprTest = {
      expr,
      eval_time: this.moment(),
      exp_samples: samples.map(({ name = '', labels, value, histogram }) =>
        compact({ labels: renderSeries(name, labels), value, histogram }),
      ),
    };
    return this.extend(({ promql_expr_test = [] }) => ({ promql_expr_test: [...promql_expr_test, test] }));
  }

  /**
   * Runs the test.
   *
   * @throws {RuleTestError} where it fails
   */
  async run(options: PromtoolOptions = {}): Promise<void> {
    await runPromtool(this.rules, this.file, { ...this.options, ...options });
  }

  private expectAlerts(name: string, alerts: readonly ExpectedAlert[]): RuleTest {
    const test: AlertRuleTest = {
      alertname: name,
      eval_time: this.moment(),
      exp_alerts: alerts.map(({ labels, annotations }) =>
        compact({ exp_labels: labels, exp_annotations: annotations }),
      ),
    };
    return this.extend(({ alert_rule_test = [] }) => ({ alert_rule_test: [...alert_rule_test, test] }));
  }

  private moment(): string {
    if (this.time === undefined) {
      throw new RangeError("an expectation is about no moment: say `.at('5m')` before it");
    }
    return this.time;
  }

  /** Adds to the last scenario. */
  private extend(more: (group: TestGroup) => TestGroup): RuleTest {
    const group = this.file.tests.at(-1) ?? {};
    return this.next([...this.file.tests.slice(0, -1), { ...group, ...more(group) }], this.time);
  }

  private next(tests: readonly TestGroup[], time: string | undefined): RuleTest {
    return new RuleTest(this.rules, { ...this.file, tests }, this.options, time);
  }
}

/**
 * Begins a test of rules.
 *
 * @throws {SynthesisError} where the rules are wrong in a way that needs no test
 */
export function ruleTest(rules: RulesUnderTest, options: RuleTestOptions = {}): RuleTest {
  const files = filesOf(rules);
  const file = compact<UnitTestFile>({
    rule_files: files.map(({ name }) => name),
    evaluation_interval: options.evaluationInterval,
    group_eval_order: options.groupEvalOrder,
    fuzzy_compare: options.fuzzyCompare,
    tests: [],
  });
  return new RuleTest(files, file, options);
}

/**
 * Reads a test of `promtool test rules`. With `rules` it is theirs: what it says under `rule_files` is replaced.
 * More scenarios and expectations may follow.
 */
export async function ruleTestFromFile(
  path: string,
  rules?: RulesUnderTest,
  options: PromtoolOptions = {},
): Promise<RuleTest> {
  const file = parse(await readFile(path, 'utf8')) as UnitTestFile;
  const files = rules === undefined ? [] : filesOf(rules);
  const names =
    rules === undefined
      ? file.rule_files.map((pattern) => resolve(dirname(path), pattern))
      : files.map(({ name }) => name);
  return new RuleTest(files, { ...file, rule_files: names }, options);
}
