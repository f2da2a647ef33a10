import { LineCounter, parseDocument } from 'yaml';
import { isPlainObject } from '../native';
import type { Where } from '../problems';
import { compact } from '../values';
import type { Rule, RuleGroup } from './rule';

/**
 * Reads a rule file that was written natively. Reports what is no rule file; its rules are judged elsewhere, and so
 * are fields that nobody knows.
 *
 * @returns undefined where it cannot be read
 */
export function readRuleFile(where: Where, text: string): RuleGroup[] | undefined {
  const lineCounter = new LineCounter();
  // Every scalar as it is written: Prometheus reads `for: 5m` and `expr: 1` as texts.
  const document = parseDocument(text, { schema: 'failsafe', lineCounter, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    where.error({
      code: 'invalid-yaml',
      complaint: `is no YAML (line ${line}, column ${col}): ${error.message}`,
    });
    return undefined;
  }
  const content: unknown = document.toJS();
  if (content === null || content === '' || content === undefined) {
    return [];
  }
  const groups = isPlainObject(content) ? (content.groups ?? []) : undefined;
  if (
    !isListOfObjects(groups) ||
    !groups.every(({ rules }) => rules === undefined || isListOfObjects(rules))
  ) {
    where.error({
      code: 'invalid-rule-file',
      complaint: 'is no rule file',
      remedy: 'Write `groups:`, a list of groups, each with `name` and a list of `rules`.',
    });
    return undefined;
  }
  return groups.map(readGroup);
}

type Plain = Readonly<Record<string, unknown>>;

function readGroup({ name, interval, query_offset: queryOffset, limit, labels, rules }: Plain): RuleGroup {
  return compact<RuleGroup>({
    name: text(name) ?? '',
    interval: text(interval),
    queryOffset: text(queryOffset),
    limit: limit === undefined ? undefined : Number(limit),
    labels: texts(labels),
    rules: ((rules ?? []) as readonly Plain[]).map(readRule),
  });
}

function readRule({
  alert,
  record,
  expr,
  for: duration,
  keep_firing_for: keep,
  labels,
  annotations,
}: Plain): Rule {
  // Whether it is the one or the other is for the check to say.
  return compact({
    alert: text(alert),
    record: text(record),
    expr: text(expr) ?? '',
    for: text(duration),
    keepFiringFor: text(keep),
    labels: texts(labels),
    annotations: texts(annotations),
  }) as unknown as Rule;
}

/** Nothing after a colon is nothing. */
function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function texts(value: unknown): Readonly<Record<string, string>> | undefined {
  return isPlainObject(value) ? (value as Record<string, string>) : undefined;
}

function isListOfObjects(value: unknown): value is readonly Plain[] {
  return Array.isArray(value) && value.every(isPlainObject);
}
