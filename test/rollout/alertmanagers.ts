import type { StatefulSet } from 'kubernetes-types/apps/v1';
import type { ConfigMap, Service } from 'kubernetes-types/core/v1';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1';
import type { Cluster } from '../cluster';
import { POD_SECURITY, RESTRICTED } from '../cluster/harness.fixtures';
import { MESH_TLS } from './mesh-tls';

export const NAME = 'alertmanager-main';
export const REPLICAS = 3;

/** A ConfigMap with a configuration that no Alertmanager starts with. */
export const BAD_CONFIG = 'alertmanager-bad';

const LABELS = { app: NAME };

/** What scenarios change. */
export interface SetOptions {
  readonly namespace: string;
  readonly strategy: 'RollingUpdate' | 'OnDelete';

  /** Whether its pods keep their data. */
  readonly persistent: boolean;

  /** Changes nothing but the revision. */
  readonly annotation?: string;

  /**
   * Empty: none, as before 0.26.
   * @default 'first'
   */
  readonly label?: string;

  /**
   * Whether it gossips over TLS, with certificates of both sides.
   * @default false
   */
  readonly tls?: boolean;

  /**
   * Name of the ConfigMap with its configuration.
   * @default 'alertmanager-main'
   */
  readonly config?: string;

  /**
   * Where it keeps its data, below the volume that is for it.
   * @default '/alertmanager'
   */
  readonly storage?: string;

  /** @default - the headless Service */
  readonly peer?: string;
  readonly args?: readonly string[];

  /**
   * Where it gossips: at the address of its pod alone, or at all, as port-forward needs it, which leads to localhost.
   * @default 'pod'
   */
  readonly listen?: 'pod' | 'all';

  /**
   * Whether it has the name of its pod in the mesh: the flag exists since 0.30.
   * @default true
   */
  readonly named?: boolean;

  /**
   * Go duration. From 12 s on an instance has settled when it starts to notify. Without it, it may say of an alert that
   * it fires after that has ended: what it had to say waits for it to settle, as it was when it came.
   */
  readonly startDelay?: string;
  readonly image?: string;

  /** @default 3 */
  readonly replicas?: number;
}

/** Everything around the StatefulSet: it stays as it is. */
export function surroundings(
  namespace: string,
  webhook: string,
): [ConfigMap, ConfigMap, Service, PodDisruptionBudget] {
  const metadata = { namespace, name: NAME };
  const config = {
    route: {
      receiver: 'pager',
      group_by: ['group'],
      group_wait: '1500ms', // half a second after whatever begins or ends elsewhere: see the ticks of `Traffic`
      group_interval: '30s',
      repeat_interval: '4h',
    },
    receivers: [{ name: 'pager', webhook_configs: [{ url: webhook }] }],
  };
  return [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'alertmanager.yml': JSON.stringify(config) } },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { namespace, name: BAD_CONFIG },
      data: { 'alertmanager.yml': JSON.stringify({ ...config, receivers: [] }) },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: {
        clusterIP: 'None',
        publishNotReadyAddresses: true,
        selector: LABELS,
        ports: [{ name: 'mesh', port: 9094 }],
      },
    },
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata,
      spec: { maxUnavailable: 1, selector: { matchLabels: LABELS } },
    },
  ];
}

export function statefulSet(options: SetOptions): StatefulSet {
  const {
    namespace,
    strategy,
    persistent,
    annotation = '',
    replicas = REPLICAS,
    config = NAME,
    tls = false,
  } = options;
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { namespace, name: NAME },
    spec: {
      replicas,
      serviceName: NAME,
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: strategy },
      selector: { matchLabels: LABELS },
      template: {
        metadata: { labels: LABELS, annotations: { change: annotation } },
        spec: {
          securityContext: POD_SECURITY,
          terminationGracePeriodSeconds: 10,
          containers: [container(options)],
          volumes: [
            { name: 'config', configMap: { name: config } },
            ...(tls ? [{ name: MESH_TLS, secret: { secretName: MESH_TLS } }] : []),
            ...(persistent ? [] : [{ name: 'data', emptyDir: {} }]),
          ],
        },
      },
      ...(persistent && {
        volumeClaimTemplates: [
          {
            metadata: { name: 'data' },
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
          },
        ],
      }),
    },
  };
}

/** As the API server has it. */
export async function readStatefulSet({ api }: Cluster, namespace: string): Promise<StatefulSet> {
  return api.get<StatefulSet>({ apiVersion: 'apps/v1', kind: 'StatefulSet', namespace, name: NAME });
}

type Container = NonNullable<StatefulSet['spec']>['template']['spec'] extends infer S | undefined
  ? S extends { containers: Array<infer C> }
    ? C
    : never
  : never;

function container({
  namespace,
  label = 'first',
  storage = '/alertmanager',
  peer,
  args = [],
  listen = 'pod',
  named = true,
  startDelay,
  image,
  tls = false,
}: SetOptions): Container {
  return {
    ...RESTRICTED,
    name: 'alertmanager',
    image: image ?? 'quay.io/prometheus/alertmanager:v0.34.2',
    args: [
      '--config.file=/etc/alertmanager/alertmanager.yml',
      `--storage.path=${storage}`,
      ...(listen === 'pod'
        ? ['--cluster.listen-address=[$(POD_IP)]:9094']
        : ['--cluster.listen-address=:9094', '--cluster.advertise-address=[$(POD_IP)]:9094']),
      ...(named ? ['--cluster.peer-name=$(POD_NAME)'] : []),
      ...(label === '' ? [] : [`--cluster.label=${label}`]),
      ...(tls ? [`--cluster.tls-config=/etc/${MESH_TLS}/config.yml`] : []),
      `--cluster.peer=${peer ?? `${NAME}.${namespace}.svc`}:9094`,
      // Not 15 s, for the tests' sake. The last one waits two of these for its turn, and that must be less than
      // `group_interval`: else any mesh says of each alert that ends once more that it fires, without any restart.
      '--cluster.peer-timeout=5s',
      ...(startDelay === undefined ? [] : [`--dispatch.start-delay=${startDelay}`]),
      ...args,
    ],
    env: [
      { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
      { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    ],
    ports: [{ name: 'web', containerPort: 9093 }],
    readinessProbe: { httpGet: { path: '/-/ready', port: 'web' }, periodSeconds: 1 },
    volumeMounts: [
      { name: 'config', mountPath: '/etc/alertmanager' },
      ...(tls ? [{ name: MESH_TLS, mountPath: `/etc/${MESH_TLS}` }] : []),
      { name: 'data', mountPath: '/alertmanager' },
    ],
  };
}
