import { type Expr } from '../../promql';
import { aggregate, selector } from '../build';
import { shardForms, type ShardForms } from './shard-forms';
import type { World } from '../locate';

/** A partial result that a rule needs, before it has its name. */
export interface WantedPartial {
  readonly forms: ShardForms;

  /** Whether every shard has a part of it, or each the whole, of which one is enough. */
  readonly on: 'all' | 'first';

  /** What it is, for its name: `sum`, `count`, `value`. */
  readonly kind: string;
}

/** Takes notes of the partial results that an expression above needs, and gives selectors of them. */
export class PartialRecorder {
  readonly wanted: WantedPartial[] = [];

  /** @param name the name of a partial result, where it is to be recorded */
  constructor(
    private readonly world: World,
    private readonly name: (wanted: WantedPartial) => string,
    /** Labels besides that of the shard that parts do not have where they are recorded, and do have above. */
    private readonly carried: readonly string[] = [],
  ) {}

  /** A selector of the partial results; each shard's says so by the shard label. */
  partial(kind: string, expr: Expr, on: WantedPartial['on'] = 'all'): Expr {
    const forms = shardForms(expr, this.world);
    const wanted = { forms, on, kind };
    this.wanted.push(wanted);
    return selector(this.name(wanted));
  }

  /** The series themselves, as they were on their shards. */
  whole(expr: Expr, on: WantedPartial['on']): Expr {
    return aggregate('sum', this.partial('value', expr, on), this.perShard());
  }

  /** Grouping that takes parts of all shards together, and keeps all other labels but those that are not wanted. */
  perShard(unwanted: readonly string[] = []): {
    readonly grouping: readonly string[];
    readonly without: true;
  } {
    const lost = unwanted.filter((label) => this.carried.includes(label));
    return { grouping: [...new Set([...lost, this.world.facts.shardLabel])], without: true };
  }
}
