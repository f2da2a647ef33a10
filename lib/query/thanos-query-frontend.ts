import type { Construct } from 'constructs';
import type { FileContext } from '../http';
import type { Where } from '../problems';
import { checkGoDuration, checkWholeNumber } from '../values';
import { renderCache } from './cache';
import { given, type Decided } from './compiled';
import type { ThanosQueryFrontendProps } from './frontend-props';
import { QUERY_FRONTEND } from './kinds';
import { CACHE_FILE, CONFIG_DIRECTORY } from './paths';
import { queryEndpoint } from './served';
import type { HasQueryEndpoint, HasStoreEndpoint, QueryEndpoint } from './store-endpoint';
import { ThanosConstruct } from './thanos-construct';

/** Stands before a ThanosQuery, asks long ranges in pieces and keeps answers. Dashboards ask it, rules ask the Query. */
export class ThanosQueryFrontend
  extends ThanosConstruct<ThanosQueryFrontendProps>
  implements HasQueryEndpoint
{
  /** Address for queries inside of the cluster: `http://thanos-query-frontend-main.monitoring.svc:10902`. */
  readonly url: string;
  readonly queryEndpoint: QueryEndpoint;

  constructor(scope: Construct, id: string, props: ThanosQueryFrontendProps) {
    super(scope, id, props, {
      kind: QUERY_FRONTEND,
      shape: 'ThanosQueryFrontendProps',
      check,
      fallback: props,
    });
    this.queryEndpoint = queryEndpoint(this.model, 'ThanosQueryFrontend');
    this.url = `${this.queryEndpoint.scheme}://${this.queryEndpoint.host}`;
  }

  replicaLabels(): readonly string[] {
    return this.model.props.query.replicaLabels();
  }

  addEndpoint(endpoint: HasStoreEndpoint): void {
    this.model.props.query.addEndpoint(endpoint);
  }

  protected decide(where: Where, context: FileContext): Decided {
    const { podGroup, props } = this.model;
    const { scheme, host, pathPrefix, podGroup: asked, port } = props.query.queryEndpoint;
    const cache =
      props.cache &&
      renderCache(where.at('cache'), props.cache, `${CONFIG_DIRECTORY}/${CACHE_FILE}`, context);
    return {
      flags: [
        ['query-frontend.downstream-url', `${scheme}://${host}${pathPrefix === '/' ? '' : pathPrefix}`],
        // It would ask for partial answers itself, whatever the Query is set to.
        ['no-query-range.partial-response'],
        ['no-labels.partial-response'],
        ...given([
          ['query-range.split-interval', props.splitInterval],
          ['query-range.max-query-length', props.maxQueryLength],
          ['query-range.max-query-parallelism', props.maxQueryParallelism],
          ['query-range.response-cache-config-file', cache?.path],
          ['query-frontend.log-queries-longer-than', props.logQueriesLongerThan],
        ]),
      ],
      ...(cache?.text === undefined
        ? {}
        : { configFiles: { [CACHE_FILE]: { text: cache.text, live: false } } }),
      env: cache?.env ?? [],
      connections: [{ from: podGroup, to: asked, port: port.number }],
    };
  }
}

function check(where: Where, props: ThanosQueryFrontendProps): void {
  for (const field of ['splitInterval', 'maxQueryLength', 'logQueriesLongerThan'] as const) {
    checkGoDuration(where.at(field), props[field]);
  }
  checkWholeNumber(where.at('maxQueryParallelism'), props.maxQueryParallelism, { least: 1 });
}
