import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderYaml } from '../../lib/native';
import { accepted } from '../prometheus/promtool';
import { describeUnless, missingPrograms, requireProgram } from '../support/programs';
import { casesOf, corpusThemes, countCases, missingCorpus, type Case } from './corpus';
import { reasonsOf, type Outcome } from './outcome';
import { REASONS, type ReasonId } from './reasons';
import { conformancePage } from './table';
import { THEMES } from './themes';

const PAGE = join('docs', 'conformance.md');

interface Judged {
  readonly theme: string;
  readonly cases: readonly Case[];

  /** Each case is judged once, whoever asks first. */
  readonly outcome: (index: number) => Outcome;
}

const JUDGED: readonly Judged[] = missingCorpus === undefined ? THEMES.flatMap(judged) : [];

function judged({ names, judge }: (typeof THEMES)[number]): Judged[] {
  return names.map((theme) => {
    const cases = casesOf(theme);
    const known = new Map<number, Outcome>();
    const outcome = (index: number): Outcome => {
      const found = known.get(index) ?? judge(cases[index]!);
      known.set(index, found);
      return found;
    };
    return { theme, cases, outcome };
  });
}

function outcomes(): Outcome[] {
  return JUDGED.flatMap(({ cases, outcome }) => cases.map((_, index) => outcome(index)));
}

describeUnless(missingCorpus, "the operator's own cases", () => {
  JUDGED.forEach(({ theme, cases, outcome }) => {
    describe(theme, () => {
      test.each(cases.map(({ name }, index) => [name.split('/')[1]!, index] as const))(
        '%s',
        (_name, index) => {
          const result = outcome(index);
          if (result.kind === 'unexplained') {
            expect(result.ours).toEqual(result.theirs);
          }
          expect(result.kind).not.toBe('unexplained');
        },
      );
    });
  });

  test('every theme is compared', () => {
    const compared = JUDGED.map(({ theme }) => theme);
    expect(corpusThemes().filter((theme) => !compared.includes(theme))).toEqual([]);
    // None of them is read as an empty list.
    expect(JUDGED.filter(({ cases, theme }) => cases.length < countCases(theme))).toEqual([]);
    expect(new Set(compared).size).toBe(compared.length);
  });

  test('every reason is needed', () => {
    const used = new Set(outcomes().flatMap(reasonsOf));
    expect((Object.keys(REASONS) as ReasonId[]).filter((reason) => !used.has(reason))).toEqual([]);
  });

  test(`${PAGE} says how many there are of each`, () => {
    const page = conformancePage(
      JUDGED.map(({ theme, cases, outcome }) => ({
        theme,
        outcomes: cases.map((_, index) => outcome(index)),
      })),
    );
    if (process.env.CONFORMANCE === 'write') {
      writeFileSync(PAGE, page);
    }
    expect(readFileSync(PAGE, 'utf8')).toBe(page);
  });

  describeUnless(
    missingPrograms(['promtool-lts']),
    'what is claimed of the oldest supported Prometheus',
    () => {
      test('is so', async () => {
        const claims = outcomes().flatMap((outcome) => ('claims' in outcome ? outcome.claims : []));
        const configs = claims.map(({ config }) => renderYaml(config));
        const verdicts = await accepted(requireProgram('promtool-lts'), configs);
        const wrong = claims.filter((claim, index) => verdicts[index] !== claim.accepted);
        expect(wrong.slice(0, 3)).toEqual([]);
        expect(wrong).toHaveLength(0);
      }, 120_000);
    },
  );
});
