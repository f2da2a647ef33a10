import type { Where } from '../problems';
import type { PodFact, PodGroup, ServiceFact } from '../synthesis';
import { componentLabels, headlessLabels, objectLabels, selectorLabels, type Identity } from '../kubernetes';
import type { Sharding } from '../sharding';
import {
  checkName,
  parseVersion,
  PROMETHEUS_NEWEST,
  PROMETHEUS_OLDEST,
  prometheusFeatures,
  prometheusFlags,
  readVersion,
  type Releases,
  type Version,
} from '../versions';
import { podFact, routePrefix } from '../workload';
import { DEFAULT_PROMETHEUS_LABEL, DEFAULT_REPLICA_LABEL } from './common-check';
import { prometheusNames, type Program, type PrometheusNames } from './names';
import { SIDECAR_PORTS } from '../query';
import { WEB_PORT } from './paths';
import type { PrometheusProps } from './props';
import { shardingOf, shardModels, type ShardModel } from './shards';
import { thanosLabels } from './thanos-labels';
import { shardLabelOf } from './shard-label';
import { viewModel, withSidecars } from './view/view';
import type { ViewModel } from './view/model';
import { webScheme } from '../web';

/** The releases of Prometheus that are supported. */
const PROMETHEUS_RELEASES: Releases = {
  program: 'Prometheus',
  oldest: PROMETHEUS_OLDEST,
  newest: PROMETHEUS_NEWEST,
};

/** A Prometheus with its defaults filled in; all that does not depend on the rest of the app. */
export interface PrometheusModel {
  readonly program: Program;

  /** Whether each node has one, which scrapes the pods of that node. */
  readonly perNode: boolean;
  readonly name: string;
  readonly namespace: string;
  readonly version: Version;

  /** Of each shard. */
  readonly replicas: number;

  /** Those that get targets, then those that are retired. */
  readonly shards: readonly ShardModel[];
  readonly sharding: Sharding;

  /** That of all shards together. */
  readonly identity: Identity;
  readonly names: PrometheusNames;
  readonly podGroup: PodGroup;
  readonly services: readonly ServiceFact[];
  readonly pods: readonly PodFact[];
  readonly image: string;
  readonly portName: string;
  readonly scheme: 'http' | 'https';
  readonly routePrefix: string;

  /** Empty where it is left out. */
  readonly replicaLabel: string;

  /** Empty where it is left out. */
  readonly prometheusLabel: string;

  /** External label for the number of the shard; empty where there is none. */
  readonly shardLabel: string;

  /** What sees the samples of all shards. */
  readonly view: ViewModel;

  /** Where the version can, the level of logs is changed without a restart. */
  readonly logLevelInFile: boolean;
  readonly features: readonly string[];

  /** Those of an agent are a part of those of a server. */
  readonly props: PrometheusProps;
}

/** What kind of Prometheus is meant. */
export type Kind = Pick<PrometheusModel, 'program' | 'perNode'>;

/** Fills in defaults. Reports a version that is not supported, and goes on with the newest. */
export function prometheusModel(
  where: Where,
  { program, perNode }: Kind,
  name: string,
  namespace: string,
  given: PrometheusProps,
): PrometheusModel {
  const view = viewModel({ program, name, namespace }, given);
  const props = withSidecars(program, given);
  const version =
    (props.version === undefined
      ? undefined
      : readVersion(where.at('version'), props.version, PROMETHEUS_RELEASES)) ?? newest();
  // As it was given, since a release candidate is not the release.
  const release = props.version?.replace(/^v/, '') ?? PROMETHEUS_NEWEST;
  const app = program === 'agent' ? 'prometheus-agent' : 'prometheus';
  const identity = { app, instance: name, version: release };
  const names = prometheusNames(program, namespace, name);
  const portName = props.portName ?? 'web';
  const shards = perNode
    ? shardModels(program, name, identity, props).map((shard) => ({ ...shard, identity }))
    : shardModels(program, name, identity, props);
  return Object.freeze({
    program,
    perNode,
    name,
    namespace,
    version,
    replicas: props.replicas ?? 1,
    shards,
    sharding: shardingOf(props),
    identity,
    names,
    podGroup: { namespace, podSelector: selectorLabels(identity) },
    services: [
      ...serviceFacts({ names, namespace, identity, shards, portName, view, labels: props.labels }),
      ...sidecarServices({ names, namespace, identity, shards }, props),
    ],
    pods: shards.map((shard) =>
      podFact(
        { namespace, name: shard.names.workload },
        shard.identity,
        [
          { ports: [{ name: portName, containerPort: WEB_PORT }] },
          ...(props.thanos === undefined ? [] : [{ ports: sidecarPorts() }]),
        ],
        shard.props,
      ),
    ),
    image: props.image ?? `quay.io/prometheus/prometheus:v${release}`,
    portName,
    scheme: webScheme(props.web ?? {}),
    routePrefix: routePrefix(props),
    // A front reads one replica of each shard at a time, and must not see which.
    replicaLabel: props.replicaExternalLabelName ?? (view.kind === 'prometheus' ? '' : DEFAULT_REPLICA_LABEL),
    prometheusLabel: props.prometheusExternalLabelName ?? DEFAULT_PROMETHEUS_LABEL,
    shardLabel: shardLabelOf(props),
    view,
    logLevelInFile:
      props.logLevel !== undefined && checkName(prometheusFlags, 'log.level', version)?.kind === 'deprecated',
    features: [...new Set([...(props.enableFeatures ?? []), ...impliedFeatures(props, version)])],
    props,
  });
}

