import { Construct } from 'constructs';
import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import type { AlertmanagerEndpoint, HasAlertmanagerEndpoint } from '../alertmanager';
import { checkHttpClient, type HttpClient } from '../http';
import {
  allow,
  clustersetHost,
  ingressPolicy,
  POD_NAME_LABEL,
  service,
  serviceExport,
  type Manifest,
  type ObjectPlace,
} from '../kubernetes';
import type { AlertmanagerTarget } from '../prometheus';
import { Where, type Problem } from '../problems';
import {
  clusterName,
  Synthesis,
  type Plan,
  type PodFact,
  type ServiceFact,
  type Workload,
} from '../synthesis';

/** Props of `AlertmanagerExport`. */
export interface AlertmanagerExportProps {
  /** An Alertmanager of the same cluster, which serves TLS: `web.tlsConfig`. */
  readonly of: HasAlertmanagerEndpoint;

  /**
   * As whom those of the other clusters come: addresses of their pods or of a gateway. They alone, and those whom the Alertmanager
   * lets in itself, may reach the port: Alertmanagers cannot ask for certificates, since the kubelet, which probes them, has none.
   */
  readonly peers: readonly NetworkPolicyPeer[];

  /** Whom senders trust. References are to Secrets and ConfigMaps beside each sender. */
  readonly client: HttpClient;
}

const EVERYBODY: ReadonlySet<string> = new Set(['0.0.0.0/0', '::/0']);

/**
 * One mesh of Alertmanagers for many clusters: each instance gets a Service of its own, exported to the ClusterSet by the
 * Multi-Cluster Services API, because a sender tells every instance. The port of the mesh is not exported: see docs/fleet.md.
 *
 * ```ts
 * const exported = new AlertmanagerExport(hub, 'export', {
 *   of: alertmanager,
 *   peers: [{ ipBlock: { cidr: '10.0.0.0/8' } }],
 *   client: { tlsConfig: { ca: { secret: secretKey('alertmanager-ca', 'ca.crt') } } },
 * });
 * new Prometheus(cluster, 'k8s', { alerting: { alertmanagers: [exported.target] } });
 * ```
 */
export class AlertmanagerExport extends Construct implements Workload {
  /** For `alerting.alertmanagers` of a Prometheus in another cluster. */
  readonly target: AlertmanagerTarget;
  readonly serviceFacts: readonly ServiceFact[] = [];
  readonly podFacts: readonly PodFact[] = [];
  private readonly problems: Problem[] = [];
  private readonly endpoint: AlertmanagerEndpoint;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AlertmanagerExportProps,
  ) {
    super(scope, id);
    this.endpoint = props.of.endpoint;
    const { namespace, port, scheme, pathPrefix } = this.endpoint;
    this.target = Object.freeze({
      ...props.client,
      scheme,
      pathPrefix,
      targets: podsOf(this.endpoint).map((pod) => `${clustersetHost(namespace, pod)}:${port}`),
    });
    check(new Where(this.problems, this.node.path), clusterName(this), props);
    Synthesis.of(this).addWorkload(this);
  }

  /** Called when the tree of the app is complete. */
  plan(): Plan {
    return {
      problems: this.problems,
      selected: [],
      connections: [],
      figures: { exportedServices: this.endpoint.hosts.length },
      render: () => manifests(this.endpoint, this.props.peers),
    };
  }
}

function manifests(endpoint: AlertmanagerEndpoint, peers: readonly NetworkPolicyPeer[]): Manifest[] {
  const { name, namespace, port, portName, podGroup } = endpoint;
  const place: ObjectPlace = {
    namespace,
    labels: {
      ...podGroup.podSelector,
      'app.kubernetes.io/component': 'alertmanager-export',
      'app.kubernetes.io/managed-by': 'cdk8s-prometheus',
    },
  };
  return [
    ...podsOf(endpoint).flatMap((pod) => [
      service(place, pod, {
        ports: [{ name: portName, port, targetPort: portName }],
        selector: { ...podGroup.podSelector, [POD_NAME_LABEL]: pod },
        // An instance needs the alerts before it is ready.
        publishNotReadyAddresses: true,
      }),
      serviceExport(place, pod),
    ]),
    ingressPolicy(
      place,
      `alertmanager-${name}-export`,
      podGroup.podSelector,
      allow([{ protocol: 'TCP', port }], peers),
    ),
  ];
}

/** The names of the instances: each is the first part of its host. */
function podsOf({ hosts }: AlertmanagerEndpoint): string[] {
  return hosts.map((host) => host.slice(0, host.indexOf('.')));
}

function check(where: Where, cluster: string, { of, peers, client }: AlertmanagerExportProps): void {
  const { endpoint } = of;
  const title = `${endpoint.namespace}/${endpoint.name}`;
  if (endpoint.cluster !== cluster) {
    where.at('of').error({
      code: 'other-cluster',
      value: title,
      complaint: 'is in another cluster than its export',
      remedy: 'Make the export below the same cluster of the fleet.',
    });
  }
  if (endpoint.scheme !== 'https') {
    where.at('of').error({
      code: 'open-alertmanager',
      value: title,
      complaint: 'serves no TLS: alerts and silences of all clusters would pass networks in the clear',
      remedy: 'Give it a certificate: `web: { tlsConfig: { cert, keySecret } }`.',
    });
  }
  if (endpoint.scheme === 'https' && client.tlsConfig === undefined) {
    where.at('client', 'tlsConfig').error({
      code: 'incomplete',
      complaint: 'is not set: it says whom senders trust',
      remedy: "Set `tlsConfig: { ca: { secret: secretKey('alertmanager-ca', 'ca.crt') } }`.",
    });
  }
  if (peers.length === 0) {
    where.at('peers').error({
      code: 'incomplete',
      complaint: 'names nobody: no sender of another cluster would get through',
      remedy: "Name their addresses: `peers: [{ ipBlock: { cidr: '10.0.0.0/8' } }]`.",
    });
  }
  peers.forEach(({ ipBlock }, index) => {
    if (ipBlock !== undefined && EVERYBODY.has(ipBlock.cidr)) {
      where.at('peers', index, 'ipBlock', 'cidr').error({
        code: 'open-alertmanager',
        value: ipBlock.cidr,
        complaint:
          'is everybody: an Alertmanager knows no passwords, and whoever reaches it can silence alerts',
        remedy: 'Name the addresses of the pods, or of the gateways, of the other clusters.',
      });
    }
  });
  checkHttpClient(where.at('client'), client);
}
