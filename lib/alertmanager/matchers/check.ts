import type { Where } from '../../problems';
import { checkChoice, checkLabelName, checkRegex } from '../../values';
import { isPattern, MATCH_TYPES, printMatcher, type LabelMatcher } from './matcher';
import { parseMatchers } from './parse';

/** Reports matchers that Alertmanager would refuse, or read otherwise than they look. */
export function checkMatchers(
  where: Where,
  matchers: ReadonlyArray<string | LabelMatcher> | undefined,
): void {
  matchers?.forEach((matcher, index) => {
    if (typeof matcher === 'string') {
      checkText(where.at(index), matcher);
    } else {
      checkObject(where.at(index), matcher);
    }
  });
}

function checkText(where: Where, text: string): void {
  const reading = parseMatchers(text);
  if ('fault' in reading) {
    where.error({
      code: 'invalid-matcher',
      value: text,
      complaint: `is not a matcher: ${reading.fault}`,
      remedy: 'Write a label, one of = != =~ !~, and a value in quotes: severity="critical".',
    });
  } else if (reading.matchers.length === 0) {
    where.error({ code: 'invalid-matcher', value: text, complaint: 'is empty', remedy: 'Leave it out.' });
  } else if (reading.dialect !== 'plain') {
    where.warning({
      code: 'matcher-dialect',
      value: text,
      complaint:
        reading.dialect === 'classic'
          ? "is read by Alertmanager's old parser only, which will go away"
          : 'is read differently by the two parsers of Alertmanager; the old one decides',
      remedy: `Write ${reading.matchers.map(printMatcher).join(', ')} for what it means today.`,
    });
  }
}

function checkObject(where: Where, { name, matchType = '=', value }: LabelMatcher): void {
  checkLabelName(where.at('name'), name);
  checkChoice(where.at('matchType'), matchType, MATCH_TYPES);
  if (isPattern(matchType)) {
    checkRegex(where.at('value'), value);
  }
}
