import type { ServicePort, Volume } from 'kubernetes-types/core/v1';
import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import { renderHttpClient, type FileContext } from '../http';
import {
  allow,
  componentLabels,
  configMap,
  ingressPolicy,
  objectLabels,
  podDisruptionBudget,
  podPeer,
  selectorLabels,
  service,
  serviceAccount,
  type Manifest,
  type ObjectPlace,
  type SlotPlan,
} from '../kubernetes';
import { renderYaml } from '../native';
import type { Where } from '../problems';
import { SIDECAR_PORTS } from '../query';
import { RETIRED_UNTIL } from '../sharding';
import { originsOf, type Connection } from '../synthesis';
import { daemonSet, dataVolume, slotMaps, slotVolume, statefulSet } from '../workload';
import { prometheusContainer, VOLUMES } from './container';
import { logVolume } from './log-files';
import { isDivided, type PrometheusModel } from './model';
import { CONFIG_DIRECTORY, CONFIG_FILE, PROBE_CLIENT_FILE, WEB_CONFIG_FILE, WEB_PORT } from './paths';
import { nodeConfigContainers, nodeConfigVolume } from './per-node';
import type { CompiledPrometheus } from './plan';
import { placementOf } from './pod-placement';
import { needsToken, rightsManifests } from './rights';
import { ruleConfigMapContainers } from './rule-config-maps';
import type { ShardFiles } from './shard-files';
import type { ShardModel } from './shards';
import { thanosLabels } from './thanos-labels';
import { thanosSidecar, THANOS_SERVICE_PORTS, type ThanosParts } from './thanos';
import { rulesConfigMapOf, userRuleContainers, userRuleVolumes } from './user-rules';

/** The objects of a Prometheus. What is wrong is reported now; what others connect to comes later. */
export function prometheusManifests(
  where: Where,
  compiled: CompiledPrometheus,
  context: FileContext,
  peers: readonly NetworkPolicyPeer[],
): (connections: readonly Connection[]) => Manifest[] {
  const { model, rights } = compiled;
  const { names, namespace, props } = model;
  const place: ObjectPlace = { namespace, labels: { ...objectLabels(model.identity), ...props.labels } };
  const account = { namespace, name: props.serviceAccountName ?? names.serviceAccount };
  const fixed = [
    ...(props.serviceAccountName === undefined ? [serviceAccount(place, names.serviceAccount)] : []),
    ...rightsManifests(rights, place, names, account),
    ...slotMaps(place, compiled.rules, names.ruleSlot),
    ...(rulesConfigMapOf(model) === 'managed' ? [configMap(place, names.userRules)] : []),
    ...services(place, model),
    ...compiled.shards.flatMap((shard) => shardManifests(where, compiled, shard, account.name, context)),
  ];
  return (connections) => [...fixed, ...networkPolicies(place, model, peers, connections)];
}

/** What each shard has for itself. */
function shardManifests(
  where: Where,
  compiled: CompiledPrometheus,
  files: ShardFiles,
  account: string,
  context: FileContext,
): Manifest[] {
  const { model } = compiled;
  const { shard } = files;
  const { identity, names, props } = shard;
  const thanos = thanosSidecar(where, model, names.claim, context);
  const place: ObjectPlace = {
    namespace: model.namespace,
    labels: { ...objectLabels(identity), ...props.labels },
  };
  return [
    configMap(place, names.config, { ...mainFiles(where, compiled, files, context), ...thanos?.files }),
    ...slotMaps(place, files.files, names.scrapeSlot),
    ...(isDivided(model) ? [readService(place, model, shard)] : []),
    ...(isDivided(model) && model.props.thanos !== undefined ? [shardThanosService(place, shard)] : []),
    workload(where, place, compiled, files, { account, thanos }, context),
    ...(props.podDisruptionBudget === false || model.perNode
      ? []
      : [podDisruptionBudget(place, names.workload, selectorLabels(identity))]),
  ];
}

function mainFiles(
  where: Where,
  { webConfig, model }: CompiledPrometheus,
  { config }: ShardFiles,
  context: FileContext,
): Record<string, string> {
  const basicAuth = model.props.web?.configFile?.basicAuth;
  const client = basicAuth && {
    ...renderHttpClient(where.at('web', 'configFile'), { basicAuth }, context),
    // It is itself that promtool asks.
    ...(model.scheme === 'https' ? { tls_config: { insecure_skip_verify: true } } : {}),
  };
  return {
    [CONFIG_FILE]: renderYaml(config),
    ...(webConfig === undefined ? {} : { [WEB_CONFIG_FILE]: renderYaml(webConfig) }),
    ...(client === undefined ? {} : { [PROBE_CLIENT_FILE]: renderYaml(client) }),
  };
}

function services(place: ObjectPlace, model: PrometheusModel): Manifest[] {
  const { names, identity, props } = model;
  const [ports, selector] = [servedPorts(model), selectorLabels(identity)];
  return [
    // Replicas differ in the last samples: a dashboard should not jump between them. Shards differ in everything.
    ...(isDivided(model)
      ? viewService(place, model)
      : [service(place, names.service, { ports, selector, sticky: true })]),
    service(place, names.headlessService, { ports, selector, headless: true }),
    ...(props.thanos === undefined
      ? []
      : [
          service({ ...place, labels: thanosLabels(place.labels) }, names.thanosService, {
            ports: THANOS_SERVICE_PORTS,
            selector,
          }),
        ]),
  ];
}

/** The Service for queries, where several shards are seen as one. */
function viewService({ namespace, labels }: ObjectPlace, model: PrometheusModel): Manifest[] {
  const { served } = model.view;
  return served === undefined
    ? []
    : [
        service({ namespace, labels: componentLabels(labels, 'view') }, model.names.service, {
          ports: [{ name: model.portName, port: WEB_PORT, targetPort: served.port.name }],
          selector: served.pods.podSelector,
        }),
      ];
}

