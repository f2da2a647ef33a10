import { Where } from '../../../lib/problems';
import { injectMatchers, parsePromQL, printPromQL, PromQLError } from '../../../lib/promql';
import { groupOf, ownerLabel, ownGroups, readGroups, type RuleGroup } from '../../../lib/rules';
import { equal, unexplained, type Outcome } from '../outcome';
import type { Case } from '../corpus';
import { same } from '../walk';
import type { Theme } from '../theme';

/** Expressions that see the series of one namespace only. */
export const ENFORCED_EXPRESSIONS: Theme = { names: ['namespace-enforcement-promql'], judge };

/** What the operator parses with: the release, without its experiments. */
const DIALECT = { version: '3.13.2' };

interface Enforced {
  readonly expr?: string;
  readonly error?: string;
}

function judge({ input, expected }: Case): Outcome {
  const {
    expressions,
    enforcedNamespaceLabel: label,
    namespace,
  } = input as {
    readonly expressions: readonly string[];
    readonly enforcedNamespaceLabel: string;
    readonly namespace: string;
  };
  const pairs = (expected as readonly Enforced[]).map((theirs, index) => ({
    theirs,
    ours: enforced(expressions[index]!, { [label]: namespace }),
  }));
  const different = pairs.filter(({ ours, theirs }) => !isSame(ours, theirs));
  return different.length === 0
    ? equal()
    : unexplained(
        different.map(({ ours }) => ours),
        different.map(({ theirs }) => theirs),
      );
}

function enforced(expression: string, labels: Readonly<Record<string, string>>): Enforced {
  try {
    return {
      expr: printPromQL(injectMatchers(parsePromQL(expression, DIALECT), labels, { onConflict: 'replace' })),
    };
  } catch (error) {
    if (error instanceof PromQLError) {
      return { error: error.message };
    }
    throw error;
  }
}

/** The same expression, however it is written; or an error in both. */
function isSame(ours: Enforced, theirs: Enforced): boolean {
  return theirs.expr === undefined || ours.expr === undefined
    ? theirs.expr === ours.expr
    : ours.expr === theirs.expr || same(printed(ours.expr), printed(theirs.expr));
}

/** An offset in braces is its number of seconds. */
function printed(expression: string): string {
  return printPromQL(parsePromQL(expression, DIALECT)).replace(/offset (-?)\((\d+)\)/g, 'offset $1$2s');
}

/** Rules that see the series of one namespace only. */
export const ENFORCED_RULES: Theme = { names: ['namespace-enforcement-rules'], judge: judgeRules };

interface EnforcedRules {
  readonly options: {
    readonly enforcedNamespaceLabel: string;
    readonly excludedFromEnforcement: ReadonlyArray<{ readonly namespace: string; readonly name: string }>;
  };
  readonly prometheusRule: {
    readonly metadata: { readonly namespace: string; readonly name: string };
    readonly spec: { readonly groups: readonly RuleGroup[] };
  };
}

function judgeRules({ input, expected }: Case): Outcome {
  const { options, prometheusRule } = input as unknown as EnforcedRules;
  const resource = { kind: 'PrometheusRule' as const, ...prometheusRule.metadata };
  const owner = ownerLabel(resource, {
    enforcedNamespaceLabel: options.enforcedNamespaceLabel,
    excludedFromEnforcement: options.excludedFromEnforcement.map(({ namespace, name }) => ({
      resource: 'prometheusrules',
      namespace,
      ...(name === '' ? {} : { name }),
    })),
  });
  const read = readGroups(new Where([], 'app'), prometheusRule.spec.groups, DIALECT);
  const ours = (owner === undefined ? read : ownGroups(read, owner.label, owner.namespace)).map(groupOf);
  const theirs = (expected as EnforcedRules['prometheusRule']).spec.groups;
  return same(ours.map(canonical), theirs.map(canonical)) ? equal() : unexplained(ours, theirs);
}

/** Expressions as they are printed: the operator writes them in one line. */
function canonical({ name, rules }: RuleGroup): object {
  return { name, rules: rules.map((rule) => ({ ...rule, expr: printed(rule.expr) })) };
}
