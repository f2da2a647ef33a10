import {
  placeRules,
  SHARD_ALIVE,
  type PlacedRule,
  type Placement,
  type PlacementInput,
} from '../../lib/placement';
import { Where, type Problem } from '../../lib/problems';
import { metricNamesOf, parsePromQL, PROMQL_FEATURES, selectorsOf } from '../../lib/promql';
import { grouped } from '../../lib/placement/grouped';
import { labelsOf, keyOf, Server, type Answer, type Series } from './server';

/** A series, and the target that it is scraped from. */
export interface ScrapedSeries extends Series {
  /** Index of the shard that scrapes the target, or that all do. */
  readonly shard: number | 'all';
}

/** What became of a rule, on one server and on shards. */
export interface Comparison {
  readonly rule: PlacedRule;
  readonly time: number;
  readonly unsharded: Answer;
  readonly sharded: Answer;

  /** Results of each shard of the rule as it was written: what evaluating it everywhere would give. */
  readonly everywhere: Answer | undefined;
}

/** Series that no recording rule writes. */
const ALERT_NAMES = new Set(['ALERTS', 'ALERTS_FOR_STATE']);

/**
 * Evaluates rules on one server that has all series, and as they are placed on real servers that have those of a shard each, and
 * on one that reads them all. Rules that read others come after them.
 */
export class Lab {
  static async start(series: readonly ScrapedSeries[], shards: number): Promise<Lab> {
    const servers = await Promise.all(
      ['one', 'above', ...Array.from({ length: shards }, (_, index) => `shard-${index}`)].map((name) =>
        Server.create(name),
      ),
    );
    const [one, above, ...ofShards] = servers;
    const lab = new Lab(one!, above!, ofShards);
    await Promise.all([
      one!.add(series),
      above!.add(series),
      ...ofShards.map((server, index) =>
        server.add(series.filter(({ shard }) => shard === index || shard === 'all')),
      ),
    ]);
    return lab;
  }

  private constructor(
    private readonly one: Server,
    private readonly above: Server,
    private readonly shards: readonly Server[],
  ) {}

  async stop(): Promise<void> {
    await Promise.all([this.one, this.above, ...this.shards].map((server) => server.stop()));
  }

  /** @param withControl also evaluates rules that are not local on every shard, to see that it would be wrong */
  async compare(placement: Placement, times: readonly number[], withControl = false): Promise<Comparison[]> {
    const alive = this.shards.map((_, index) => ({
      labels: { __name__: SHARD_ALIVE, [placement.shardLabel]: String(index) },
      samples: times.map((time) => [time, 1] as const),
    }));
    let pending: Series[] = alive;
    const comparisons: Comparison[] = [];
    for (const rules of levels(placement)) {
      const onShards = await Promise.all(
        this.shards.map((server, index) => this.onShard(server, index, rules, placement, times)),
      );
      const partials = onShards.flatMap(({ partials: found }) => found);
      await this.above.add([...pending, ...partials]);
      const results: Comparison[] = [];
      for (const time of times) {
        const unsharded = await this.one.evaluate(
          rules.map(({ expr }) => expr),
          time,
        );
        const above = rules.filter((rule) => rule.above !== undefined);
        const aboveAnswers = await this.above.evaluate(
          above.map((rule) => rule.above!),
          time,
        );
        const control = withControl
          ? await Promise.all(
              this.shards.map((server) =>
                server.evaluate(
                  above.map(({ expr }) => expr),
                  time,
                ),
              ),
            )
          : [];
        rules.forEach((rule, index) => {
          const at = above.indexOf(rule);
          results.push({
            rule,
            time,
            unsharded: unsharded[index]!,
            sharded:
              at === -1
                ? ofShards(
                    rule,
                    unsharded[index]!,
                    onShards.map(({ answers }) => answers.get(time)!.get(rule)!),
                  )
                : aboveAnswers[at]!,
            everywhere: at === -1 || !withControl ? undefined : union(control.map((answers) => answers[at]!)),
          });
        });
      }
      comparisons.push(...results);
      const records = rules.filter(({ kind }) => kind === 'record');
      if (records.length > 0) {
        const of = (which: 'sharded' | 'unsharded'): Series[] =>
          records.flatMap((rule) =>
            recorded(
              placement,
              rule,
              results.filter((each) => each.rule === rule).map((each) => [each.time, each[which]] as const),
            ),
          );
        await this.one.add(of('unsharded'));
        await Promise.all(
          this.shards.map((server, index) => {
            const { answers } = onShards[index]!;
            return server.add(
              records
                .filter(({ above }) => above === undefined)
                .flatMap((rule) =>
                  recorded(
                    placement,
                    rule,
                    times.map((time) => [time, answers.get(time)!.get(rule)!] as const),
                  ),
                ),
            );
          }),
        );
        pending = of('sharded');
      } else {
        pending = [];
      }
    }
    return comparisons;
  }

