import type { Where } from '../problems';
import { formatFault, printPromQL, readPromQL, walkPromQL, type Expr, type PromQLOptions } from '../promql';
import type { GlobalView, PlacementInput } from './input';
import { SHARD_ALIVE } from './guard';
import { SHARDS_FILE } from './regroup';
import { checkRegex } from '../values';
import type { PlacementReason } from './placement';
import type { RuleEntry } from './rule-table';
import { textOf } from './build';

/** Reports facts that cannot be. */
export function checkFacts(where: Where, { facts, files }: PlacementInput): void {
  if (!Number.isInteger(facts.shards) || facts.shards < 1) {
    where.at('shards').error({
      code: 'invalid-shards',
      value: facts.shards,
      complaint: 'is no number of shards',
      remedy: 'There is at least one.',
    });
  }
  const seen = new Set<string>();
  (facts.jobs ?? []).forEach(({ job, metrics }, index) => {
    checkRegex(where.at('jobs', index, 'metrics'), metrics);
    if (seen.has(job)) {
      where.at('jobs', index).error({
        code: 'duplicate',
        value: job,
        complaint: 'is described twice',
        remedy: 'A job is sharded, singleton or broadcast: say one of them.',
      });
    }
    seen.add(job);
  });
  if (files.some(({ file }) => file === SHARDS_FILE)) {
    where.error({
      code: 'name-taken',
      value: SHARDS_FILE,
      complaint: 'is a file of rules that placement writes itself',
      remedy: 'Call yours otherwise.',
    });
  }
}

/** Reports names of a rule that placement needs for itself. */
export function checkNames({ read, name, kind, labels }: RuleEntry, shardLabel: string): void {
  const { where, expr } = read;
  if (kind === 'record' && (name === SHARD_ALIVE || name.startsWith('partial:'))) {
    where.at('record').error({
      code: 'name-taken',
      value: name,
      complaint: 'is a name that rule placement records itself',
      remedy: 'Choose another.',
    });
  }
  if (Object.hasOwn(labels, shardLabel)) {
    where.at('labels', shardLabel).error(takenLabel(labels[shardLabel]));
  }
  if (mentionsLabel(expr, shardLabel)) {
    where.at('expr').error(takenLabel(shardLabel));
  }
}

function takenLabel(value: unknown) {
  return {
    code: 'name-taken',
    value,
    complaint: 'is the label by which partial results of shards are told apart',
    remedy: 'Choose another `shardLabel`, one that no series has.',
  };
}

function mentionsLabel(expr: Expr, label: string): boolean {
  let found = false;
  walkPromQL(expr, (node) => {
    found ||=
      (node.type === 'vectorSelector' && node.matchers.some(({ name }) => name === label)) ||
      (node.type === 'aggregation' && (node.grouping.includes(label) || textOf(node.param) === label)) ||
      (node.type === 'binary' &&
        [...(node.matching?.labels ?? []), ...(node.matching?.include ?? [])].includes(label)) ||
      (node.type === 'call' && node.args.some((arg) => textOf(arg) === label));
  });
  return found;
}

/** Reports a rule that needs more than one shard where there is nothing to evaluate it. */
export function refuseWithoutView({ read: { where } }: RuleEntry, reasons: readonly PlacementReason[]): void {
  const [reason] = reasons;
  where.at('expr').error({
    code: 'unplaceable',
    value: reason?.part,
    complaint: `${reason?.complaint ?? 'needs more than one shard'}, and there is no global view that could evaluate it`,
    remedy:
      `${reason?.remedy ?? ''} Or choose a \`globalView\`, or override the placement of the rule.`.trim(),
  });
}

/** Reports what an override makes of a rule, where that is wrong, or not known to be right. */
export function checkForcedLocal(
  { read: { where }, name }: RuleEntry,
  reasons: readonly PlacementReason[],
): void {
  const wrong = reasons.find(({ wrongOnShards }) => wrongOnShards);
  const [reason] = wrong === undefined ? reasons : [wrong];
  if (reason === undefined) {
    return;
  }
  const finding = {
    code: 'placement-override',
    value: reason.part,
    complaint: `${reason.complaint}, and an override has "${name}" evaluated on the shards`,
    remedy: reason.remedy ?? 'Leave the override out.',
  };
  if (reason.code === 'recorded-above' || reason.code === 'absent') {
    where.at('expr').error(finding);
  } else {
    where.at('expr').warning(finding);
  }
}

