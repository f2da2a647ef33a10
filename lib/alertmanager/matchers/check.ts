import type { Where } from '../../problems';
import { printMatcher } from './matcher';
import { parseMatchers } from './parse';

/** Reports a text that is no matcher, or one that is not what it looks like. */
export function checkMatcherText(where: Where, text: string): void {
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
  } else if (reading.matchers.some(({ name }) => name === '')) {
    where.error({ code: 'invalid-label-name', value: text, complaint: 'names no label' });
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
