import type { ManifestDiff } from '../diff';
import { LEVELS, type Finding, type Level } from '../finding';
import { oneLine } from './one-line';
import { summary } from './summary';

const TITLES: Readonly<Record<Level, string>> = {
  loss: 'Samples are lost',
  warning: 'To be noticed',
  change: 'Changes',
};

/** Where a comment still can be read. */
const MOST_DETAILS = 20;

/** For a comment on a merge request: what is lost stands open, details fold. */
export function diffMarkdown(diff: ManifestDiff): string {
  const { findings, objects, unknown } = diff;
  const parts = [
    `**${summary(diff)}**`,
    ...LEVELS.flatMap((level) => {
      const own = findings.filter((each) => each.level === level);
      return own.length === 0 ? [] : [`### ${TITLES[level]}`, own.map(item).join('\n')];
    }),
    ...(objects.length === 0
      ? []
      : [
          folded(
            'Objects',
            objects.map(({ object, change }) => `- ${change}: ${code(object)}`),
          ),
        ]),
    ...(unknown.length === 0
      ? []
      : [
          folded(
            'Not told by the manifests',
            unknown.map((each) => `- ${escape(each)}`),
          ),
        ]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function item({ subject, text, details = [], remedy }: Finding): string {
  const more = details.length - MOST_DETAILS;
  return [
    `- ${code(subject)}: ${escape(text)}`,
    ...details.slice(0, MOST_DETAILS).map((each) => `  - ${code(each)}`),
    ...(more > 0 ? [`  - … and ${more} more`] : []),
    ...(remedy === undefined ? [] : [`  - ${escape(remedy)}`]),
  ].join('\n');
}

function folded(title: string, lines: readonly string[]): string {
  return [`<details><summary>${title}</summary>`, '', ...lines, '', '</details>'].join('\n');
}

/** Longer fences than any in the text. */
function code(text: string): string {
  const line = oneLine(text);
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([fence]) => fence.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}

function escape(text: string): string {
  return oneLine(text).replace(/[\\*_<>[\]|#]/g, '\\$&');
}