/** Features that fields need to mean anything. Before 3.15 a release refuses xor2 without its feature. */
function impliedFeatures({ exemplars, remoteWrite = [], tsdb }: PrometheusProps, version: Version): string[] {
  const needsXor2 = checkName(prometheusFeatures, 'xor2-encoding', version) === undefined;
  return [
    ...(exemplars === undefined ? [] : ['exemplar-storage']),
    // Only from there the second version of the protocol has the metadata that it sends along.
    ...(remoteWrite.some(({ messageVersion }) => messageVersion === 'V2.0') ? ['metadata-wal-records'] : []),
    ...(tsdb?.chunkEncoding?.floats === 'Xor2' && needsXor2 ? ['xor2-encoding'] : []),
  ];
}

interface Served extends Pick<
  PrometheusModel,
  'names' | 'namespace' | 'identity' | 'shards' | 'portName' | 'view'
> {
  readonly labels: PrometheusProps['labels'];
}

/** The Services, as monitors of others see them. */
function serviceFacts(served: Served): ServiceFact[] {
  const { names, namespace, identity, shards, portName, view, labels: own } = served;
  const labels = { ...objectLabels(identity), ...own };
  const common = {
    namespace,
    ports: [{ name: portName, port: WEB_PORT, targetPort: portName }],
    podSelector: selectorLabels(identity),
  };
  const headless = { ...common, name: names.headlessService, labels: headlessLabels(labels) };
  return isDivided({ shards })
    ? [
        ...(view.served === undefined
          ? []
          : [
              {
                name: names.service,
                namespace,
                labels: componentLabels(labels, 'view'),
                ports: [{ name: portName, port: WEB_PORT, targetPort: view.served.port.name }],
                podSelector: view.served.pods.podSelector,
              },
            ]),
        headless,
        ...shards.map((shard) => ({
          ...common,
          name: shard.names.readService,
          labels: componentLabels(labels, 'shard'),
          podSelector: selectorLabels(shard.identity),
        })),
      ]
    : [{ ...common, name: names.service, labels }, headless];
}

/** Whether no single StatefulSet has all samples. */
export function isDivided({ shards }: Pick<PrometheusModel, 'shards'>): boolean {
  return shards.length > 1;
}

/** The Services of the sidecars of Thanos: one by which they are scraped, and one for each shard where there are several. */
function sidecarServices(
  {
    names,
    namespace,
    identity,
    shards,
  }: Pick<PrometheusModel, 'names' | 'namespace' | 'identity' | 'shards'>,
  { thanos, labels }: PrometheusProps,
): ServiceFact[] {
  if (thanos === undefined) {
    return [];
  }
  const own = thanosLabels({ ...objectLabels(identity), ...labels });
  const ports = SIDECAR_PORTS.map(({ name, number }) => ({ name, port: number, targetPort: name }));
  return [
    { name: names.thanosService, namespace, labels: own, podSelector: selectorLabels(identity), ports },
    ...(isDivided({ shards })
      ? shards.map((shard) => ({
          name: shard.names.thanosService,
          namespace,
          labels: componentLabels(own, 'shard'),
          podSelector: selectorLabels(shard.identity),
          ports,
        }))
      : []),
  ];
}

function sidecarPorts(): Array<{ readonly name: string; readonly containerPort: number }> {
  return SIDECAR_PORTS.map(({ name, number }) => ({ name, containerPort: number }));
}

function newest(): Version {
  const version = parseVersion(PROMETHEUS_NEWEST);
  if (version === undefined) {
    throw new RangeError(`${PROMETHEUS_NEWEST} is no version`);
  }
  return version;
}
