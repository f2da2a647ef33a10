import type { Where } from '../problems';
import { checkNamespaceEnforcement } from '../rules';
import {
  checkApiserver,
  checkFormat,
  checkLimits,
  checkScrapeClasses,
  checkSelector,
  checkTimeout,
} from '../scrape';
import {
  checkChoice,
  checkDnsLabel,
  checkDuration,
  checkLabelName,
  checkSize,
  checkWholeNumber,
} from '../values';
import { checkName, prometheusFeatures, reportGate, type Version } from '../versions';
import { checkWebServer, CLIENT_AUTH_TYPES } from '../web';
import { checkWorkload } from '../workload';
import type { CommonPrometheusProps, ScrapeSelectionProps } from './common-props';
import { checkSharding } from './sharding-check';
import { checkLegacyNames } from './legacy-names';
import { checkMetricNames } from './metric-names';
import { longestName, type Program } from './names';
import { checkOtlp } from './otlp';
import { checkPlacement } from './pod-placement';
import { checkGlobalLimits } from './policy';
import type { EnforcementProps } from './policy-props';
import type { PrometheusProps } from './props';
import { checkDeduplication } from './deduplication';
import { checkRemoteWrites } from './remote-write-check';
import { checkTracing } from './tracing';
import { checkTsdb } from './tsdb';
import type { WebProps } from './web-props';

/** What the operator's resource has. */
export const DEFAULT_INTERVAL = '30s';
export const DEFAULT_REPLICA_LABEL = 'prometheus_replica';
export const DEFAULT_PROMETHEUS_LABEL = 'prometheus';

const SELECTORS = [
  'serviceMonitorSelector',
  'serviceMonitorNamespaceSelector',
  'podMonitorSelector',
  'podMonitorNamespaceSelector',
  'probeSelector',
  'probeNamespaceSelector',
  'scrapeConfigSelector',
  'scrapeConfigNamespaceSelector',
] as const satisfies ReadonlyArray<keyof ScrapeSelectionProps>;

const ENFORCED = [
  'enforcedSampleLimit',
  'enforcedTargetLimit',
  'enforcedLabelLimit',
  'enforcedLabelNameLengthLimit',
  'enforcedLabelValueLengthLimit',
  'enforcedKeepDroppedTargets',
] as const satisfies ReadonlyArray<keyof EnforcementProps>;

/** Reports what is wrong with a server or an agent, whatever else the app holds. */
export function checkCommon(
  where: Where,
  program: Program,
  name: string,
  props: CommonPrometheusProps,
): void {
  checkDnsLabel(where.at('name'), name, longestName(program, lastShard(props)));
  checkWorkload(where, props);
  checkPlacement(where, props);
  checkSharding(where, props);
  checkLimits(where, props);
  checkFormat(where, props);
  checkMetricNames(where, props);
  checkLegacyNames(where, props);
  checkWholeNumber(where.at('replicas'), props.replicas);
  checkWholeNumber(where.at('maximumStartupDurationSeconds'), props.maximumStartupDurationSeconds, {
    least: 60,
  });
  checkApiserver(where.at('apiserverConfig'), props.apiserverConfig);
  checkScrapeClasses(where.at('scrapeClasses'), props.scrapeClasses ?? []);
  checkChoice(where.at('serviceDiscoveryRole'), props.serviceDiscoveryRole, ['EndpointSlice', 'Endpoints']);
  checkDuration(where.at('scrapeInterval'), props.scrapeInterval, { positive: true });
  checkDuration(where.at('configReloadInterval'), props.configReloadInterval, { positive: true });
  for (const field of SELECTORS) {
    checkSelector(where.at(field), props[field]);
  }
  checkTimeout(where, props.scrapeInterval ?? DEFAULT_INTERVAL, props.scrapeTimeout);
  checkEnforcement(where, props);
  checkExternalLabels(where, props);
  checkWeb(where.at('web'), props.web ?? {});
  checkRemoteWrites(where.at('remoteWrite'), props.remoteWrite ?? []);
  props.remoteWrite?.forEach(({ deduplication }, index) => {
    if (deduplication !== undefined) {
      const label = props.replicaExternalLabelName ?? DEFAULT_REPLICA_LABEL;
      checkDeduplication(where.at('remoteWrite', index), deduplication, props, label);
    }
  });
  props.remoteWriteReceiverMessageVersions?.forEach((message, index) => {
    checkChoice(where.at('remoteWriteReceiverMessageVersions', index), message, ['V1.0', 'V2.0']);
  });
  checkOtlp(where.at('otlp'), props.otlp ?? {}, props.nameValidationScheme);
  if (props.tracingConfig !== undefined) {
    checkTracing(where.at('tracingConfig'), props.tracingConfig);
  }
  checkTsdb(where.at('tsdb'), props.tsdb ?? {});
  checkWholeNumber(where.at('runtime', 'goGC'), props.runtime?.goGC, { least: -1 });
  for (const kind of ['scrape', 'rules'] as const) {
    checkWholeNumber(where.at('configSlots', kind), props.configSlots?.[kind], { least: 1, most: 256 });
  }
}

