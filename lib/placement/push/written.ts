import {
  metricNamesOf,
  parsePromQL,
  prettyPromQL,
  rewritePromQL,
  type Aggregation,
  type Call,
  type Expr,
  type Modifiers,
  type VectorMatching,
  type VectorSelector,
} from '../../promql';
import type { RecordingRule } from '../../rules';
import { quoteRegex } from '../../values';
import { aggregate, binary, call, EVERYTHING, paren, selector, string } from '../build';
import { guarded } from '../guard';
import { DEFAULT_SHARD_LABEL as SHARD_LABEL } from '../locate';
import { descend, type Descent } from '../split';
import { aliveName, type WrittenInput } from './input';

/** On everything that is written to a hub: the pod that wrote it. */
export const WRITER_LABEL = 'written_by';

/** How far back is looked for who has been there the longest. */
const MEMORY = '1h';

/** What the hub records: of each leaf, of each shard of it where it has several, the pod whose series count. */
export function writerName(prefix: string): string {
  return `${prefix}:writer`;
}

/**
 * Replicas write the same series, each its own, and those of one that is gone do not end by themselves. So one counts: of those from which something came
 * just now the one that has been there the longest, since another may not have seen all of its targets yet. Of a leaf of which a
 * shard is silent none does: the others have a part for the whole.
 */
export function writerRule(
  prefix: string,
  leafLabel: string,
  { within, shards }: WrittenInput,
): RecordingRule {
  const alive = aliveName(prefix);
  const alike = `(${leafLabel}, ${SHARD_LABEL})`;
  const here = (matchers: string): string => `last_over_time(${alive}${matchers}[${within}])`;
  const incomplete = [...byNumber(shards)].map(([count, leaves]) => {
    const these = here(`{${leafLabel}=~${JSON.stringify(leaves.map(quoteRegex).join('|'))}}`);
    return `count by (${leafLabel}) (group by ${alike} (${these})) < ${count}`;
  });
  const longest = `topk by ${alike} (1, count_over_time(${alive}[${MEMORY}]) and ${here('')})`;
  return {
    record: writerName(prefix),
    expr: prettyPromQL(
      parsePromQL(
        incomplete.length === 0
          ? longest
          : `${longest} unless on (${leafLabel}) (${incomplete.join(' or ')})`,
      ),
    ),
  };
}

function byNumber(shards: WrittenInput['shards']): Map<number, string[]> {
  const leaves = new Map<number, string[]>();
  for (const [leaf, count] of Object.entries(shards)) {
    leaves.set(count, [...(leaves.get(count) ?? []), leaf]);
  }
  return leaves;
}

/** What is known of selectors where series are written. */
export interface WrittenSeries {
  readonly prefix: string;

  /** The label that tells leaves apart. */
  readonly leafLabel: string;

  /** Whether it may select what leaves wrote. */
  readonly isOfLeaves: (selector: VectorSelector) => boolean;

  /** Whether it may select something else as well. */
  readonly hasOthers: (selector: VectorSelector) => boolean;

  /** Whether an expression needs the series of all leaves. */
  readonly needsAll: (expr: Expr) => boolean;

  /** How many writers there are where no leaf is missing. */
  readonly writers: number;

  /** Whether the expression, or what is made of its result, says something about names of metrics. */
  readonly keepsNames: boolean;
}

/** The expression over what leaves wrote: each series once, as the replica wrote it that counts, and none of a leaf that is silent. */
export function overWritten(expr: Expr, series: WrittenSeries): Expr {
  return new OverWritten(series).of(expr);
}

class OverWritten implements Descent {
  constructor(private readonly series: WrittenSeries) {}

  of(expr: Expr): Expr {
    return descend(expr, this);
  }

  read(expr: Expr): Expr {
    if (expr.type === 'vectorSelector') {
      return this.once(expr, expr);
    }
    return expr.type === 'subquery' ? { ...expr, expr: paren(this.inThePast(expr.expr)) } : expr;
  }

  /** A subquery looks at times at which a leaf may have been missing. */
  private inThePast(expr: Expr): Expr {
    const { needsAll, writers, prefix } = this.series;
    const read = this.of(expr);
    return needsAll(expr) ? guarded(read, writers, writerName(prefix)) : read;
  }

  aggregation(expr: Aggregation): Expr {
    return aggregate(expr.op, this.of(expr.expr), expr, expr.param && this.of(expr.param));
  }

  call(expr: Call): Expr {
    const args = expr.args.map(withoutParens);
    const [first, ...others] = args;
    if (
      expr.name.startsWith('absent') &&
      (first?.type === 'vectorSelector' || first?.type === 'matrixSelector')
    ) {
      // It takes labels from the selector, and needs no more than one series.
      return expr;
    }
    const range = args.find((arg) => arg.type === 'matrixSelector');
    if (range !== undefined) {
      return this.once(expr, range.selector);
    }
    if (expr.name === 'timestamp' && first?.type === 'vectorSelector') {
      return this.once(expr, first);
    }
    return expr.name === 'info' && first !== undefined
      ? { ...expr, args: [this.of(first), ...others] }
      : { ...expr, args: expr.args.map((arg) => this.of(arg)) };
  }

  /** @param read the only selector in the expression */
  private once(expr: Expr, read: VectorSelector): Expr {
    const { isOfLeaves, hasOthers, prefix, leafLabel, keepsNames } = this.series;
    if (!isOfLeaves(read)) {
      return expr;
    }
    const writer = at(selector(writerName(prefix)), read);
    const counting = binary('and', expr, writer, onLabels(leafLabel, WRITER_LABEL));
    const all = hasOthers(read) ? binary('or', paren(counting), othersOf(expr), ON_ALL) : counting;
    // An average of one, which takes histograms too, and does not mind a target that each shard scrapes.
    return keepsNames || metricNamesOf(read)?.length !== 1
      ? call('label_replace', all, string(WRITER_LABEL), string(''), string(WRITER_LABEL), string('.*'))
      : aggregate('avg', all, { ...EVERYTHING, grouping: [WRITER_LABEL], without: true });
  }
}

const ON_ALL: VectorMatching = onLabels();

function onLabels(...labels: readonly string[]): VectorMatching {
  return { card: 'many-to-many', on: labels.length > 0, labels, include: [], fill: {} };
}

/** What nobody wrote. */
function othersOf(expr: Expr): Expr {
  return rewritePromQL(expr, (node) =>
    node.type === 'vectorSelector'
      ? { ...node, matchers: [...node.matchers, { name: WRITER_LABEL, type: '=', value: '' }] }
      : node,
  );
}

/** A selector that looks when another one does. */
function at(own: VectorSelector, { offset, at: time }: Modifiers): VectorSelector {
  return {
    ...own,
    ...(offset === undefined ? {} : { offset }),
    ...(time === undefined ? {} : { at: time }),
  };
}

function withoutParens(expr: Expr): Expr {
  return expr.type === 'paren' ? withoutParens(expr.expr) : expr;
}
