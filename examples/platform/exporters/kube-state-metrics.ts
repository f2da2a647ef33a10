import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { DeploymentSpec } from 'kubernetes-types/apps/v1';
import type { ServiceSpec } from 'kubernetes-types/core/v1';
import type { NetworkPolicySpec } from 'kubernetes-types/networking/v1';
import type { PolicyRule } from 'kubernetes-types/rbac/v1';
import { objectLabels, selectorLabels } from './labels';

const IDENTITY = { name: 'kube-state-metrics', instance: 'kube-state-metrics', version: '2.20.0' };

/** What it watches, by API group: as much as the platform's rules and dashboards read, and no more. */
const WATCHED: Readonly<Record<string, readonly string[]>> = {
  '': ['nodes', 'pods', 'resourcequotas'],
  apps: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'],
  autoscaling: ['horizontalpodautoscalers'],
  batch: ['jobs'],
};

/**
 * kube-state-metrics: the state of the cluster's objects as metrics.
 *
 * One replica, never two at a time: every series of a second one would count its object twice. Belongs
 * into a chart without `namespace`, as its ClusterRole is in none.
 */
export class KubeStateMetrics extends Construct {
  readonly namespace = 'monitoring';

  /** Labels of the Service, for a monitor to select it by. */
  readonly labels = selectorLabels(IDENTITY);

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.addAccess();
    this.addWorkload();
  }

  private addAccess(): void {
    const clusterMetadata = { name: IDENTITY.name, labels: objectLabels(IDENTITY) };

    new ApiObject(this, 'ServiceAccount', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { ...clusterMetadata, namespace: this.namespace },
      automountServiceAccountToken: false,
    });

    new ApiObject(this, 'ClusterRole', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: clusterMetadata,
      rules: watchRules(),
    });

    new ApiObject(this, 'ClusterRoleBinding', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: clusterMetadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: IDENTITY.name },
      subjects: [{ kind: 'ServiceAccount', name: IDENTITY.name, namespace: this.namespace }],
    });
  }

  private addWorkload(): void {
    const metadata = { name: IDENTITY.name, namespace: this.namespace, labels: objectLabels(IDENTITY) };

    new ApiObject(this, 'Deployment', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: deploymentSpec(),
    });

    new ApiObject(this, 'Service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: {
        clusterIP: 'None',
        selector: selectorLabels(IDENTITY),
        ports: [
          { name: 'http-metrics', port: 8080, targetPort: 'http-metrics' },
          { name: 'telemetry', port: 8081, targetPort: 'telemetry' },
        ],
      } satisfies ServiceSpec,
    });

    new ApiObject(this, 'NetworkPolicy', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata,
      spec: networkPolicySpec(),
    });
  }
}

function watchRules(): PolicyRule[] {
  return Object.entries(WATCHED).map(([group, resources]) => ({
    apiGroups: [group],
    resources: [...resources],
    verbs: ['list', 'watch'],
  }));
}

function deploymentSpec(): DeploymentSpec {
  return {
    replicas: 1,
    strategy: { type: 'Recreate' },
    selector: { matchLabels: selectorLabels(IDENTITY) },
    template: {
      metadata: { labels: objectLabels(IDENTITY) },
      spec: {
        serviceAccountName: IDENTITY.name,
        automountServiceAccountToken: true,
        priorityClassName: 'system-cluster-critical',
        nodeSelector: { 'kubernetes.io/os': 'linux' },
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 65534,
          runAsGroup: 65534,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        containers: [
          {
            name: IDENTITY.name,
            image: `registry.k8s.io/kube-state-metrics/kube-state-metrics:v${IDENTITY.version}`,
            args: [
              '--port=8080',
              '--telemetry-port=8081',
              `--resources=${Object.values(WATCHED).flat().sort().join(',')}`,
            ],
            ports: [
              { name: 'http-metrics', containerPort: 8080 },
              { name: 'telemetry', containerPort: 8081 },
            ],
            readinessProbe: { httpGet: { path: '/readyz', port: 'telemetry' }, timeoutSeconds: 5 },
            livenessProbe: { httpGet: { path: '/livez', port: 'http-metrics' }, timeoutSeconds: 5 },
            resources: { requests: { cpu: '20m', memory: '128Mi' }, limits: { memory: '512Mi' } },
            securityContext: {
              allowPrivilegeEscalation: false,
              readOnlyRootFilesystem: true,
              capabilities: { drop: ['ALL'] },
            },
          },
        ],
      },
    },
  };
}

function networkPolicySpec(): NetworkPolicySpec {
  return {
    podSelector: { matchLabels: selectorLabels(IDENTITY) },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      {
        from: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
            podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } },
          },
        ],
        ports: [{ port: 'http-metrics' }, { port: 'telemetry' }],
      },
    ],
    // The API servers are no pods: all that is known of them is their port, before and behind their Service.
    egress: [{ ports: [{ port: 443 }, { port: 6443 }] }],
  };
}