/** The number with the most digits: it is a part of names. */
function lastShard({
  shards = 1,
  retiredShards = [],
}: CommonPrometheusProps & Pick<PrometheusProps, 'retiredShards'>): number {
  return Math.max(shards - 1, ...retiredShards.map(({ shard }) => shard));
}

function checkEnforcement(where: Where, props: CommonPrometheusProps): void {
  for (const field of ENFORCED) {
    checkWholeNumber(where.at(field), props[field]);
  }
  checkSize(where.at('enforcedBodySizeLimit'), props.enforcedBodySizeLimit);
  checkGlobalLimits(where, props);
  checkNamespaceEnforcement(where, props);
}

/** Reports features that the version does not know. */
export function checkFeatures(where: Where, features: readonly string[], version: Version): void {
  features.forEach((feature, index) => {
    const finding = checkName(prometheusFeatures, feature, version);
    if (finding !== undefined) {
      reportGate(where.at(index), feature, finding, 'Prometheus', version);
    }
  });
}

function checkExternalLabels(where: Where, props: CommonPrometheusProps): void {
  Object.keys(props.externalLabels ?? {}).forEach((label) => {
    checkLabelName(
      where.at('externalLabels'),
      label,
      props.nameValidationScheme === 'Legacy' ? 'legacy' : 'utf8',
    );
  });
  const own = [
    ['replicaExternalLabelName', props.replicaExternalLabelName ?? DEFAULT_REPLICA_LABEL],
    ['prometheusExternalLabelName', props.prometheusExternalLabelName ?? DEFAULT_PROMETHEUS_LABEL],
    ['shardExternalLabelName', props.shardExternalLabelName ?? ''],
    [
      'shardingStrategy.topology.externalLabelName',
      props.shardingStrategy?.topology?.externalLabelName ?? '',
    ],
  ] as const;
  own.forEach(([field, label], index) => {
    checkOwnLabel(where, field, label, Object.keys(props.externalLabels ?? {}));
    const earlier = own.slice(0, index).find(([, other]) => other === label);
    if (label !== '' && earlier !== undefined) {
      reportTaken(where.at(field), label, earlier[0]);
    }
  });
}

/** Reports a label of ours that the user writes as well; an empty one is none. */
function checkOwnLabel(where: Where, field: string, label: string, others: readonly string[]): void {
  if (label !== '') {
    checkLabelName(where.at(field), label);
  }
  if (label !== '' && others.includes(label)) {
    reportTaken(where.at('externalLabels'), label, field);
  }
}

function reportTaken(where: Where, label: string, field: string): void {
  where.error({
    code: 'contradiction',
    value: label,
    complaint: `is what ${field} writes already`,
    remedy: `Choose another label, or set \`${field}: ''\`.`,
  });
}

function checkWeb(where: Where, web: WebProps): void {
  checkWholeNumber(where.at('maxConnections'), web.maxConnections, { least: 1 });
  checkWebServer(where, web, CLIENT_AUTH_TYPES);
}
