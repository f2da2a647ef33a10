import { RULER_PATHS, servedThanos } from '../../query';
import { compact } from '../../values';
import type { PrometheusProps } from '../props';
import type { Viewed, ViewModel } from './model';
import { podsOfView } from './pods';
import type { ThanosView, ViewQuery, ViewQueryFrontend } from './props';

/** The settings of the view, where it is one. */
export function thanosViewOf({ globalView }: PrometheusProps): ThanosView {
  return typeof globalView === 'object' && globalView.kind === 'thanos' ? globalView : { kind: 'thanos' };
}

/** Sidecars, a Query or its Frontend that answers, a Ruler. */
export function thanosView(of: Viewed, props: PrometheusProps, settings: ThanosView): ViewModel {
  const { queryFrontend, ruler } = settings;
  const {
    version,
    service: _,
    ...served
  } = queryFrontend === undefined
    ? servedThanos('query', of, viewQuery(props, settings))
    : // It hands paths on as they are, below what the Query serves.
      { ...servedThanos('query-frontend', of, viewFrontend(props, queryFrontend)), pathPrefix: '/' };
  return {
    kind: 'thanos',
    served: { kind: 'Thanos', version, ...served, asksFor: { password: false, certificate: false } },
    rules: {
      directory: RULER_PATHS.rules,
      rulerDataDir: RULER_PATHS.data,
      slots: { field: ['globalView', 'ruler', 'ruleSlots'], least: ruler?.ruleSlots },
    },
  };
}

/** Its pods, with the release of Thanos that the sidecars are of. */
export function inherited(props: PrometheusProps) {
  return {
    ...podsOfView(props),
    ...compact({ version: props.thanos?.version, image: props.thanos?.image }),
  };
}

/** People see it where they see a Prometheus without shards. */
export function viewQuery(props: PrometheusProps, { query, stores = [] }: ThanosView): ViewQuery {
  // One address per shard is one replica at a time, of which series go from shard to shard. Blocks are of all replicas.
  const chained = stores.length === 0 || (props.replicas ?? 1) === 1;
  return {
    ...inherited(props),
    ...compact({ externalUrl: props.externalUrl, routePrefix: props.routePrefix }),
    deduplication: chained ? 'chain' : 'penalty',
    ...query,
  };
}

export function viewFrontend(props: PrometheusProps, frontend: ViewQueryFrontend): ViewQueryFrontend {
  return { ...inherited(props), ...compact({ externalUrl: props.externalUrl }), ...frontend };
}
