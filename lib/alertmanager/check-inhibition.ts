import type { InhibitRule } from '../native/alertmanager';
import { checkLabelName } from '../values';
import { checkMatcherText, contradiction, implies, readMatchers, type FullMatcher } from './matchers';
import { checkPattern, type Sourced } from './routing';
import { reportMistake } from './severity';

type Side = 'source' | 'target';

/** Reports what Alertmanager would refuse in an inhibition, and one that can never do anything. */
export function checkInhibition(rule: Sourced<InhibitRule>): void {
  const { value, where, words } = rule;
  for (const side of ['source', 'target'] as const) {
    value[`${side}_matchers`]?.forEach((matcher, index) => {
      checkMatcherText(where.at(inhibitWord(side, rule), index), matcher);
    });
    for (const [name, pattern] of Object.entries(value[`${side}_match_re`] ?? {})) {
      checkLabelName(where.at(words(`${side}_match_re`)), name, 'legacy');
      checkPattern(where.at(words(`${side}_match_re`), name), pattern);
    }
  }
  value.equal?.forEach((label, index) => {
    checkLabelName(where.at('equal', index), label);
  });
  const [source, target] = [matchersOf('source', value), matchersOf('target', value)];
  if (reportNever(rule, 'source', source) || reportNever(rule, 'target', target)) {
    return;
  }
  if (implies(source, target) && implies(target, source)) {
    reportMistake(where, words, {
      code: 'self-inhibition',
      complaint: 'mutes nothing: both sides are the same alerts, and no alert mutes one that could mute it',
      remedy: 'Say by what the alerts that mute differ from those that are muted, for example by `severity`.',
    });
    return;
  }
  const split = (value.equal ?? []).find(
    (label) => contradiction([...only(label, source), ...only(label, target)]) !== undefined,
  );
  if (split !== undefined) {
    reportMistake(where.at('equal'), words, {
      code: 'contradiction',
      value: split,
      complaint: 'is never equal: the two sides demand different values of it',
      remedy: 'Leave it out of `equal`.',
    });
  }
}

/** The props have the operator's names, `sourceMatch`, which are those of an older field of upstream. */
function inhibitWord(side: Side, { words }: Sourced<InhibitRule>): string {
  const field = `${side}_matchers`;
  return words(field) === field ? field : `${side}Match`;
}

function reportNever(rule: Sourced<InhibitRule>, side: Side, matchers: readonly FullMatcher[]): boolean {
  const found = contradiction(matchers);
  if (found !== undefined) {
    reportMistake(rule.where.at(inhibitWord(side, rule)), rule.words, {
      code: 'contradiction',
      value: found,
      complaint: 'cannot hold together: no alert is meant',
      remedy: 'An alert must match all of them.',
    });
  }
  return found !== undefined;
}

function matchersOf(side: Side, rule: InhibitRule): FullMatcher[] {
  return readMatchers({
    match: rule[`${side}_match`],
    match_re: rule[`${side}_match_re`],
    matchers: rule[`${side}_matchers`],
  });
}

function only(label: string, matchers: readonly FullMatcher[]): FullMatcher[] {
  return matchers.filter(({ name }) => name === label);
}
