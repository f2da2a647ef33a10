import fc from 'fast-check';
import { relabelingsFor, selectionOf, type Selection } from '../../lib/federation/match';
import { METRIC_NAME, parsePromQL, satisfies, type VectorSelector } from '../../lib/promql';
import { relabel } from '../../lib/relabel';
import { renderRelabelings } from '../../lib/scrape';

type Series = Readonly<Record<string, string>>;

const LABELS = [METRIC_NAME, 'job', 'instance', 'code'];

/** What could be taken for a separator, a state or a part of an expression, too. */
const VALUES = ['a', 'b', 'ab', 'a;b', ';', 'yes', '1', '2', 'a|b', 'c:d', 'a.b', 'a\nb'];
const PATTERNS = [
  'a|b',
  '.*',
  '.+',
  'a.*',
  '',
  'a|',
  '[ab]',
  'a;b|;',
  'yes|1',
  '.*;.*',
  'c:d|ab',
  '(a)(;?)b',
];

const matcher = fc.oneof(
  fc.record({
    name: fc.constantFrom(...LABELS),
    type: fc.constantFrom('=', '!='),
    value: fc.constantFrom('', ...VALUES),
  }),
  fc.record({
    name: fc.constantFrom(...LABELS),
    type: fc.constantFrom('=~', '!~'),
    value: fc.constantFrom(...PATTERNS),
  }),
);
const selection = fc
  .array(matcher, { minLength: 1, maxLength: 4 })
  .filter((matchers) => matchers.some((each) => !satisfies(each, '')))
  .map((matchers) => selectionOf({ type: 'vectorSelector', matchers, start: 0, end: 0 }));
const label = fc.constantFrom('', ...VALUES);
const series: fc.Arbitrary<Series> = fc.record({
  [METRIC_NAME]: fc.constantFrom(...VALUES),
  job: label,
  instance: label,
  code: label,
  // What a target wrote of its own accord.
  __tmp_federated: label,
});

function selects(selections: readonly Selection[], labels: Series): boolean {
  return selections.some((all) => all.every((each) => satisfies(each, labels[each.name] ?? '')));
}

function written(selections: readonly Selection[], labels: Series): Series | undefined {
  const result = relabel(labels, renderRelabelings(relabelingsFor(selections)));
  return result.dropped ? undefined : result.labels;
}

function read(...texts: string[]): Selection[] {
  return texts.map((text) => selectionOf(parsePromQL(text) as VectorSelector));
}

describe('relabelings', () => {
  test('let through what a selection takes, as it is, and nothing else', () => {
    let [taken, left] = [0, 0];
    fc.assert(
      fc.property(
        fc.array(selection, { maxLength: 5 }),
        fc.array(series, { minLength: 20, maxLength: 60 }),
        (all, some) => {
          for (const one of some) {
            const found = written(all, one);
            const isTaken = selects(all, one);
            expect(found !== undefined).toBe(isTaken);
            if (isTaken) {
              taken += 1;
              const { __tmp_federated: own, ...labels } = one;
              const filled = Object.entries(labels).filter(([, value]) => value !== '');
              // One `keep` looks at nothing else, and leaves all alone.
              const isKeep = relabelingsFor(all).length === 1;
              expect(found).toEqual({
                ...Object.fromEntries(filled),
                ...(isKeep && own !== undefined && own !== '' ? { __tmp_federated: own } : {}),
              });
            } else {
              left += 1;
            }
          }
        },
      ),
      { numRuns: 500 },
    );
    expect(Math.min(taken, left)).toBeGreaterThan(2_000);
  });

  test('are one where one selection is one condition', () => {
    expect(relabelingsFor(read('{__name__=~"federated:hub:.+"}'))).toEqual([
      { sourceLabels: ['__name__'], regex: 'federated:hub:.+', action: 'keep' },
    ]);
    expect(relabelingsFor(read('up{job="a.b",code=~"4|5"}'))).toEqual([
      { sourceLabels: ['__name__', 'code', 'job'], regex: 'up;(?:4|5);a\\.b', action: 'keep' },
    ]);
  });

  test('name metrics together, and go from state to state where there is more to ask', () => {
    expect(relabelingsFor(read('a', 'b', 'c{code!~"5..",path=~"/x.*"}'))).toEqual([
      { action: 'labeldrop', regex: '__tmp_federated' },
      { sourceLabels: ['__name__'], regex: 'a|b', targetLabel: '__tmp_federated', replacement: 'yes' },
      {
        sourceLabels: ['__tmp_federated', '__name__'],
        regex: '\\d*;c',
        targetLabel: '__tmp_federated',
        replacement: '1',
      },
      {
        sourceLabels: ['__tmp_federated', 'path'],
        regex: '1;(?:/x.*)',
        targetLabel: '__tmp_federated',
        replacement: '2',
      },
      {
        sourceLabels: ['__tmp_federated', 'code'],
        regex: '2;(?:5..)',
        targetLabel: '__tmp_federated',
        replacement: '',
      },
      {
        sourceLabels: ['__tmp_federated'],
        regex: '2',
        targetLabel: '__tmp_federated',
        replacement: 'yes',
      },
      { sourceLabels: ['__tmp_federated'], regex: 'yes', action: 'keep' },
      { action: 'labeldrop', regex: '__tmp_federated' },
    ]);
  });
});
