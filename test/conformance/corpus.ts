import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const CORPUS = join('..', 'shared', 'corpus', 'operator-golden');

/** Why there are no cases, if so. */
export const missingCorpus = existsSync(CORPUS) ? undefined : `no ${CORPUS}`;

/** Anything that was read from JSON or YAML. */
export type Fields = Readonly<Record<string, unknown>>;

/** Contents of Secrets or ConfigMaps by `<namespace>/<name>`, then by key. */
export type Objects = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What one of the operator's own tests puts in, and what the operator made of it. */
export interface Case {
  /** `<theme>/<name>` */
  readonly name: string;
  readonly theme: string;

  /** The release of the program that is meant, where one is. */
  readonly version?: string;
  readonly input: Fields;
  readonly expected: unknown;
  readonly error: string | null;

  /** The case whose input this has, changed. */
  readonly derived?: { readonly from: string; readonly how: string };
}

/** The themes that the corpus has. */
export function corpusThemes(): string[] {
  return readdirSync(CORPUS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** How many cases a theme has. */
export function countCases(theme: string): number {
  return readdirSync(join(CORPUS, theme)).length;
}

/** The cases of a theme. */
export function casesOf(theme: string): Case[] {
  return readdirSync(join(CORPUS, theme))
    .sort()
    .map((file) => readCase(join(CORPUS, theme, file)));
}

/** Some names are such that no API server would accept them: they get the capitals out. */
const CAPITALIZED = /\bdefault(?:ServiceMonitor|PodMonitor|Probe|ScrapeConfig)\b/g;

function readCase(file: string): Case {
  const text = readFileSync(file, 'utf8').replace(CAPITALIZED, (name) => name.toLowerCase());
  return JSON.parse(text, unmarked) as Case;
}

/** Long values are written as a marker. */
function unmarked(_key: string, value: unknown): unknown {
  const repeated = (value as { readonly $repeat?: { readonly text: string; readonly times: number } } | null)
    ?.$repeat;
  return repeated === undefined ? value : repeated.text.repeat(repeated.times);
}
