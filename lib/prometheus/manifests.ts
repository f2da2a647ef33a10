import type { Volume } from 'kubernetes-types/core/v1';
import { renderHttpClient, type FileContext } from '../http';
import {
  allow,
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
import { originsOf, type Connection } from '../synthesis';
import { daemonSet, dataVolume, slotMaps, slotVolume, statefulSet } from '../workload';
import { prometheusContainer, VOLUMES } from './container';
import { logVolume } from './log-files';
import type { PrometheusModel } from './model';
import { CONFIG_DIRECTORY, CONFIG_FILE, PROBE_CLIENT_FILE, WEB_CONFIG_FILE, WEB_PORT } from './paths';
import { nodeConfigContainers, nodeConfigVolume } from './per-node';
import type { CompiledPrometheus } from './plan';
import { placementOf } from './pod-placement';
import { needsToken, rightsManifests } from './rights';
import { ruleConfigMapContainers } from './rule-config-maps';
import { thanosLabels } from './thanos-labels';
import { thanosSidecar, THANOS_SERVICE_PORTS, type ThanosParts } from './thanos';
import { userRuleContainers, userRuleVolumes } from './user-rules';

/** The objects of a Prometheus. What is wrong is reported now; what others connect to comes later. */
export function prometheusManifests(
  where: Where,
  compiled: CompiledPrometheus,
  context: FileContext,
): (connections: readonly Connection[]) => Manifest[] {
  const { model, rights } = compiled;
  const { names, namespace, props } = model;
  const place: ObjectPlace = { namespace, labels: { ...objectLabels(model.identity), ...props.labels } };
  const account = { namespace, name: props.serviceAccountName ?? names.serviceAccount };
  const thanos = thanosSidecar(where, model, names.claim, context);
  const fixed = [
    ...(props.serviceAccountName === undefined ? [serviceAccount(place, names.serviceAccount)] : []),
    ...rightsManifests(rights, place, names, account),
    configMap(place, names.config, { ...mainFiles(where, compiled, context), ...thanos?.files }),
    ...slotMaps(place, compiled.scrapes, names.scrapeSlot),
    ...slotMaps(place, compiled.rules, names.ruleSlot),
    ...((props.rulesConfigMap ?? 'managed') === 'managed' && model.program !== 'agent'
      ? [configMap(place, names.userRules)]
      : []),
    ...services(place, model),
    workload(where, place, compiled, { account: account.name, thanos }, context),
    ...(props.podDisruptionBudget === false || model.perNode
      ? []
      : [podDisruptionBudget(place, names.workload, selectorLabels(model.identity))]),
  ];
  return (connections) => [...fixed, ...networkPolicies(place, model, connections)];
}

function mainFiles(
  where: Where,
  { config, webConfig, model }: CompiledPrometheus,
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

function services(place: ObjectPlace, { names, identity, portName, props }: PrometheusModel): Manifest[] {
  const ports = [{ name: portName, port: WEB_PORT, targetPort: portName }];
  const selector = selectorLabels(identity);
  return [
    // Replicas differ in the last samples: a dashboard should not jump between them.
    service(place, names.service, { ports, selector, sticky: true }),
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

function workload(
  where: Where,
  place: ObjectPlace,
  { model, rights, files, scrapes, rules, webConfig }: CompiledPrometheus,
  { account, thanos }: { readonly account: string; readonly thanos: ThanosParts | undefined },
  context: FileContext,
): Manifest {
  const { names, props } = model;
  const own = props.web?.configFile;
  const webConfigFile =
    own === undefined
      ? webConfig && `${CONFIG_DIRECTORY}/${WEB_CONFIG_FILE}`
      : context.files.secret(where.at('web', 'configFile', 'secret'), own.secret, context.referrer);
  const container = prometheusContainer(where, model, { webConfigFile, mounts: files.mounts() });
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
    identity: model.identity,
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
      slotVolume(VOLUMES.config, scrapes, names.scrapeSlot, [{ configMap: { name: names.config } }]),
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
  return statefulSet(
    place,
    {
      ...parts,
      replicas: model.replicas,
      serviceName: names.headlessService,
      data,
      podManagementPolicy: props.podManagementPolicy ?? 'Parallel',
    },
    props,
  );
}

function ruleVolumes(model: PrometheusModel, rules: SlotPlan): Volume[] {
  return model.program === 'agent'
    ? []
    : [slotVolume(VOLUMES.rules, rules, model.names.ruleSlot, []), ...userRuleVolumes(model)];
}

function networkPolicies(
  place: ObjectPlace,
  model: PrometheusModel,
  connections: readonly Connection[],
): Manifest[] {
  const { networkPolicy = {} } = model.props;
  if (networkPolicy === false) {
    return [];
  }
  const ports = [
    { name: model.portName, number: WEB_PORT, others: networkPolicy.webFrom ?? [] },
    // Whom the app connects, and nobody else.
    ...(model.props.thanos === undefined ? [] : SIDECAR_PORTS.map((port) => ({ ...port, others: [] }))),
  ];
  const ingress = ports.flatMap(({ others, ...port }) =>
    allow(
      [{ port: port.name, protocol: 'TCP' }],
      [...originsOf(connections, model.podGroup, port).map(podPeer), ...others],
    ),
  );
  return [ingressPolicy(place, model.names.workload, selectorLabels(model.identity), ingress)];
}
