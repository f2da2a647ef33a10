import type { Construct } from 'constructs';
import {
  ThanosQueryFrontend,
  ViewQuery,
  ViewRuler,
  type HasStoreEndpoint,
  type RulerSettings,
  type ThanosQuery,
  type ThanosRuler,
  type ThanosRulerProps,
} from '../../query';
import type { World } from '../../synthesis';
import { DEFAULT_INTERVAL } from '../common-check';
import type { PrometheusModel } from '../model';
import type { LoadedAbove } from '../rules-above';
import { commonLabels } from '../thanos';
import { rulerAlertmanagers, rulerRelabelings } from './alerts';
import { inherited, thanosViewOf, viewFrontend, viewQuery } from './thanos';
import type { ThanosView } from './props';

/** Prometheus's own, where nobody says so. */
const DEFAULT_RETENTION = '15d';

/** The constructs of a view of Thanos, for what is to be said about them: monitors, alerts, Queries above. */
export interface ThanosViewParts {
  readonly kind: 'thanos';
  readonly query: ThanosQuery;
  readonly queryFrontend: ThanosQueryFrontend | undefined;

  /** Undefined where one shard has all targets, and the others are retired. */
  readonly ruler: ThanosRuler | undefined;
}

/** Makes the programs of the view. They are called as the Prometheus is. */
export function thanosViewParts(
  scope: Construct & HasStoreEndpoint,
  model: PrometheusModel,
  above: (world: World) => LoadedAbove | undefined,
): ThanosViewParts {
  const { props, name, namespace } = model;
  const settings = thanosViewOf(props);
  const place = { name, namespace };
  const given = viewQuery(props, settings);
  const query = new ViewQuery(
    scope,
    'query',
    { ...given, ...place, endpoints: [scope, ...(settings.stores ?? [])] },
    // What all shards have in common is on no series of a single server either: it is for alerts and for others.
    Object.keys(commonLabels(model)),
  );
  const queryFrontend =
    settings.queryFrontend &&
    new ThanosQueryFrontend(scope, 'query-frontend', {
      ...viewFrontend(props, settings.queryFrontend),
      ...place,
      query,
    });
  const ruler =
    model.sharding.shards.length === 1
      ? undefined
      : new ViewRuler(scope, 'ruler', { ...rulerProps(model, settings, query), ...place }, (world) => {
          const { slots = { slots: [], mounted: 0, fill: 0 }, groups = [] } = above(world) ?? {};
          return { slots, groups };
        });
  return { kind: 'thanos', query, queryFrontend, ruler };
}

function rulerProps(
  model: PrometheusModel,
  { ruler = {} }: ThanosView,
  query: ThanosQuery,
): ThanosRulerProps {
  const { props } = model;
  const { objectStorageConfig, objectStorageConfigFile } = props.thanos ?? {};
  return {
    ...(objectStorageConfig === undefined ? {} : { objectStorageConfig }),
    ...(objectStorageConfigFile === undefined ? {} : { objectStorageConfigFile }),
    ...(props.externalUrl === undefined ? {} : { alertQueryUrl: props.externalUrl }),
    ...rulerBasics(model, ruler, query),
    externalLabels: commonLabels(model),
  };
}

/** What a Ruler has of the Prometheus whose rules it evaluates. */
export function rulerBasics(
  { props }: PrometheusModel,
  { queryClient, ...ruler }: RulerSettings,
  query: ThanosQuery,
): ThanosRulerProps {
  const alertmanagers = rulerAlertmanagers(props);
  const relabelings = rulerRelabelings(props);
  const isElsewhere = ruler.alertmanagersUrl !== undefined || ruler.alertmanagersConfig !== undefined;
  return {
    ...inherited(props),
    // What it records must be there for as long as what the Prometheus records.
    ...(props.storage === undefined ? {} : { storage: props.storage }),
    retention: props.retention ?? DEFAULT_RETENTION,
    ...(alertmanagers.length === 0 || isElsewhere ? {} : { alertmanagers }),
    ...(relabelings.length === 0 ? {} : { alertRelabelConfigs: relabelings }),
    ...ruler,
    queries: [queryClient === undefined ? query : { query, ...queryClient }],
    evaluationInterval: props.evaluationInterval ?? DEFAULT_INTERVAL,
  };
}
