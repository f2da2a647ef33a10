import type { Volume, VolumeMount } from 'kubernetes-types/core/v1';
import type { NetworkPolicyIngressRule } from 'kubernetes-types/networking/v1';
import {
  allow,
  configMap,
  ingressPolicy,
  podDisruptionBudget,
  podPeer,
  service,
  serviceAccount,
  type Manifest,
} from '../kubernetes';
import { originsOf, type Connection } from '../synthesis';
import { dataVolume, deployment, slotMaps, slotVolume, statefulSet } from '../workload';
import type { CompiledThanos } from './compiled';
import { thanosContainer } from './container';
import { ports, type ThanosModel } from './model';
import { CONFIG_DIRECTORY, DATA_DIRECTORY, GRPC_PORT_NAME, RULES_DIRECTORY } from './paths';

/** Names of the pod's volumes. */
const VOLUMES = { config: 'config', rules: 'rules' } as const;

/** Upstream waits two minutes for the last queries and for what is being uploaded. */
const GRACE_PERIOD_SECONDS = 150;

/** The annotation that changes with what a running pod does not notice. */
const DIGEST = 'cdk8s-prometheus/config-digest';

/** The objects of a program. */
export function thanosManifests(compiled: CompiledThanos, connections: readonly Connection[]): Manifest[] {
  const { model, configFiles, decided } = compiled;
  const { place, names, podGroup, props } = model;
  const texts = Object.entries(configFiles).map(([name, { text }]) => [name, text] as const);
  return [
    ...(props.serviceAccountName === undefined ? [serviceAccount(place, names.serviceAccount)] : []),
    ...(texts.length === 0 ? [] : [configMap(place, names.config, Object.fromEntries(texts))]),
    ...(decided.rules === undefined ? [] : slotMaps(place, decided.rules, names.ruleSlot)),
    ...services(model),
    workload(compiled),
    ...(props.podDisruptionBudget === false
      ? []
      : [podDisruptionBudget(place, names.workload, podGroup.podSelector)]),
    ...networkPolicies(model, connections),
  ];
}

function services(model: ThanosModel): Manifest[] {
  const { kind, place, names, podGroup } = model;
  const options = {
    selector: podGroup.podSelector,
    ports: ports(model).map(({ name, port }) => ({ name, port, targetPort: name })),
  };
  return [
    service(place, names.service, options),
    ...(kind.stateful ? [service(place, names.headlessService, { ...options, headless: true })] : []),
  ];
}

function workload(compiled: CompiledThanos): Manifest {
  const { model, args, decided, files, digest } = compiled;
  const { kind, place, names, identity, replicas, props } = model;
  const mounts: VolumeMount[] = [
    ...configMounts(compiled),
    ...(kind.stateful ? [{ name: names.claim, mountPath: DATA_DIRECTORY }] : []),
    ...files.mounts(),
  ];
  const main = thanosContainer(model, { args, env: decided.env ?? [], mounts });
  const parts = {
    name: names.workload,
    identity,
    replicas,
    serviceAccountName: props.serviceAccountName ?? names.serviceAccount,
    token: false,
    containers: [main, ...(decided.sidecars?.(mounts) ?? [])],
    volumes: [...configVolumes(compiled), ...files.volumes()],
    gracePeriodSeconds: GRACE_PERIOD_SECONDS,
    ...(digest === undefined ? {} : { rollOn: { [DIGEST]: digest } }),
  };
  return kind.stateful
    ? statefulSet(
        place,
        {
          ...parts,
          serviceName: names.headlessService,
          data: dataVolume(props.storage, names.claim),
          updateStrategy: props.updateStrategy ?? 'RollingUpdate',
        },
        props,
      )
    : deployment(place, parts, props);
}

function configMounts({ configFiles, decided }: CompiledThanos): VolumeMount[] {
  return [
    ...(Object.keys(configFiles).length === 0
      ? []
      : [{ name: VOLUMES.config, mountPath: CONFIG_DIRECTORY, readOnly: true }]),
    ...(decided.rules === undefined
      ? []
      : [{ name: VOLUMES.rules, mountPath: RULES_DIRECTORY, readOnly: true }]),
  ];
}

function configVolumes({ model: { names }, configFiles, decided }: CompiledThanos): Volume[] {
  return [
    ...(Object.keys(configFiles).length === 0
      ? []
      : [{ name: VOLUMES.config, configMap: { name: names.config } }]),
    ...(decided.rules === undefined ? [] : [slotVolume(VOLUMES.rules, decided.rules, names.ruleSlot, [])]),
  ];
}

/** HTTP is open to those that the app connects and whom the user names, gRPC to the former only. */
function networkPolicies(model: ThanosModel, connections: readonly Connection[]): Manifest[] {
  const { place, names, podGroup, props } = model;
  if (props.networkPolicy === false) {
    return [];
  }
  const { webFrom = [] } = props.networkPolicy ?? {};
  const ingress = ports(model).flatMap(({ name, port }): NetworkPolicyIngressRule[] => {
    const peers = originsOf(connections, [podGroup], { name, number: port }).map(podPeer);
    return allow([{ port: name, protocol: 'TCP' }], name === GRPC_PORT_NAME ? peers : [...peers, ...webFrom]);
  });
  return [ingressPolicy(place, names.workload, podGroup.podSelector, ingress)];
}
