import type { Where } from '../problems';
import { checkDuration, checkLabelName, checkWholeNumber, isMetricName } from '../values';
import { checkDuplicates } from './duplicates';
import { ANY_PROMQL, readExpression } from './expression';
import type { PrometheusRuleProps } from './prometheus-rule';
import type { AlertingRule, Rule, RuleGroup } from './rule';
import { parseTemplate, RULE_TEMPLATES } from '../template';

/** Labels that Prometheus writes itself into the result of every rule, and of alerting rules. */
const TAKEN = new Set(['__name__']);
const TAKEN_BY_ALERTS = new Set([...TAKEN, 'alertname', 'alertstate']);

/** Reports what Prometheus would refuse in the groups, the expressions aside. */
export function checkPrometheusRule(where: Where, { groups }: PrometheusRuleProps): void {
  if (groups.length === 0) {
    where
      .at('groups')
      .error({ code: 'incomplete', complaint: 'is empty', remedy: 'Name at least one group.' });
  }
  const first = new Map<string, number>();
  groups.forEach((group, index) => {
    const at = where.at('groups', index);
    const earlier = first.get(group.name);
    if (earlier !== undefined) {
      at.at('name').error({
        code: 'duplicate',
        value: group.name,
        complaint: `is the name of groups[${earlier}] as well`,
        remedy: 'Names of groups are unique in a PrometheusRule.',
      });
    }
    first.set(group.name, earlier ?? index);
    checkGroup(at, group);
  });
}

/** Reports what Prometheus would refuse in a group. */
export function checkGroup(where: Where, group: RuleGroup): void {
  if (group.name === '') {
    where.at('name').error({ code: 'incomplete', value: '', complaint: 'is empty' });
  }
  if (group.rules.length === 0) {
    where.at('rules').error({
      code: 'incomplete',
      complaint: 'is empty',
      remedy: 'Leave the group out, or give it a rule.',
    });
  }
  checkDuration(where.at('interval'), group.interval);
  checkDuration(where.at('queryOffset'), group.queryOffset);
  checkWholeNumber(where.at('limit'), group.limit);
  checkLabels(where.at('labels'), group.labels);
  group.rules.forEach((rule, index) => {
    checkRule(where.at('rules', index), rule);
  });
  checkDuplicates(where, group);
}

const ALERTS_ONLY = ['for', 'keepFiringFor', 'annotations'] as const;

/** Reports what Prometheus would refuse in a rule. */
export function checkRule(where: Where, rule: Rule): void {
  // Types do not hold in plain JavaScript, nor in parsed YAML.
  const { alert, record } = rule as { readonly alert?: string; readonly record?: string };
  if (alert !== undefined && record !== undefined) {
    where.error({
      code: 'contradiction',
      complaint: 'has alert and record, of which only one can hold',
      remedy: 'Write two rules.',
    });
  } else if (rule.alert !== undefined) {
    checkAlert(where, rule);
  } else if (record === undefined) {
    where.error({
      code: 'incomplete',
      complaint: 'has neither alert nor record',
      remedy: 'Name the alert, or the metric to write.',
    });
  } else if (!isMetricName(record) || /[{}]/.test(record)) {
    where.at('record').error({
      code: 'invalid-metric-name',
      value: record,
      complaint: 'is not the name of a metric',
      remedy: 'A name has at least one character and no braces; what is measured belongs into `expr`.',
    });
  }
  for (const field of record === undefined ? [] : ALERTS_ONLY) {
    if (rule[field] !== undefined) {
      where.at(field).error({
        code: 'contradiction',
        value: rule[field],
        complaint: 'has no meaning for a recording rule',
        remedy: 'Leave it out, or write an alerting rule.',
      });
    }
  }
  readExpression(where.at('expr'), rule.expr, ANY_PROMQL);
  checkLabels(where.at('labels'), rule.labels, alert === undefined ? TAKEN : TAKEN_BY_ALERTS);
}

function checkAlert(where: Where, rule: AlertingRule): void {
  if (rule.alert === '') {
    where
      .at('alert')
      .error({ code: 'incomplete', value: '', complaint: 'is empty', remedy: 'Give the alert a name.' });
  }
  checkDuration(where.at('for'), rule.for);
  checkDuration(where.at('keepFiringFor'), rule.keepFiringFor);
  Object.keys(rule.annotations ?? {}).forEach((name) => {
    checkLabelName(where.at('annotations'), name);
  });
  checkTemplates(where.at('labels'), rule.alert, rule.labels);
  checkTemplates(where.at('annotations'), rule.alert, rule.annotations);
}

/** Reports texts for which Prometheus would refuse the whole file. */
function checkTemplates(
  where: Where,
  alert: string,
  texts: Readonly<Record<string, string>> | undefined,
): void {
  for (const [name, text] of Object.entries(texts ?? {})) {
    // Types do not hold in plain JavaScript.
    const result =
      typeof text === 'string' ? parseTemplate(text, RULE_TEMPLATES, `__alert_${alert}`) : undefined;
    if (result !== undefined && 'fault' in result) {
      const { line, column, complaint, remedy } = result.fault;
      where.at(name).error({
        code: 'invalid-template',
        value: text,
        complaint: `is no template (line ${line}, column ${column}): ${complaint}`,
        remedy,
      });
    }
  }
}

function checkLabels(
  where: Where,
  labels: Readonly<Record<string, string>> | undefined,
  taken: ReadonlySet<string> = TAKEN,
): void {
  Object.keys(labels ?? {}).forEach((name) => {
    checkLabelName(where, name);
    if (taken.has(name)) {
      where.error({
        code: 'invalid-label-name',
        value: name,
        complaint: 'cannot be set by a rule',
        remedy: 'Prometheus writes this label itself.',
      });
    }
  });
}