  /** What a shard makes of its rules, and of partial results. */
  private async onShard(
    server: Server,
    shard: number,
    rules: readonly PlacedRule[],
    placement: Placement,
    times: readonly number[],
  ) {
    const own = rules.filter(({ onShards }) => onShards !== undefined);
    const wanted = [
      ...new Map(
        rules.flatMap(({ partials }) => partials.map((each) => [each.record, each] as const)),
      ).values(),
    ];
    const partials = wanted.flatMap(({ record, expr, elsewhere }) => {
      const text = shard === 0 ? expr : elsewhere;
      return text === undefined ? [] : [{ record, text }];
    });
    const answers = new Map<number, Map<PlacedRule, Answer>>();
    const series = new Map<string, Map<string, Array<[number, number]>>>();
    for (const time of times) {
      const ofRules = await server.evaluate(
        own.map(({ onShards }) => (shard === 0 ? onShards!.expr : onShards!.elsewhere!)),
        time,
      );
      answers.set(time, new Map(own.map((rule, index) => [rule, ofRules[index]!] as const)));
      const ofPartials = await server.evaluate(
        partials.map(({ text }) => text),
        time,
      );
      partials.forEach(({ record }, index) => {
        const answer = ofPartials[index]!;
        const known = series.get(record) ?? new Map<string, Array<[number, number]>>();
        series.set(record, known);
        for (const [key, value] of answer === 'error' ? [] : answer) {
          known.set(key, [...(known.get(key) ?? []), [time, value]]);
        }
      });
    }
    return {
      answers,
      partials: [...series].flatMap(([record, all]) =>
        [...all].map(([key, samples]): Series => ({
          labels: { ...labelsOf(key), __name__: record, [placement.shardLabel]: String(shard) },
          samples,
        })),
      ),
    };
  }
}

/** Series that a rule writes. */
function recorded(
  placement: Placement,
  rule: PlacedRule,
  answers: ReadonlyArray<readonly [number, Answer]>,
): Series[] {
  const labels = labelsOfRule(placement, rule);
  const series = new Map<string, Array<[number, number]>>();
  for (const [time, answer] of answers) {
    for (const [key, value] of answer === 'error' ? [] : answer) {
      const own = keyOf({ ...labelsOf(key), ...labels });
      series.set(own, [...(series.get(own) ?? []), [time, value]]);
    }
  }
  return [...series].map(([key, samples]) => ({
    labels: { ...labelsOf(key), __name__: rule.name },
    samples,
  }));
}

function labelsOfRule(
  { onShards, above }: Placement,
  { file, group, name, expr }: PlacedRule,
): Readonly<Record<string, string>> {
  const candidates = [
    ...onShards
      .filter((each) => each.file === file && each.group.name === group)
      .flatMap(({ rules }) => rules.map(({ first }) => first)),
    ...above
      .filter((each) => each.file === file && each.group.name === group)
      .flatMap((each) => each.group.rules),
  ].filter((rule) => rule.record === name);
  const [only] = candidates.length === 1 ? candidates : candidates.filter((rule) => rule.expr.includes(expr));
  return only?.labels ?? {};
}

/** Results of shards together; where each has the whole, the one that is furthest from what it should be. */
function ofShards({ class: its }: PlacedRule, expected: Answer, answers: readonly Answer[]): Answer {
  return its === 'replicated'
    ? (answers.find((answer) => !agree(answer, expected)) ?? expected)
    : union(answers);
}

function union(answers: readonly Answer[]): Answer {
  const all = new Map<string, number>();
  for (const answer of answers) {
    for (const [key, value] of answer === 'error' ? [] : answer) {
      if (all.has(key)) {
        return 'error';
      }
      all.set(key, value);
    }
  }
  return answers.includes('error') ? 'error' : all;
}

/** Rules by how many others must be evaluated before them. */
function levels({ rules }: Placement): PlacedRule[][] {
  const records = grouped(
    rules.filter(({ kind }) => kind === 'record'),
    ({ name }) => name,
  );
  const depths = new Map<PlacedRule, number>();
  const depth = (rule: PlacedRule): number => {
    const known = depths.get(rule);
    if (known !== undefined) {
      return known;
    }
    depths.set(rule, 0);
    const read = selectorsOf(parsePromQL(rule.expr, { enableFeatures: PROMQL_FEATURES })).flatMap(
      (selector) => (metricNamesOf(selector) ?? [...records.keys()]).filter((name) => !ALERT_NAMES.has(name)),
    );
    const found = Math.max(-1, ...read.flatMap((name) => (records.get(name) ?? []).map(depth))) + 1;
    depths.set(rule, found);
    return found;
  };
  const all = grouped(rules, depth);
  return [...all].sort(([a], [b]) => a - b).map(([, each]) => each);
}

/** Places rules whose input is meant to be right. */
export function placed(input: PlacementInput): Placement {
  const problems: Problem[] = [];
  const placement = placeRules(new Where(problems, 'placement'), input);
  const errors = problems.filter(({ severity, code }) => severity === 'error' && code !== 'unplaceable');
  if (errors.length > 0) {
    throw new Error(JSON.stringify(errors, undefined, 2));
  }
  return placement;
}

/** Whether two answers are the same, but for the last bits. */
export function agree(a: Answer, b: Answer): boolean {
  if (a === 'error' || b === 'error') {
    return a === b;
  }
  return a.size === b.size && [...a].every(([key, value]) => b.has(key) && isClose(value, b.get(key)!));
}

/** Whether they differ only in which of several equal series were taken. */
export function areTied(a: Answer, b: Answer): boolean {
  if (a === 'error' || b === 'error') {
    return a === b;
  }
  const sorted = (answer: ReadonlyMap<string, number>): number[] =>
    [...answer.values()].sort((x, y) => x - y);
  const [left, right] = [sorted(a), sorted(b)];
  return left.length === right.length && left.every((value, index) => isClose(value, right[index]!));
}

function isClose(a: number, b: number): boolean {
  return (
    Object.is(a, b) ||
    a === b ||
    (Number.isNaN(a) && Number.isNaN(b)) ||
    Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b))
  );
}
