import type { Construct } from 'constructs';
import type { ThanosQueryProps } from './query-props';
import { ThanosQuery } from './thanos-query';

/**
 * The Query over the shards of a Prometheus. What all of them have in common is on no series of a single server, and so on no answer; who
 * reads several such Queries tells their Prometheis apart by it.
 */
export class ViewQuery extends ThanosQuery {
  constructor(
    scope: Construct,
    id: string,
    props: ThanosQueryProps,
    private readonly common: readonly string[],
  ) {
    super(scope, id, props);
  }

  protected override get hiddenLabels(): readonly string[] {
    return this.common;
  }
}
