import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { DaemonSetSpec } from 'kubernetes-types/apps/v1';
import type { ServiceSpec } from 'kubernetes-types/core/v1';
import { objectLabels, selectorLabels } from './labels';

const IDENTITY = { name: 'node-exporter', instance: 'node-exporter', version: '1.12.1' };
const PORT = 9100;

/** Mounts of the container runtime and of pods: their volumes are the kubelet's to measure. */
const MOUNT_POINTS_OF_PODS =
  '^/(dev|proc|sys|run/containerd/.+|run/credentials/.+|var/lib/containers/storage/.+|var/lib/kubelet/pods/.+)($|/)';

/** Network interfaces that come and go with pods. */
const DEVICES_OF_PODS = '^(veth.*|cali.*|lxc.*|[a-f0-9]{15})$';

/**
 * The node exporter, on every Linux node.
 *
 * It reads the host's file systems, processes and network counters, so it needs what `restricted` refuses:
 * a host path, the host's process ids and the host's network (inside of a pod's own, `/proc/net` counts
 * that pod's packets). It lives in a privileged namespace of its own, and takes nothing beyond these: no
 * root user, no capability, no writing, no token.
 *
 * There is no NetworkPolicy: none applies to pods in the host's network. It listens on the node's internal
 * address only.
 */
export class NodeExporter extends Construct {
  readonly namespace = 'node-exporter';

  /** Labels of the Service, for a monitor to select it by. */
  readonly labels = selectorLabels(IDENTITY);

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const metadata = { name: IDENTITY.name, namespace: this.namespace, labels: objectLabels(IDENTITY) };

    new ApiObject(this, 'ServiceAccount', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata,
      automountServiceAccountToken: false,
    });

    new ApiObject(this, 'DaemonSet', {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata,
      spec: daemonSetSpec(),
    });

    new ApiObject(this, 'Service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: {
        clusterIP: 'None',
        selector: selectorLabels(IDENTITY),
        ports: [{ name: 'metrics', port: PORT, targetPort: 'metrics' }],
      } satisfies ServiceSpec,
    });
  }
}

function daemonSetSpec(): DaemonSetSpec {
  return {
    selector: { matchLabels: selectorLabels(IDENTITY) },
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } },
    template: {
      metadata: { labels: objectLabels(IDENTITY) },
      spec: {
        serviceAccountName: IDENTITY.name,
        automountServiceAccountToken: false,
        priorityClassName: 'system-cluster-critical',
        nodeSelector: { 'kubernetes.io/os': 'linux' },
        tolerations: [{ operator: 'Exists' }],
        hostNetwork: true,
        hostPID: true,
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 65534,
          runAsGroup: 65534,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        containers: [
          {
            name: IDENTITY.name,
            image: `quay.io/prometheus/node-exporter:v${IDENTITY.version}`,
            args: [
              `--web.listen-address=[$(HOST_IP)]:${PORT}`,
              '--path.rootfs=/host',
              '--path.procfs=/host/proc',
              '--path.sysfs=/host/sys',
              '--path.udev.data=/host/run/udev/data',
              `--collector.filesystem.mount-points-exclude=${MOUNT_POINTS_OF_PODS}`,
              `--collector.netclass.ignored-devices=${DEVICES_OF_PODS}`,
              `--collector.netdev.device-exclude=${DEVICES_OF_PODS}`,
            ],
            env: [{ name: 'HOST_IP', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } }],
            ports: [{ name: 'metrics', containerPort: PORT, hostPort: PORT }],
            readinessProbe: { httpGet: { path: '/', port: 'metrics' } },
            livenessProbe: { httpGet: { path: '/', port: 'metrics' }, periodSeconds: 30, timeoutSeconds: 5 },
            resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '192Mi' } },
            securityContext: {
              allowPrivilegeEscalation: false,
              readOnlyRootFilesystem: true,
              capabilities: { drop: ['ALL'] },
            },
            volumeMounts: [
              { name: 'host', mountPath: '/host', readOnly: true, mountPropagation: 'HostToContainer' },
            ],
          },
        ],
        volumes: [{ name: 'host', hostPath: { path: '/', type: 'Directory' } }],
      },
    },
  };
}
