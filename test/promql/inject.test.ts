import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { injectMatchers, MatcherConflictError, parsePromQL, printPromQL, readPromQL } from '../../lib/promql';
import { describeUnless } from '../support/programs';
import { meaningOf, prometheusAst } from './prometheus-ast';

const inject = (text: string, options?: Parameters<typeof injectMatchers>[2]): string =>
  printPromQL(injectMatchers(parsePromQL(text), { namespace: 'shop' }, options));

test.each([
  ['up', 'up{namespace="shop"}'],
  ['rate(x{a="b"}[5m] offset 1h)', 'rate(x{a="b",namespace="shop"}[5m] offset 1h)'],
  [
    'a / on (job) (b or {job="c"})',
    'a{namespace="shop"} / on (job) (b{namespace="shop"} or {job="c",namespace="shop"})',
  ],
  ['max_over_time(sum(x)[1h:])', 'max_over_time(sum(x{namespace="shop"})[1h:])'],
  ['absent(x{namespace="shop"})', 'absent(x{namespace="shop"})'],
  ['x{namespace=~"shop|web"}', 'x{namespace="shop"}'],
  ['x{namespace!="web",namespace!~"a.*"}', 'x{namespace="shop"}'],
  ['vector(1)', 'vector(1)'],
])('%s becomes %s', (before, after) => {
  expect(inject(before)).toBe(after);
});

test.each([
  'x{namespace="web"}',
  'x{namespace!="shop"}',
  'x{namespace=~"web|.*-dev"}',
  'x{namespace!~"s.*"}',
  'x{namespace=""}',
])('%s contradicts, unless that is replaced', (text) => {
  expect(() => inject(text)).toThrow(MatcherConflictError);
  expect(inject(text, { onConflict: 'replace' })).toBe('x{namespace="shop"}');
});

test('a contradiction says what is wrong, and what to do', () => {
  expect(() => inject('sum(x{namespace="web"})')).toThrow(
    'x{namespace="web"}: namespace="web" contradicts namespace="shop", which every selector must have; ' +
      "leave the matcher out, or set `onConflict: 'replace'`",
  );
});

test.each([{ namespace: '' }, { '': 'a' }, { __name__: 'up' }])('%j cannot be demanded', (labels) => {
  expect(() => injectMatchers(parsePromQL('up'), labels)).toThrow(RangeError);
});

const GOLDEN = join('..', 'shared', 'corpus', 'operator-golden');

interface Promql {
  readonly input: {
    readonly expressions: readonly string[];
    readonly enforcedNamespaceLabel: string;
    readonly namespace: string;
  };
  readonly expected: ReadonlyArray<{ readonly expr?: string; readonly error?: string }>;
}

interface Rule {
  readonly expr: string | number;
}

interface Resource {
  readonly metadata: { readonly namespace: string };
  readonly spec: { readonly groups?: ReadonlyArray<{ readonly rules: readonly Rule[] }> };
}

function cases<T>(theme: string): T[] {
  const folder = join(GOLDEN, theme);
  return readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as T);
}

/** What the operator's enforcer makes of an expression; undefined where it refuses it. */
function enforce(text: string, label: string, value: string): unknown {
  const { expr } = readPromQL(text, { version: '3.13.2' });
  return (
    expr && meaningOf(prometheusAst(injectMatchers(expr, { [label]: value }, { onConflict: 'replace' })))
  );
}

const meaning = (text: string | undefined): unknown =>
  text === undefined ? undefined : meaningOf(prometheusAst(parsePromQL(text, { version: '3.13.2' })));

describeUnless(existsSync(GOLDEN) ? undefined : 'no ../shared', "the operator's enforcer", () => {
  test('does the same with expressions', () => {
    const all = cases<Promql>('namespace-enforcement-promql').flatMap(({ input, expected }) =>
      input.expressions.map((text, index) => ({
        text,
        ours: enforce(text, input.enforcedNamespaceLabel, input.namespace),
        theirs: meaning(expected[index]!.expr),
      })),
    );
    expect(all.length).toBeGreaterThan(500);
    expect(all.filter(({ ours, theirs }) => JSON.stringify(ours) !== JSON.stringify(theirs))).toEqual([]);
  });

  test('does the same with the expressions of rules', () => {
    const all = cases<{
      readonly input: {
        readonly prometheusRule: Resource;
        readonly options: {
          readonly enforcedNamespaceLabel: string;
          readonly excludedFromEnforcement: readonly unknown[];
        };
      };
      readonly expected: Resource;
    }>('namespace-enforcement-rules')
      .filter(({ input: { options } }) => options.excludedFromEnforcement.length === 0)
      .flatMap(({ input: { prometheusRule, options }, expected }) => {
        const { namespace } = prometheusRule.metadata;
        const after = expressionsOf(expected);
        return expressionsOf(prometheusRule).map((text, index) => [
          enforce(text, options.enforcedNamespaceLabel, namespace),
          meaning(after[index]),
        ]);
      });
    expect(all).toHaveLength(4);
    all.forEach(([ours, theirs]) => expect(ours).toEqual(theirs));
  });
});

function expressionsOf({ spec: { groups = [] } }: Resource): string[] {
  return groups.flatMap(({ rules }) => rules.map(({ expr }) => String(expr)));
}
