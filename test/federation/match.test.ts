import fc from 'fast-check';
import {
  isCovered,
  LONGEST_QUERY,
  minimal,
  requestsFor,
  selectionOf,
  selectionOnLeaf,
  selectsNothing,
  takesEverything,
  type Selection,
} from '../../lib/federation/match';
import { METRIC_NAME, parsePromQL, satisfies, selectorsOf, type VectorSelector } from '../../lib/promql';
import { dashboardExpressions, missingCorpus, ruleExpressions } from '../promql/corpus';
import { describeUnless } from '../support/programs';

type Series = Readonly<Record<string, string>>;

const LABELS = [METRIC_NAME, 'job', 'instance', 'code'];
const VALUES = ['a', 'b', 'ab', 'c:d', '5'];
const PATTERNS = ['a|b', '.*', '.+', 'a.*', '', 'a|', '[ab]', 'a|b|5', 'c:d|ab'];

const matcher = fc.record({
  name: fc.constantFrom(...LABELS),
  type: fc.constantFrom('=', '!=', '=~', '!~'),
  value: fc.constantFrom(...VALUES, ...PATTERNS),
});
const selection = fc
  .array(matcher, { minLength: 1, maxLength: 4 })
  .filter((matchers) => matchers.some((each) => !satisfies(each, '')))
  .map((matchers) => selectionOf({ type: 'vectorSelector', matchers, start: 0, end: 0 }));
const series: fc.Arbitrary<Series> = fc.record({
  [METRIC_NAME]: fc.constantFrom(...VALUES),
  job: fc.constantFrom('', ...VALUES),
  instance: fc.constantFrom('', ...VALUES),
  code: fc.constantFrom('', ...VALUES),
});

function selects(all: Selection, labels: Series): boolean {
  return all.every((each) => satisfies(each, labels[each.name] ?? ''));
}

function read(text: string): Selection {
  return selectionOf(parsePromQL(text) as VectorSelector);
}

describe('a selection that is covered', () => {
  test.each([
    ['x{job="a"}', 'x'],
    ['x{job="a",code="5"}', '{job="a",__name__="x"}'],
    ['x{job="a"}', 'x{job=~"a|b"}'],
    ['x{job=~"a|b"}', 'x{job=~"a|b|c"}'],
    ['x{job=~"a|b"}', 'x{job!=""}'],
    ['x{code!~"4..|5.."}', 'x{code!~"4..|5.."}'],
    ['x{job="a"}', 'x{job!="b"}'],
    ['x{job!~"a|b"}', 'x{job!="b"}'],
    ['x', 'x{job=~".*"}'],
    ['x{job=~"a.*"}', 'x{job=~".+"}'],
    ['x', '{__name__=~"x|y"}'],
  ])('%s by %s', (a, b) => {
    expect(isCovered(read(a), read(b))).toBe(true);
  });

  test.each([
    ['x', 'x{job="a"}'],
    ['x', 'x{job!=""}'],
    ['x{job=~"a|b"}', 'x{job="a"}'],
    ['x', 'y'],
    ['x{job!="a"}', 'x{job=~".+"}'],
    ['x{job!="a"}', 'x{job!~"a|b"}'],
  ])('is not %s by %s', (a, b) => {
    expect(isCovered(read(a), read(b))).toBe(false);
  });

  test('has no series that the other has not', () => {
    fc.assert(
      fc.property(selection, selection, fc.array(series, { maxLength: 30 }), (a, b, all) => {
        fc.pre(isCovered(a, b));
        return all.every((each) => !selects(a, each) || selects(b, each));
      }),
      { numRuns: 100 },
    );
  });
});

test('what contradicts itself selects nothing', () => {
  expect(selectsNothing(read('x{job="a",job="b"}'))).toBe(true);
  fc.assert(fc.property(selection, series, (a, one) => !(selectsNothing(a) && selects(a, one))));
});

