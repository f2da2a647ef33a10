import { createHash } from 'node:crypto';
import type { Container, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import {
  allow,
  configMap,
  ingressPolicy,
  podDisruptionBudget,
  podPeer,
  selectorLabels,
  service,
  serviceAccount,
  type Manifest,
} from '../../kubernetes';
import { renderYaml } from '../../native';
import type { GrafanaDashboardProviderFile } from '../../native/grafana';
import type { MountedFiles } from '../../references';
import { originsOf, type Connection } from '../../synthesis';
import { compact } from '../../values';
import { containerSecurity, dataVolume, statefulSet } from '../../workload';
import type { DashboardFolder } from './folders';
import { WEB_PORT, type GrafanaModel } from './model';

/** Below it lies all that Grafana reads. */
export const CONFIG_ROOT = '/etc/grafana';
const DATA_DIRECTORY = '/var/lib/grafana';
const DASHBOARDS = '/etc/grafana/dashboards';

/** Everything that the objects of a Grafana are made from. */
export interface CompiledGrafana {
  readonly model: GrafanaModel;
  readonly ini: string;
  readonly dataSources: string;
  readonly folders: readonly DashboardFolder[];
  readonly files: MountedFiles;
}

/** The objects of a Grafana. */
export function grafanaManifests(compiled: CompiledGrafana, connections: readonly Connection[]): Manifest[] {
  const { model, ini, dataSources, folders } = compiled;
  const { place, fullName, identity, portName, props } = model;
  const selector = selectorLabels(identity);
  const ports = [{ name: portName, port: WEB_PORT, targetPort: portName }];
  const files = {
    'grafana.ini': ini,
    'datasources.yaml': dataSources,
    'dashboards.yaml': providers(folders),
  };
  return [
    ...(props.serviceAccountName === undefined ? [serviceAccount(place, fullName)] : []),
    configMap(place, fullName, files),
    ...folders.flatMap((folder) =>
      folder.plan.slots.flatMap((data, index) =>
        Object.keys(data).length === 0 ? [] : [configMap(place, slotName(model, folder, index), data)],
      ),
    ),
    service(place, fullName, { ports, selector, sticky: true }),
    service(place, `${fullName}-headless`, { ports, selector, headless: true }),
    instances(compiled, files),
    ...(props.podDisruptionBudget === false ? [] : [podDisruptionBudget(place, fullName, selector)]),
    ...networkPolicy(model, connections),
  ];
}

function providers(folders: readonly DashboardFolder[]): string {
  const file: GrafanaDashboardProviderFile = {
    apiVersion: 1,
    providers: folders.map(({ title, name }) => ({
      name,
      type: 'file',
      folder: title,
      disableDeletion: false,
      allowUiUpdates: false,
      options: { path: `${DASHBOARDS}/${name}` },
    })),
  };
  return renderYaml(file);
}

function instances(compiled: CompiledGrafana, files: Readonly<Record<string, string>>): Manifest {
  const { model, folders } = compiled;
  const { place, fullName, identity, replicas, props } = model;
  return statefulSet(
    place,
    {
      name: fullName,
      identity,
      replicas,
      serviceName: `${fullName}-headless`,
      serviceAccountName: props.serviceAccountName ?? fullName,
      token: false,
      containers: [container(compiled)],
      volumes: [
        { name: 'config', configMap: { name: fullName } },
        { name: 'tmp', emptyDir: {} },
        ...folders.map((folder) => folderVolume(model, folder)),
        ...compiled.files.volumes(),
      ],
      data: dataVolume(props.storage, model.claim),
      gracePeriodSeconds: 30,
      updateStrategy: props.updateStrategy ?? 'RollingUpdate',
      // It reads them at its start, and never again.
      rollOn: { 'cdk8s-prometheus/config': digest(files) },
    },
    props,
  );
}

function container({ model, folders, files }: CompiledGrafana): Container {
  const { props, image, portName, claim } = model;
  const http = { path: '/api/health', port: portName };
  return compact<Container>({
    name: 'grafana',
    image,
    imagePullPolicy: props.imagePullPolicy,
    env: [
      { name: 'GF_PATHS_CONFIG', value: `${CONFIG_ROOT}/grafana.ini` },
      { name: 'GF_PATHS_DATA', value: DATA_DIRECTORY },
      { name: 'GF_PATHS_PROVISIONING', value: `${CONFIG_ROOT}/provisioning` },
    ],
    ports: [{ name: portName, containerPort: WEB_PORT, protocol: 'TCP' }],
    // Migrations of its database come before it listens.
    startupProbe: { httpGet: http, periodSeconds: 5, failureThreshold: 60 },
    readinessProbe: { httpGet: http, periodSeconds: 5, failureThreshold: 3 },
    livenessProbe: { httpGet: http, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 },
    resources: props.resources,
    securityContext: containerSecurity,
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [
      fileMount('grafana.ini', 'grafana.ini'),
      fileMount('datasources.yaml', 'provisioning/datasources/datasources.yaml'),
      fileMount('dashboards.yaml', 'provisioning/dashboards/dashboards.yaml'),
      { name: claim, mountPath: DATA_DIRECTORY },
      { name: 'tmp', mountPath: '/tmp' },
      ...folders.map(({ name }) => ({ name, mountPath: `${DASHBOARDS}/${name}`, readOnly: true })),
      ...files.mounts(),
      ...(props.volumeMounts ?? []),
    ],
  });
}

/** A single file never changes in a running pod, and need not: a change rolls the pods. */
function fileMount(key: string, path: string): VolumeMount {
  return { name: 'config', mountPath: `${CONFIG_ROOT}/${path}`, subPath: key, readOnly: true };
}

function folderVolume(model: GrafanaModel, folder: DashboardFolder): Volume {
  const sources = Array.from({ length: folder.plan.mounted }, (_, index) => ({
    configMap: { name: slotName(model, folder, index), optional: true },
  }));
  return { name: folder.name, projected: { sources } };
}

function slotName({ fullName }: GrafanaModel, { name }: DashboardFolder, index: number): string {
  return `${fullName}-${name}-${index}`;
}

function digest(files: Readonly<Record<string, string>>): string {
  return createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
}

function networkPolicy(model: GrafanaModel, connections: readonly Connection[]): Manifest[] {
  const { networkPolicy: options = {} } = model.props;
  if (options === false) {
    return [];
  }
  const { place, fullName, identity, portName, podGroup } = model;
  const peers = originsOf(connections, [podGroup], { name: portName, number: WEB_PORT }).map(podPeer);
  const ingress = allow([{ port: portName, protocol: 'TCP' }], [...peers, ...(options.webFrom ?? [])]);
  return [ingressPolicy(place, fullName, selectorLabels(identity), ingress)];
}
