import {
  metricNamesOf,
  parsePromQL,
  prettyPromQL,
  rewritePromQL,
  walkPromQL,
  type Aggregation,
  type Call,
  type Expr,
  type Matcher,
  type Modifiers,
  type VectorMatching,
  type VectorSelector,
} from '../../promql';
import type { RecordingRule } from '../../rules';
import { quoteRegex } from '../../values';
import { aggregate, binary, call, EVERYTHING, number, paren, selector, string } from '../build';
import { guarded } from '../guard';
import { DEFAULT_SHARD_LABEL as SHARD_LABEL } from '../locate';
import { descend, type Descent } from '../split';
import { aliveName } from './input';

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
 * just now the one that has been there the longest, since another may not have seen all of its targets yet.
 *
 * @param within how old a sign of life may be, as a Prometheus duration
 */
export function writerRule(prefix: string, leafLabel: string, within: string): RecordingRule {
  const alive = aliveName(prefix);
  const expr = `topk by (${leafLabel}, ${SHARD_LABEL}) (1, count_over_time(${alive}[${MEMORY}]) and last_over_time(${alive}[${within}]))`;
  return { record: writerName(prefix), expr: prettyPromQL(parsePromQL(expr)) };
}

/** Whether each series of the result is made of one of a single selector, so that it is right whatever else is missing. */
export function isSeriesBySeries(expr: Expr): boolean {
  let isOne = true;
  walkPromQL(expr, (node) => {
    isOne &&= !(
      node.type === 'aggregation' ||
      (node.type === 'binary' && node.matching !== undefined) ||
      (node.type === 'call' &&
        (node.name === 'scalar' || node.name === 'info' || node.name.startsWith('absent')))
    );
  });
  return isOne;
}

/** What is known of the series of leaves. */
export interface SeriesOfLeaves {
  readonly prefix: string;

  /** The label that tells leaves apart. */
  readonly leafLabel: string;

  /** Whether leaves write, and each replica does. */
  readonly isWritten: boolean;

  /** How many shards leaves have, where they have several, and one that lacks one of them is to be left out. */
  readonly shards: Readonly<Record<string, number>>;

  /** Whether it may select what comes from leaves. */
  readonly isOfLeaves: (selector: VectorSelector) => boolean;

  /** Whether it may select something else as well. */
  readonly hasOthers: (selector: VectorSelector) => boolean;

  /** Whether an expression needs the series of all leaves. */
  readonly needsAll: (expr: Expr) => boolean;

  /** How many shards there are where no leaf is missing. */
  readonly alive: number;

  /** Whether the expression, or what is made of its result, says something about names of metrics. */
  readonly keepsNames: boolean;
}

/** What there is one series of for each shard of a leaf that can be read. */
export function presentName(prefix: string, isWritten: boolean): string {
  return isWritten ? writerName(prefix) : aliveName(prefix);
}

/**
 * The expression over what came from leaves: of what replicas wrote each series once, as the one wrote it that counts; nothing of
 * a leaf that is silent, or of which a shard is missing.
 */
export function overLeaves(expr: Expr, series: SeriesOfLeaves): Expr {
  return series.isWritten || Object.keys(series.shards).length > 0 ? new OverLeaves(series).of(expr) : expr;
}

class OverLeaves implements Descent {
  constructor(private readonly series: SeriesOfLeaves) {}

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
    const { needsAll, alive } = this.series;
    const read = this.of(expr);
    return needsAll(expr) ? guarded(read, alive, this.present) : read;
  }

  private get present(): string {
    return presentName(this.series.prefix, this.series.isWritten);
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
    const { isOfLeaves, isWritten } = this.series;
    if (!isOfLeaves(read)) {
      return expr;
    }
    return isWritten ? this.ofOneReplica(expr, read) : this.complete(expr, read);
  }

  private ofOneReplica(expr: Expr, read: VectorSelector): Expr {
    const { hasOthers, prefix, leafLabel, keepsNames } = this.series;
    const writer = at(selector(writerName(prefix)), read);
    const counting = this.complete(binary('and', expr, writer, onLabels(leafLabel, WRITER_LABEL)), read);
    const all = hasOthers(read) ? binary('or', paren(counting), othersOf(expr), ON_ALL) : counting;
    // An average of one, which takes histograms too, and does not mind a target that each shard scrapes.
    return keepsNames || metricNamesOf(read)?.length !== 1
      ? call('label_replace', all, string(WRITER_LABEL), string(''), string(WRITER_LABEL), string('.*'))
      : aggregate('avg', all, { ...EVERYTHING, grouping: [WRITER_LABEL], without: true });
  }

  /** Without those of a leaf of which a shard is missing. */
  private complete(expr: Expr, read: VectorSelector): Expr {
    const { leafLabel, shards } = this.series;
    const tooFew = [...byNumber(shards)].map(([count, leaves]) => {
      const these: Matcher = { name: leafLabel, type: '=~', value: leaves.map(quoteRegex).join('|') };
      const present = at({ ...selector(this.present), matchers: [these] }, read);
      const found = aggregate('count', present, { ...EVERYTHING, grouping: [leafLabel] });
      return binary('<', found, number(count), 'none');
    });
    const [first, ...others] = tooFew;
    return first === undefined
      ? expr
      : binary(
          'unless',
          expr,
          paren(others.reduce((all: Expr, each) => binary('or', all, each, ON_ALL), first)),
          onLabels(leafLabel),
        );
  }
}

function byNumber(shards: SeriesOfLeaves['shards']): Map<number, string[]> {
  const leaves = new Map<number, string[]>();
  for (const [leaf, count] of Object.entries(shards)) {
    leaves.set(count, [...(leaves.get(count) ?? []), leaf]);
  }
  return leaves;
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
