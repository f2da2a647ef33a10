import type { Construct } from 'constructs';
import type { FederationReaders, ReadByThanos, ThanosReaders } from '../federation';
import type { RelabelConfig } from '../native/prometheus';
import {
  HubRuler,
  servedThanos,
  ThanosQuery,
  type HasStoreEndpoint,
  type ServedThanos,
  type StoreEndpoint,
  type ThanosRulerProps,
} from '../query';
import type { DataSourceFact, World } from '../synthesis';
import { DEFAULT_INTERVAL } from './common-check';
import type { PrometheusModel } from './model';
import type { LoadedAbove } from './rules-above';
import { commonLabels } from './thanos';
import { inherited } from './view/thanos';
import { rulerBasics } from './view/thanos-parts';

/** Longer than that of a leaf's own Query, which can then say what it has where one of its shards hangs. */
const RESPONSE_TIMEOUT = '15s';

/** Prometheus's own, where nobody says so. */
const DEFAULT_LOOKBACK = '5m';

/** What reads the leaves of a hub by Thanos, and what its rules have to know of that. */
export interface HubReaders extends ThanosReaders {
  readonly kind: 'thanos';
  readonly queryFrontend: undefined;

  /** Whether somebody says himself how the Ruler reaches Alertmanagers. */
  readonly tellsItself: boolean;

  /** How many slots of rules its pods are to be ready for at least. */
  readonly ruleSlots: number | undefined;

  /** Its Query as Grafana asks it. */
  readonly seen: Pick<DataSourceFact, 'kind' | 'url' | 'version' | 'asksFor' | 'pods' | 'port'>;
}

/**
 * Makes the Query over the leaves of a hub, and the Ruler that evaluates the hub's rules. A hub with a sidecar is one of those that are read.
 */
export function hubReaders(
  scope: Construct & ReadByThanos,
  model: PrometheusModel,
  name: string,
  { query: given = {}, ruler = {} }: FederationReaders,
  leaves: readonly HasStoreEndpoint[],
  above: (world: World) => LoadedAbove | undefined,
): HubReaders {
  const { props, namespace } = model;
  const place = { name, namespace };
  const settings = {
    ...inherited(props),
    // One address for each leaf is one replica at a time: see docs/thanos.md.
    deduplication: 'chain' as const,
    responseTimeout: RESPONSE_TIMEOUT,
    // As rules of the hub would be evaluated by itself.
    defaultEvaluationInterval: props.evaluationInterval ?? DEFAULT_INTERVAL,
    lookbackDelta: props.query?.lookbackDelta ?? DEFAULT_LOOKBACK,
    ...given,
    ...place,
  };
  const query = new ThanosQuery(scope, 'leaves-query', {
    ...settings,
    endpoints: [...(scope.federatedStore === undefined ? [] : [new HubStore(scope)]), ...leaves],
  });
  const made = new HubRuler(
    scope,
    'leaves-ruler',
    { ...rulerProps(model, ruler, query), ...place },
    scope.node.path,
    (world) => above(world) ?? { slots: { slots: [], mounted: 0, fill: 0 }, groups: [] },
  );
  return {
    kind: 'thanos',
    queryFrontend: undefined,
    query,
    ruler: made,
    tellsItself: [ruler.alertmanagers, ruler.alertmanagersUrl, ruler.alertmanagersConfig].some(
      (said) => said !== undefined,
    ),
    ruleSlots: ruler.ruleSlots,
    seen: seenThrough(query, servedThanos('query', place, settings)),
  };
}

/** The hub itself, of several shards by the Query of its view: as a leaf is. */
class HubStore implements HasStoreEndpoint {
  constructor(private readonly hub: ReadByThanos) {}

  get storeEndpoint(): StoreEndpoint | undefined {
    return this.hub.federatedStore;
  }
}

function rulerProps(
  model: PrometheusModel,
  settings: NonNullable<FederationReaders['ruler']>,
  query: ThanosQuery,
): ThanosRulerProps {
  const basics = rulerBasics(model, settings, query);
  const { alertRelabelConfigs: relabelings = [] } = basics;
  const isKey = 'key' in relabelings;
  return { ...basics, alertRelabelConfigs: isKey ? relabelings : [...labelsOfHub(model), ...relabelings] };
}

/** Alerts get the external labels of the hub that they do not have, as it would give them. */
function labelsOfHub(model: PrometheusModel): RelabelConfig[] {
  return Object.entries(commonLabels(model)).map(([label, value]) => ({
    source_labels: [label],
    regex: '',
    target_label: label,
    replacement: value.replaceAll('$', '$$$$'),
  }));
}

/** A hub as Grafana asks it: by the Query, which sees the leaves. */
function seenThrough(query: ThanosQuery, { version }: ServedThanos): HubReaders['seen'] {
  const { podGroup, port } = query.queryEndpoint;
  return {
    kind: 'Thanos',
    url: query.url,
    version,
    asksFor: { password: false, certificate: false },
    pods: podGroup,
    port: port.name,
  };
}
