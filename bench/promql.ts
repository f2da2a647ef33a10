import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parser as grammar } from '@prometheus-io/lezer-promql';
import { parseAllDocuments } from 'yaml';
import { readPromQL } from '../lib';
import { measurePair, type Pair } from './measure';

const CORPUS = join('..', 'shared', 'corpus', 'kube-prometheus');

/** How often the rules are read in a round. */
const TIMES = 20;

/** Reading and checking of the rules of kube-prometheus. */
export interface PromQLPair extends Pair {
  /** How many rules were read in a round. */
  readonly rules: number;
}

/**
 * Our reading and checking of expressions beside the official grammar's parse without any check; undefined where
 * there are no rules to read.
 */
export function measurePromQL(rounds: number): PromQLPair | undefined {
  if (!existsSync(CORPUS)) {
    return undefined;
  }
  const expressions = new Array<string[]>(TIMES).fill(ruleExpressions()).flat();
  const ours = (): void => expressions.forEach((text) => readPromQL(text));
  const bare = (): void => expressions.forEach((text) => grammar.parse(text));
  return { ...measurePair(ours, bare, rounds), rules: expressions.length };
}

interface Rules {
  readonly spec: {
    readonly groups: ReadonlyArray<{ readonly rules: ReadonlyArray<{ readonly expr: unknown }> }>;
  };
}

function ruleExpressions(): string[] {
  return readdirSync(CORPUS)
    .filter((file) => file.includes('prometheusRule'))
    .flatMap((file) => parseAllDocuments(readFileSync(join(CORPUS, file), 'utf8')))
    .flatMap((document) => (document.toJS() as Rules).spec.groups)
    .flatMap(({ rules }) => rules.map(({ expr }) => String(expr)));
}
