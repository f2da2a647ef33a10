import type { Container, ContainerPort, EnvVar, Probe, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import { compact } from '../values';
import { containerSecurity, servedPath } from '../workload';
import type { AlertmanagerModel } from './model';
import type { CompiledAlertmanager } from './plan';
import {
  CLUSTER_TLS_DIRECTORY,
  CONFIG_DIRECTORY,
  DATA_DIRECTORY,
  DATA_SUB_PATH,
  MESH_PORT,
  WEB_CONFIG_DIRECTORY,
  WEB_PORT,
} from './paths';
import { reloaderContainer } from './reloader';

/** The containers of a pod, the main one first. */
export function containers(compiled: CompiledAlertmanager): Container[] {
  const mounts = [...configMounts(compiled), ...compiled.files.mounts];
  return [mainContainer(compiled, mounts), reloaderContainer(compiled, mounts)];
}

/** The volumes of a pod, without the one of its data. */
export function volumes(compiled: CompiledAlertmanager): Volume[] {
  const { model, files } = compiled;
  const { configSecret } = model.props;
  return [
    // Not optional: without its configuration a pod has nothing to do, and waits.
    configSecret === undefined
      ? { name: 'config', configMap: { name: model.names.config } }
      : { name: 'config', secret: { secretName: configSecret } },
    ...generated(compiled).map(({ volume, configMap }) => ({ name: volume, configMap: { name: configMap } })),
    ...files.volumes,
  ];
}

function configMounts(compiled: CompiledAlertmanager): VolumeMount[] {
  return [
    { name: 'config', mountPath: CONFIG_DIRECTORY, readOnly: true },
    ...generated(compiled).map(({ volume, mountPath }) => ({ name: volume, mountPath, readOnly: true })),
  ];
}

/** The files that are written besides the configuration, where there are any. */
function generated({ model: { names }, webConfig, clusterTls }: CompiledAlertmanager) {
  return [
    ...(webConfig === undefined
      ? []
      : [{ volume: 'web-config', configMap: names.webConfig, mountPath: WEB_CONFIG_DIRECTORY }]),
    ...(clusterTls === undefined
      ? []
      : [{ volume: 'cluster-tls', configMap: names.clusterTls, mountPath: CLUSTER_TLS_DIRECTORY }]),
  ];
}

function mainContainer({ model, args }: CompiledAlertmanager, mounts: readonly VolumeMount[]): Container {
  const { props, names } = model;
  return compact<Container>({
    name: 'alertmanager',
    image: model.image,
    imagePullPolicy: props.imagePullPolicy,
    args: [...args],
    env: model.hasMesh
      ? [podField('POD_NAME', 'metadata.name'), podField('POD_IP', 'status.podIP')]
      : undefined,
    ports: ports(model),
    // No startup probe: it listens after it has looked for its peers (15 s at most) and read its data, which is small.
    livenessProbe: probe(model, '/-/healthy', { periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 10 }),
    readinessProbe: probe(model, '/-/ready', { periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 }),
    resources: props.resources,
    securityContext: containerSecurity,
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [
      ...mounts,
      { name: names.claim, mountPath: DATA_DIRECTORY, subPath: DATA_SUB_PATH },
      ...(props.volumeMounts ?? []),
    ],
  });
}

/** The ports of the main container. */
export function ports({ portName, hasMesh }: AlertmanagerModel): ContainerPort[] {
  const web: ContainerPort = { name: portName, containerPort: WEB_PORT, protocol: 'TCP' };
  const mesh: ContainerPort[] = [
    { name: 'tcp-mesh', containerPort: MESH_PORT, protocol: 'TCP' },
    { name: 'udp-mesh', containerPort: MESH_PORT, protocol: 'UDP' },
  ];
  return hasMesh ? [web, ...mesh] : [web];
}

function probe({ scheme, pathPrefix, portName }: AlertmanagerModel, path: string, timing: Probe): Probe {
  return {
    httpGet: {
      path: servedPath(pathPrefix, path),
      port: portName,
      ...(scheme === 'https' ? { scheme: 'HTTPS' } : {}),
    },
    ...timing,
  };
}

function podField(name: string, fieldPath: string): EnvVar {
  // With the default spelt out: else a change from client-side to server-side apply is a conflict.
  return { name, valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath } } };
}
