import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { DeploymentSpec } from 'kubernetes-types/apps/v1';
import type { ServiceSpec } from 'kubernetes-types/core/v1';
import type { NetworkPolicySpec } from 'kubernetes-types/networking/v1';
import type { PodDisruptionBudgetSpec } from 'kubernetes-types/policy/v1';

const NAME = 'checkout';
const SELECTOR = { 'app.kubernetes.io/name': NAME, 'app.kubernetes.io/instance': NAME };

/** podinfo stands in for a real shop: it serves HTTP, and metrics of it on a port of their own. */
const VERSION = '6.14.1';
const LABELS = { ...SELECTOR, 'app.kubernetes.io/part-of': 'shop', 'app.kubernetes.io/version': VERSION };

/** An application, as the team that owns it would write it. */
export class Checkout extends Construct {
  readonly namespace = 'shop';

  /** Labels of the Service, for a monitor to select it by. */
  readonly labels: Record<string, string> = SELECTOR;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const metadata = { name: NAME, namespace: this.namespace, labels: LABELS };

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
        selector: SELECTOR,
        ports: [
          { name: 'http', port: 8080, targetPort: 'http' },
          { name: 'metrics', port: 9090, targetPort: 'metrics' },
        ],
      } satisfies ServiceSpec,
    });

    new ApiObject(this, 'PodDisruptionBudget', {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata,
      spec: { selector: { matchLabels: SELECTOR }, maxUnavailable: 1 } satisfies PodDisruptionBudgetSpec,
    });

    new ApiObject(this, 'NetworkPolicy', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata,
      spec: networkPolicySpec(),
    });
  }
}

function deploymentSpec(): DeploymentSpec {
  return {
    replicas: 3,
    selector: { matchLabels: SELECTOR },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0 } },
    template: {
      metadata: { labels: LABELS },
      spec: {
        automountServiceAccountToken: false,
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 65532,
          runAsGroup: 65532,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'kubernetes.io/hostname',
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector: { matchLabels: SELECTOR },
          },
        ],
        containers: [
          {
            name: NAME,
            image: `ghcr.io/stefanprodan/podinfo:${VERSION}`,
            command: ['./podinfo', '--port=8080', '--port-metrics=9090'],
            ports: [
              { name: 'http', containerPort: 8080 },
              { name: 'metrics', containerPort: 9090 },
            ],
            readinessProbe: { httpGet: { path: '/readyz', port: 'http' } },
            livenessProbe: { httpGet: { path: '/healthz', port: 'http' }, timeoutSeconds: 5 },
            resources: { requests: { cpu: '50m', memory: '32Mi' }, limits: { memory: '64Mi' } },
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

/** Anyone in the cluster may check out; only Prometheus may scrape. */
function networkPolicySpec(): NetworkPolicySpec {
  return {
    podSelector: { matchLabels: SELECTOR },
    policyTypes: ['Ingress'],
    ingress: [
      { from: [{ namespaceSelector: {} }], ports: [{ port: 'http' }] },
      {
        from: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
            podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } },
          },
        ],
        ports: [{ port: 'metrics' }],
      },
    ],
  };
}
