/** What people write who think of another language, and what PromQL has for it. */
const ADVICE: ReadonlyArray<readonly [RegExp, string]> = [
  [/&&/y, 'Write `and`.'],
  [/\|\|/y, 'Write `or`.'],
  [/=~|!~/y, 'Labels are matched in braces: {job=~"…"}.'],
  [/[\u2018-\u201f\u00ab\u00bb]/y, 'Use straight quotes.'],
  [/[\u2012-\u2015\u2212]/y, 'Use a plain minus sign.'],
  [/!/y, 'Write `unless` for "and not", or compare with 0.'],
  [/\./y, 'A name with dots stands in braces and quotes: {"my.metric"}.'],
  [/\$/y, 'Variables of dashboards have no meaning in a rule: write what they stand for.'],
  [/;/y, 'One expression is all there can be.'],
];

/** What to do about a character that cannot stand here, where we have a guess. */
export function adviceOnCharacter(text: string, at: number): string | undefined {
  return ADVICE.find(([pattern]) => {
    pattern.lastIndex = at;
    return pattern.test(text);
  })?.[1];
}