/** The Service of the sidecars of one shard: a Query reads one address of each, behind which is a replica that is ready. */
function shardThanosService({ namespace, labels }: ObjectPlace, { identity, names }: ShardModel): Manifest {
  const place = { namespace, labels: componentLabels(thanosLabels(labels), 'shard') };
  return service(place, names.thanosService, {
    ports: THANOS_SERVICE_PORTS,
    selector: selectorLabels(identity),
  });
}

/** The Service of the replicas of one shard: who puts the samples of all together asks one of each. */
function readService(
  { namespace, labels }: ObjectPlace,
  model: PrometheusModel,
  { identity, names }: ShardModel,
): Manifest {
  const place = { namespace, labels: componentLabels(labels, 'shard') };
  const [ports, selector] = [servedPorts(model), selectorLabels(identity)];
  return service(place, names.readService, { ports, selector, sticky: true });
}

function servedPorts({ portName }: PrometheusModel): ServicePort[] {
  return [{ name: portName, port: WEB_PORT, targetPort: portName }];
}

function workload(
  where: Where,
  place: ObjectPlace,
  { model: whole, rights, files, rules, webConfig }: CompiledPrometheus,
  { shard, files: slots }: ShardFiles,
  { account, thanos }: { readonly account: string; readonly thanos: ThanosParts | undefined },
  context: FileContext,
): Manifest {
  const { names, props } = shard;
  const model = { ...whole, props };
  const own = props.web?.configFile;
  const webConfigFile =
    own === undefined
      ? webConfig && `${CONFIG_DIRECTORY}/${WEB_CONFIG_FILE}`
      : context.files.secret(where.at('web', 'configFile', 'secret'), own.secret, context.referrer);
  const container = prometheusContainer(where, model, {
    webConfigFile,
    claim: names.claim,
    mounts: files.mounts(),
  });
  const nodeConfig = model.perNode ? nodeConfigContainers(model, VOLUMES.config) : undefined;
  const found = ruleConfigMapContainers(model);
  const checked = userRuleContainers(model);
  const initContainers = [
    ...(nodeConfig === undefined ? [] : [nodeConfig.init]),
    ...found.init,
    ...checked.init,
  ];
  const data = dataVolume(props.storage, names.claim);
  const logs = logVolume(props);
  const parts = {
    name: names.workload,
    identity: shard.identity,
    serviceAccountName: account,
    token: needsToken(rights),
    containers: [
      container,
      ...(nodeConfig === undefined ? [] : [nodeConfig.sidecar]),
      ...found.sidecars,
      ...checked.sidecars,
      ...(thanos === undefined ? [] : [thanos.container(files.mounts())]),
    ],
    ...(initContainers.length === 0 ? {} : { initContainers }),
    volumes: [
      slotVolume(VOLUMES.config, slots, names.scrapeSlot, [{ configMap: { name: names.config } }]),
      ...(nodeConfig === undefined ? [] : [nodeConfigVolume]),
      ...ruleVolumes(model, rules),
      ...logs.volumes,
      ...files.volumes(),
    ],
    // The head is written out at the end, which takes its time.
    gracePeriodSeconds: 600,
    ...(thanos?.rollOn === undefined ? {} : { rollOn: thanos.rollOn }),
    updateStrategy: props.updateStrategy ?? { type: 'RollingUpdate' as const },
    placement: placementOf(props),
  };
  if (model.perNode) {
    return daemonSet(place, { ...parts, volumes: [...parts.volumes, ...data.volumes] }, props);
  }
  return withRetirement(
    shard,
    statefulSet(
      place,
      {
        ...parts,
        replicas: model.replicas,
        serviceName: model.names.headlessService,
        data,
        podManagementPolicy: props.podManagementPolicy ?? 'Parallel',
      },
      props,
    ),
  );
}

/** Says on the object until when it is needed: a later synth does not know what an earlier one was told. */
function withRetirement({ retiredUntil }: ShardModel, manifest: Manifest): Manifest {
  return retiredUntil === undefined
    ? manifest
    : { ...manifest, metadata: { ...manifest.metadata, annotations: { [RETIRED_UNTIL]: retiredUntil } } };
}

function ruleVolumes(model: PrometheusModel, rules: SlotPlan): Volume[] {
  return model.program === 'agent'
    ? []
    : [slotVolume(VOLUMES.rules, rules, model.names.ruleSlot, []), ...userRuleVolumes(model)];
}

function networkPolicies(
  place: ObjectPlace,
  model: PrometheusModel,
  peers: readonly NetworkPolicyPeer[],
  connections: readonly Connection[],
): Manifest[] {
  const { networkPolicy = {} } = model.props;
  if (networkPolicy === false) {
    return [];
  }
  const groups = model.shards.map(({ identity }) => ({
    namespace: model.namespace,
    podSelector: selectorLabels(identity),
  }));
  const ports = [
    { name: model.portName, number: WEB_PORT, others: [...(networkPolicy.webFrom ?? []), ...peers] },
    // Whom the app connects, and nobody else.
    ...(model.props.thanos === undefined ? [] : SIDECAR_PORTS.map((port) => ({ ...port, others: [] }))),
  ];
  const ingress = ports.flatMap(({ others, ...port }) =>
    allow(
      [{ port: port.name, protocol: 'TCP' }],
      [...originsOf(connections, groups, port).map(podPeer), ...others],
    ),
  );
  return [ingressPolicy(place, model.names.whole, selectorLabels(model.identity), ingress)];
}