describe('the selections that are needed', () => {
  test('cover all, and none of them another', () => {
    fc.assert(
      fc.property(fc.array(selection, { maxLength: 12 }), (all) => {
        expectMinimal(all);
      }),
      { numRuns: 100 },
    );
  });

  test('do not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(selection, { maxLength: 8 }), (all) => {
        const [one, other] = [minimal(all), minimal([...all].reverse())];
        expect(other).toHaveLength(one.length);
        expect(other.every((each) => one.some((its) => isCovered(each, its)))).toBe(true);
      }),
    );
  });
});

describe('requests', () => {
  test('ask for the same series, each within the length', () => {
    fc.assert(
      fc.property(fc.array(selection, { maxLength: 12 }), fc.array(series), (all, some) => {
        const requests = requestsFor(all, 600);
        for (const request of requests) {
          expect(request.length === 1 || lengthOf(request) <= 600).toBe(true);
        }
        const asked = requests.flat().map(read);
        for (const one of some) {
          expect(asked.some((each) => selects(each, one))).toBe(all.some((each) => selects(each, one)));
        }
      }),
    );
  });

  test('name metrics together where all else is the same', () => {
    expect(requestsFor(['a', 'b', 'c{job="x"}', 'd{job="x"}', '{job="y"}'].map(read))).toEqual([
      ['{__name__=~"a|b"}', '{__name__=~"c|d",job="x"}', '{job="y"}'],
    ]);
  });
});

test.each([
  ['{job=~".+"}', true],
  ['{__name__!=""}', true],
  ['{__name__=~".+",job!="a"}', true],
  ['{__name__=~"[a-zA-Z_:].*"}', false],
  ['{job="a"}', false],
  ['up', false],
  ['{__name__=~"job:.+"}', false],
])('%s takes everything: %s', (text, expected) => {
  expect(takesEverything(read(text))).toBe(expected);
});

test('external labels are judged here, since a leaf does not store them', () => {
  const eu = { cluster: 'eu' };
  expect(selectionOnLeaf(read('up{cluster="eu",job="a"}'), eu)).toEqual(read('up{job="a"}'));
  expect(selectionOnLeaf(read('up{cluster=~"us|ap"}'), eu)).toBeUndefined();
  expect(selectionOnLeaf(read('up{cluster!="us"}'), eu)).toEqual(read('up'));
});

describeUnless(missingCorpus, 'the selections of kube-prometheus', () => {
  test.each([
    ['rules', ruleExpressions],
    ['dashboards', dashboardExpressions],
    ['both', () => [...ruleExpressions(), ...dashboardExpressions()]],
  ] as const)(
    'of %s are covered, none too many, and come in requests of less than 8 KB',
    (_, expressions) => {
      const all = expressions()
        .flatMap((text) => selectorsOf(parsePromQL(text)))
        .map(selectionOf);
      expectMinimal(all);
      const requests = requestsFor(minimal(all));
      const asked = requests.flat().map(read);
      expect(all.every((each) => asked.some((its) => isCovered(each, its)))).toBe(true);
      for (const request of requests) {
        expect(lengthOf(request)).toBeLessThanOrEqual(LONGEST_QUERY);
      }
      expect(all.some(takesEverything)).toBe(false);
    },
  );
});

/** Complete, and without any one of them no longer. */
function expectMinimal(all: readonly Selection[]): void {
  const kept = minimal(all);
  const given = new Set(all.map((each) => JSON.stringify(each)));
  expect(all.filter((each) => !selectsNothing(each) && !kept.some((its) => isCovered(each, its)))).toEqual(
    [],
  );
  for (const one of kept) {
    expect(kept.some((other) => other !== one && isCovered(one, other))).toBe(false);
    expect(given.has(JSON.stringify(one))).toBe(true);
  }
}

function lengthOf(request: readonly string[]): number {
  return new URLSearchParams(request.map((text): [string, string] => ['match[]', text])).toString().length;
}