/** Reports a limit of a group, which counts the results of one server. */
export function checkLimit(group: readonly RuleEntry[], isOnShards: (entry: RuleEntry) => boolean): void {
  const entry = group.find(isOnShards);
  if (entry?.group.limit !== undefined) {
    entry.read.where.warning({
      code: 'placement-limit',
      value: entry.group.limit,
      complaint:
        'is the limit of the group: it holds for what one shard yields, and not for all of them together',
      remedy: 'Override the placement of the group to be global, where that matters.',
    });
  }
}

/** What Thanos Query answers differently from a Prometheus, and what to write in its place. */
const DIFFERENT_IN_THANOS: Readonly<Record<string, string>> = {
  resets:
    'Thanos makes counters monotone before it looks at them, so that none is ever reset. Keep `job` and `instance` around it so that it runs on the shards, or write `resets(last_over_time(x[<interval>])[<range>:<interval>])`.',
  limitk: 'Thanos takes other series than Prometheus does. Use topk().',
  limit_ratio: 'Thanos takes other series than Prometheus does.',
};

/**
 * Thanos adds to a counter what it lost at each reset, from the beginning of all that is read. Within a subquery that begins before the reset
 * `rate()` does not see then how small the counter was after it, by which it limits what it adds at the edge of its window.
 */
const COUNTED: ReadonlySet<string> = new Set(['rate', 'increase']);

/** PromQL of the Prometheus that Thanos 0.42 is built on. */
const THANOS_PROMQL: PromQLOptions = { version: '3.9.0' };

/** Reports what the evaluator above cannot evaluate, or not rightly. */
export function checkAbove(
  { read: { where } }: RuleEntry,
  expr: Expr,
  view: GlobalView,
  options?: PromQLOptions,
): void {
  const at = where.at('expr');
  walkPromQL(expr, (node) => {
    const name = node.type === 'call' ? node.name : node.type === 'aggregation' ? node.op : '';
    const remedy = view === 'thanos' ? DIFFERENT_IN_THANOS[name] : undefined;
    if (name === 'info') {
      at.error({
        code: 'unplaceable',
        value: printPromQL(node),
        complaint:
          'has info(), which only a server that has the series itself evaluates rightly, and the rule needs several shards',
        remedy:
          'Join with `target_info` by `* on (job, instance) group_left (…)`, or keep job and instance up to info().',
      });
    } else if (remedy !== undefined && Object.hasOwn(DIFFERENT_IN_THANOS, name)) {
      at.error({
        code: 'unplaceable',
        value: printPromQL(node),
        complaint: `would be evaluated by Thanos, which answers ${name}() differently`,
        remedy,
      });
    }
  });
  if (view === 'thanos') {
    checkSubqueries(at, expr);
  }
  const dialect = options ?? (view === 'thanos' ? THANOS_PROMQL : {});
  for (const fault of readPromQL(printPromQL(expr), dialect).faults ?? []) {
    at.error({
      code: 'unplaceable',
      value: printPromQL(expr),
      complaint: `would be evaluated above, where it is not understood: ${formatFault(fault)}`,
      remedy: 'Write it as the evaluator above reads it, or so that it runs on the shards.',
    });
  }
}

function checkSubqueries(where: Where, expr: Expr): void {
  walkPromQL(expr, (node) => {
    if (node.type !== 'subquery') {
      return;
    }
    walkPromQL(node.expr, (inner) => {
      if (inner.type === 'call' && COUNTED.has(inner.name)) {
        where.warning({
          code: 'thanos-promql',
          value: printPromQL(node),
          complaint: `is evaluated by Thanos, where ${inner.name}() in a subquery is a little larger after a counter was reset`,
          remedy: `Record \`${printPromQL(inner)}\` by a rule of its own, and look back on that.`,
        });
      }
    });
  });
}
