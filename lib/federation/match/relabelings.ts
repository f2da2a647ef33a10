import type { Matcher } from '../../promql';
import type { Relabeling } from '../../scrape';
import { quoteRegex } from '../../values';
import { isList } from './implied';
import { merged } from './merged';
import { LONGEST_QUERY } from './requests';
import type { Selection } from './selection';

/** How far a series has come: nothing, the number of a step of the selection that is being looked at, or {@link TAKEN}. */
const STATE = '__tmp_federated';
const TAKEN = 'yes';

/** Any state but {@link TAKEN}. */
const NOT_TAKEN = '\\d*';

const SEPARATOR = ';';

/** What the values of some labels, joined, have to look like. */
interface Condition {
  readonly labels: readonly string[];
  readonly regex: string;
}

/**
 * Relabelings that let through what one of the selections selects, and nothing else. They can say "and not" and "or" only one after the other:
 * a temporary label says how far a series has come, and stands first in what is matched, where no value of another label can be taken for it.
 */
export function relabelingsFor(selections: readonly Selection[]): Relabeling[] {
  const all = merged(selections, LONGEST_QUERY);
  const [only, ...others] = all;
  if (only === undefined) {
    return [{ action: 'drop' }];
  }
  const condition = others.length === 0 ? singleCondition(only) : undefined;
  if (condition !== undefined) {
    return [{ sourceLabels: condition.labels, regex: condition.regex, action: 'keep' }];
  }
  const steps = new Steps();
  return [
    // A target may have written it.
    { action: 'labeldrop', regex: STATE },
    ...all.flatMap((selection) => steps.of(selection)),
    { sourceLabels: [STATE], regex: TAKEN, action: 'keep' },
    { action: 'labeldrop', regex: STATE },
  ];
}

/** The steps of all selections have numbers of their own, so that what one of them leaves behind means nothing to the next. */
class Steps {
  private last = 0;

  of(selection: Selection): Relabeling[] {
    const single = singleCondition(selection);
    if (single !== undefined) {
      return [replace(single.labels, single.regex, TAKEN)];
    }
    const conditions = positiveConditions(selection);
    const negatives = selection.filter(isNegative);
    const reached = (conditions.length === 0 ? [{ labels: [], regex: '' }] : conditions).map(
      (condition, index, list) => {
        const before = index === 0 ? NOT_TAKEN : String(this.last);
        const isEnd = negatives.length === 0 && index === list.length - 1;
        this.last += 1;
        return inState(before, condition, isEnd ? TAKEN : String(this.last));
      },
    );
    const state = String(this.last);
    return negatives.length === 0
      ? reached
      : [
          ...reached,
          ...negatives.map((matcher) =>
            inState(state, { labels: [matcher.name], regex: patternOf(matcher) }, ''),
          ),
          inState(state, { labels: [], regex: '' }, TAKEN),
        ];
  }
}

/** The whole of a selection, where that is one condition. */
function singleCondition(selection: Selection): Condition | undefined {
  const [only, ...others] = positiveConditions(selection);
  return others.length > 0 || selection.some(isNegative) ? undefined : only;
}

/** Values that are known are matched together: none of them has the separator in it, so that nothing else is joined to the same text. */
function positiveConditions(selection: Selection): Condition[] {
  const positive = selection.filter((matcher) => !isNegative(matcher));
  const known = positive.filter(isKnown);
  return [
    ...(known.length === 0
      ? []
      : [
          {
            labels: known.map(({ name }) => name),
            regex:
              known.length === 1
                ? known.map(patternOf).join('')
                : known.map((matcher) => alternatives(patternOf(matcher))).join(SEPARATOR),
          },
        ]),
    ...positive
      .filter((matcher) => !isKnown(matcher))
      .map((matcher) => ({ labels: [matcher.name], regex: patternOf(matcher) })),
  ];
}

function isNegative({ type }: Matcher): boolean {
  return type === '!=' || type === '!~';
}

function isKnown({ type, value }: Matcher): boolean {
  return !value.includes(SEPARATOR) && (type === '=' || isList(value));
}

function patternOf({ type, value }: Matcher): string {
  return type === '=' || type === '!=' ? quoteRegex(value) : value;
}

/** As a part of a longer expression. */
function alternatives(pattern: string): string {
  return /^(?:[\w:/ -]|\\.)*$/.test(pattern) ? pattern : `(?:${pattern})`;
}

function inState(state: string, { labels, regex }: Condition, next: string): Relabeling {
  return labels.length === 0
    ? replace([STATE], state, next)
    : replace(
        [STATE, ...labels],
        [state, labels.length === 1 ? alternatives(regex) : regex].join(SEPARATOR),
        next,
      );
}

function replace(sourceLabels: readonly string[], regex: string, replacement: string): Relabeling {
  return { sourceLabels, regex, targetLabel: STATE, replacement };
}
