import { injectMatchers, parsePromQL, printPromQL, PromQLError } from '../../../lib/promql';
import { covered, equal, unexplained, type Outcome } from '../outcome';
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
export const ENFORCED_RULES: Theme = {
  names: ['namespace-enforcement-rules'],
  judge: () => covered(['enforced-rules']),
};
