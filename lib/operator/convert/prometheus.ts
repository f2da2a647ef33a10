import type { OperatorObject } from '../object';
import { isObject, type PlainObject } from '../schema';
import { convertAlerting } from './alerting';
import { convertFields, joined, type Fields, type Given, type Rules } from './fields';
import { namesFiles } from './file-access';
import type { WorkloadObject } from './identity';
import { noteMetadata, objectLabelProps, podMetadataProps } from './labels';
import { nativeList } from './natives';
import type { Place } from './place';
import {
  elsewhere,
  excludedRules,
  flag,
  gone,
  quantity,
  refused,
  renamed,
  unless,
  verbatim,
  word,
} from './rules';
import { shardingProps } from './sharding';
import type { Surroundings } from './surroundings';
import { convertThanos } from './thanos';
import { IMAGE_PARTS, WORKLOAD, workloadProps } from './workload';

/** Rules for what Prometheus and PrometheusAgent have in common. */
const BOTH: Rules = {
  ...WORKLOAD,
  additionalScrapeConfigs: nativeList,
  arbitraryFSAccessThroughSMs: verbatim,
  reloadStrategy: gone(
    'has no effect: Prometheus looks by itself whether its configuration changed',
    'How often it looks is said by `configReloadInterval`.',
    (value) => value !== 'HTTP',
  ),
  shards: elsewhere,
  shardingStrategy: elsewhere,
  'excludedFromEnforcement[].group': unless('monitoring.coreos.com'),
  ...Object.fromEntries(
    [
      'serviceMonitor',
      'serviceMonitorNamespace',
      'podMonitor',
      'podMonitorNamespace',
      'probe',
      'probeNamespace',
      'scrapeConfig',
      'scrapeConfigNamespace',
    ].map((what) => [`${what}Selector`, verbatim]),
  ),
  scrapeInterval: unless('30s'),
  overrideHonorLabels: unless(false),
  overrideHonorTimestamps: unless(false),
  ignoreNamespaceSelectors: unless(false),
  enableRemoteWriteReceiver: unless(false),
  enableOTLPReceiver: unless(false),
  hostNetwork: unless(false),
  'remoteWrite[].enableHTTP2': renamed('enableHttp2'),
  ...refused('remoteWrite[].sigv4.accessKey', 'remoteWrite[].sigv4.secretKey', 'remoteWrite[].azureAd.oauth'),
  'remoteWrite[].queueConfig.maxRetries': gone(
    'has no effect: Prometheus retries for as long as the samples are there',
    'Leave it out.',
  ),
  'remoteWrite[].metadataConfig': ({ value }) => ({
    // The operator writes false where nothing is said, and Prometheus would take it for true.
    metadataConfig: { send: false, ...(value as PlainObject) },
  }),
  'tracingConfig.clientType': word,
  'tracingConfig.compression': word,
  'tracingConfig.samplingFraction': quantity,
  'tsdb.staleSeriesCompactionThreshold': quantity,
};

export const PROMETHEUS: Rules = {
  ...BOTH,
  ...IMAGE_PARTS,
  alerting: convertAlerting,
  ruleSelector: verbatim,
  ruleNamespaceSelector: verbatim,
  additionalAlertManagerConfigs: nativeList,
  additionalAlertRelabelConfigs: nativeList,
  evaluationInterval: unless('30s'),
  enableAdminAPI: unless(false),
  thanos: convertThanos,
  disableCompaction: blocks,
  allowOverlappingBlocks: gone(
    'has no effect: Prometheus always allows it since 2.39',
    'Leave it out.',
    (value) => value === true,
  ),
  shardRetentionPolicy: gone(
    'has no effect: there is no controller that would remember what was taken away',
    'When you lower `shards`, name those that are to be read for longer in `retiredShards`.',
    (value) => isObject(value) && value.whenScaled === 'Retain',
  ),
  prometheusRulesExcludedFromEnforce: excludedRules,
};

export const PROMETHEUS_AGENT: Rules = {
  ...BOTH,
  mode: unless('StatefulSet'),
};

/** The props of a Prometheus or an agent. */
export function prometheusProps(object: WorkloadObject, place: Place, surroundings: Surroundings): Fields {
  const { kind, spec } = object;
  const server = kind === 'Prometheus';
  noteMetadata(place, object);
  return joined([
    workloadProps(object, surroundings),
    spec.replicas === undefined || spec.replicas === 1 || spec.mode === 'DaemonSet'
      ? {}
      : { replicas: spec.replicas },
    objectLabelProps(object, surroundings),
    podMetadataProps(object, surroundings),
    // Theirs, where nothing is said, is the deprecated one.
    { serviceDiscoveryRole: 'Endpoints' },
    server && spec.retention === undefined && spec.retentionSize === undefined ? { retention: '24h' } : {},
    convertFields(spec, server ? PROMETHEUS : PROMETHEUS_AGENT, place.at('spec'), surroundings),
    shardingProps(object, place),
    fileAccessProps(object, place, surroundings),
    // The user's own monitors scrape it, as they did.
    spec.mode === 'DaemonSet' ? {} : { selfMonitoring: false },
  ]);
}

/** Where it is what we take for granted it is not said. */
export function withoutUsual(props: Fields): Fields {
  const { serviceDiscoveryRole: role, ...rest } = props;
  return role === 'EndpointSlice' ? rest : props;
}

/** The operator lets every monitor name files unless it is told otherwise, we only those of the own namespace. */
function fileAccessProps(
  { spec, metadata }: OperatorObject,
  place: Place,
  surroundings: Surroundings,
): Fields {
  const { deny } = isObject(spec.arbitraryFSAccessThroughSMs) ? spec.arbitraryFSAccessThroughSMs : {};
  if (deny === true) {
    return {};
  }
  const foreign = surroundings.objects.find(
    (object) => object.metadata.namespace !== metadata.namespace && namesFiles(object),
  );
  if (foreign === undefined) {
    return { arbitraryFSAccessThroughSMs: undefined };
  }
  place.at('spec', 'arbitraryFSAccessThroughSMs').warning({
    code: 'file-access',
    complaint: `lets monitors of all namespaces have files of the pods sent to their targets, as ${foreign.kind} ${foreign.metadata.namespace}/${foreign.metadata.name} does`,
    remedy: 'Refer to Secrets instead, and set `deny: true`.',
  });
  return { arbitraryFSAccessThroughSMs: { deny: false } };
}

/** Blocks of one size, as those want them who upload blocks. */
const BLOCKS = flag('storage.tsdb.max-block-duration', 'storage.tsdb.min-block-duration');

function blocks(given: Given): Fields {
  return given.value === true ? BLOCKS({ ...given, value: '2h' }) : {};
}
