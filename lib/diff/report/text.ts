import type { ManifestDiff } from '../diff';
import type { Finding, Level } from '../finding';
import type { ObjectChange } from '../objects';
import { summary } from './summary';
import { oneLine } from './one-line';

const MARKS: Readonly<Record<Level, string>> = { loss: 'LOSS', warning: 'warn', change: '   ~' };
const SIGNS: Readonly<Record<ObjectChange['change'], string>> = { added: '+', removed: '-', changed: '~' };

/** Of a long list only the first are shown. */
const MOST = 12;

/** For people at a terminal. */
export function diffText(diff: ManifestDiff, { all = false }: { readonly all?: boolean } = {}): string {
  const most = all ? Infinity : MOST;
  const { findings, objects, unknown } = diff;
  const subjects = [...new Set(findings.map(({ subject }) => subject))];
  const lines = [
    ...subjects.flatMap((subject) => [
      oneLine(subject),
      ...findings.filter((each) => each.subject === subject).flatMap((each) => findingLines(each, most)),
      '',
    ]),
    ...(objects.length === 0 ? [] : ['Objects', ...objects.flatMap((each) => objectLines(each, all)), '']),
    ...(unknown.length === 0
      ? []
      : ['Not told by the manifests', ...unknown.map((each) => `  ${oneLine(each)}`), '']),
    summary(diff),
  ];
  return `${lines.join('\n')}\n`;
}

function findingLines({ level, text, details = [], remedy }: Finding, most: number): string[] {
  return [
    `  ${MARKS[level]}  ${oneLine(text)}`,
    ...details.slice(0, most).map((each) => `          ${oneLine(each)}`),
    ...(details.length > most ? [`          … and ${details.length - most} more (--all)`] : []),
    ...(remedy === undefined ? [] : [`        > ${oneLine(remedy)}`]),
  ];
}

function objectLines({ object, change, fields }: ObjectChange, all: boolean): string[] {
  return [
    `  ${SIGNS[change]} ${oneLine(object)}`,
    ...(all ? fields.map((field) => `      ${oneLine(field)}`) : []),
  ];
}
