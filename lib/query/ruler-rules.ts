import { fileKey, fitsSlot, SLOT_CAPACITY, type SlotItem } from '../kubernetes';
import type { Where } from '../problems';
import { walkPromQL, type Expr, type Subquery } from '../promql';
import {
  checkExclusions,
  groupOf,
  ownerLabel,
  ownGroups,
  readGroups,
  ruleFiles,
  ruleSet,
  runLints,
  type PrometheusRuleProps,
  type ReadGroup,
  type ReadRule,
  type RuleGroup,
} from '../rules';
import { describeResource, type Resource } from '../synthesis';
import { parseDuration } from '../values';
import { THANOS_PROMQL } from '../versions';
import { DEFAULT_EVALUATION_INTERVAL } from './ruler-check';
import type { ThanosRulerProps } from './ruler-props';

/** The rules that a Ruler loads. */
export interface RulerRules {
  readonly files: readonly SlotItem[];
  readonly groups: readonly RuleGroup[];
}

/** Reads, checks and writes the rules of the resources that a Ruler takes. */
export function compileRulerRules(
  where: Where,
  props: ThanosRulerProps,
  resources: readonly Resource[],
  replicaLabels: readonly string[],
): RulerRules {
  // What the Query evaluates is that of the Prometheus which is compiled into it.
  const options = { version: THANOS_PROMQL, enableFeatures: props.enableFeatures ?? [] };
  const sources = resources.map((resource) => {
    const about = where.about(describeResource(resource));
    const { spec, namespace, name } = resource as Resource<PrometheusRuleProps>;
    const read = readGroups(about, spec.groups, options);
    const owner = ownerLabel(resource, props);
    const groups = owner === undefined ? read : ownGroups(read, owner.label, owner.namespace);
    checkGroups(groups, replicaLabels);
    return { about, groups, names: [namespace, name] };
  });
  checkExclusions(where, props, resources);
  const keyed = sources.flatMap(({ names, groups }) =>
    groups.map((group) => ({ ...group, key: fileKey(...names) })),
  );
  const evaluationInterval = parseDuration(props.evaluationInterval ?? DEFAULT_EVALUATION_INTERVAL) ?? 0;
  runLints(
    ruleSet(keyed, {
      evaluationInterval,
      // What is scraped, and how often, is known to those who scrape.
      scrapeInterval: 0,
      externalLabels: new Set(Object.keys(props.externalLabels ?? {})),
      jobs: undefined,
      isOpen: true,
    }),
    props.lints ?? {},
  );
  return {
    files: sources.flatMap(({ about, names, groups }) => fitting(about, names, groups.map(groupOf))),
    groups: sources.flatMap(({ groups }) => groups.map(groupOf)),
  };
}

function fitting(where: Where, names: readonly string[], groups: readonly RuleGroup[]): SlotItem[] {
  return ruleFiles(names, groups).filter((file, index) => {
    if (fitsSlot(file)) {
      return true;
    }
    where.at('groups', index).error({
      code: 'too-large',
      complaint: `comes to ${Math.ceil(Buffer.byteLength(file.text) / 1024)} KiB, and a ConfigMap holds ${SLOT_CAPACITY / 1024}`,
      remedy: 'Divide the group.',
    });
    return false;
  });
}

function checkGroups(groups: readonly ReadGroup[], replicaLabels: readonly string[]): void {
  for (const { rules } of groups) {
    for (const rule of rules) {
      checkFunctions(rule);
      checkReplicaLabels(rule, replicaLabels);
    }
  }
}

/** What a Query answers differently from a Prometheus, and how. */
const DIFFERENT: Readonly<Record<string, string>> = {
  resets: 'is always 0 in Thanos, which takes the resets out of counters before it counts them',
  limitk: 'chooses other series in Thanos than in a Prometheus',
  limit_ratio: 'chooses other series in Thanos than in a Prometheus',
};

/** What adds something at the edge of its window, by how small a counter is there, and does not know that after a reset. */
const COUNTED: ReadonlySet<string> = new Set(['rate', 'increase']);

function checkSubquery({ where }: ReadRule, { expr }: Subquery): void {
  walkPromQL(expr, (node) => {
    if (node.type === 'call' && COUNTED.has(node.name)) {
      where.at('expr').warning({
        code: 'thanos-promql',
        value: `${node.name}()`,
        complaint:
          'in a subquery is a little larger in Thanos than in a Prometheus after a counter was reset: it adds what was lost from the beginning of the subquery on',
        remedy: 'Record it by a rule of its own, and look back on that.',
      });
    }
  });
}

function checkFunctions(rule: ReadRule): void {
  const { where, expr } = rule;
  walkPromQL(expr, (node) => {
    if (node.type === 'subquery') {
      checkSubquery(rule, node);
    }
    const name = node.type === 'call' ? node.name : node.type === 'aggregation' ? node.op : '';
    const complaint = Object.hasOwn(DIFFERENT, name) ? DIFFERENT[name] : undefined;
    if (complaint !== undefined) {
      where.at('expr').error({
        code: 'thanos-promql',
        value: `${name}()`,
        complaint,
        remedy: 'Let a Prometheus evaluate this rule.',
      });
    }
  });
}

/** Reports labels that no series has when a Query is asked: a rule that names one says nothing. */
export function checkReplicaLabels({ where, rule, expr }: ReadRule, replicaLabels: readonly string[]): void {
  const named = new Set([...labelsIn(expr), ...Object.keys(rule.labels ?? {})]);
  for (const label of replicaLabels) {
    if (named.has(label)) {
      where.error({
        code: 'replica-label',
        value: label,
        complaint: 'tells replicas apart: a Query takes it from every series, so that a rule cannot name it',
        remedy: 'Name another label, or let the Prometheus itself evaluate the rule.',
      });
    }
  }
}

/** Names of labels that an expression says, whatever for. */
function labelsIn(expr: Expr): string[] {
  const names: string[] = [];
  walkPromQL(expr, (node) => {
    if (node.type === 'vectorSelector') {
      names.push(...node.matchers.map(({ name }) => name));
    } else if (node.type === 'aggregation') {
      names.push(...node.grouping);
    } else if (node.type === 'binary') {
      names.push(...(node.matching?.labels ?? []), ...(node.matching?.include ?? []));
    } else if (node.type === 'string') {
      // Arguments of `label_replace` and its like, which nothing else is written as.
      names.push(node.value);
    }
  });
  return names;
}
