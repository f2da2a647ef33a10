import type { Pod, Service, ServicePort } from 'kubernetes-types/core/v1';
import type { Api } from './api';
import { RecordingServer, type Answer, type RecordedRequest } from './http-server';
import { registerNode } from './node/register';

/** The node of pods that the test plays itself: {@link LocalNode} leaves them alone. */
const TARGET_NODE = 'node-of-targets';
const TARGET_NODE_ADDRESS = '10.244.255.1';

export interface TargetOptions {
  readonly address: string;
  readonly port: number;

  /**
   * What it serves to begin with, as text exposition.
   * @default ''
   */
  readonly metrics?: string;

  /**
   * Where it serves it.
   * @default '/metrics'
   */
  readonly path?: string;

  /**
   * The `Authorization` header that it demands, see {@link bearer} and {@link basic}.
   * @default - anyone may scrape
   */
  readonly authorization?: string;
}

/** Something to scrape: a server of the test's own. */
export class Target {
  static async start({
    address,
    port,
    path = '/metrics',
    metrics = '',
    authorization,
  }: TargetOptions): Promise<Target> {
    const exposition = { text: metrics };
    const answer = (request: RecordedRequest): Answer => {
      if (authorization !== undefined && request.headers.authorization !== authorization) {
        return { status: 401 };
      }
      if (request.path.split('?', 1)[0] !== path) {
        return { status: 404 };
      }
      return { headers: { 'content-type': 'text/plain; version=0.0.4' }, body: exposition.text };
    };
    return new Target(await RecordingServer.start(address, port, answer), exposition, address);
  }

  private constructor(
    private readonly server: RecordingServer,
    private readonly exposition: { text: string },
    readonly address: string,
  ) {}

  /** What it serves from now on. */
  set metrics(text: string) {
    this.exposition.text = text;
  }

  /** The scrapes so far, with their headers. */
  get requests(): readonly RecordedRequest[] {
    return this.server.requests;
  }

  async close(): Promise<void> {
    await this.server.close();
  }
}

export function bearer(token: string): string {
  return `Bearer ${token}`;
}

export function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

/** A Service to publish. */
export interface TargetService {
  readonly namespace: string;
  readonly name: string;

  /** Labels of the Service and of its pods. @default - only `app`, which is the Service's name */
  readonly labels?: Readonly<Record<string, string>>;
  readonly ports: readonly ServicePort[];
}

/** A pod of a published Service: a name and a state for what listens at the address. */
export interface TargetPod {
  readonly address: string;
  readonly pod: string;

  /** @default true */
  readonly ready?: boolean;

  /** @default - none beyond those of the Service */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * Writes a Service and its pods as if they ran; the control plane's own controller makes EndpointSlices of
 * them. Called again it changes them: what `ready` says, for one.
 */
export async function publishEndpoints(
  api: Api,
  service: TargetService,
  pods: readonly TargetPod[],
): Promise<void> {
  const { namespace, name, ports } = service;
  const labels = { app: name, ...service.labels };
  await registerNode(api, TARGET_NODE, TARGET_NODE_ADDRESS);
  await api.apply<Service>({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name, labels },
    spec: { selector: { app: name }, ports: [...ports] },
  });
  for (const pod of pods) {
    const object = targetPod(service, { ...labels, ...pod.labels }, pod);
    await api.apply<Pod>(object);
    const status = targetStatus(pod);
    await api.patch({ apiVersion: 'v1', kind: 'Pod', namespace, name: pod.pod }, { status }, 'status');
  }
}

/** A pod that even a namespace takes where `restricted` is enforced. */
function targetPod(
  { namespace, ports }: TargetService,
  labels: Record<string, string>,
  { pod }: TargetPod,
): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name: pod, labels },
    spec: {
      nodeName: TARGET_NODE,
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name: 'app',
          image: 'played-by-the-test',
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
          ports: ports.map(({ name, port, targetPort }) => ({
            containerPort: typeof targetPort === 'number' ? targetPort : port,
            ...(name !== undefined && { name }),
          })),
        },
      ],
    },
  };
}

function targetStatus({ address, ready = true }: TargetPod): Pod['status'] {
  const status = ready ? 'True' : 'False';
  return {
    phase: 'Running',
    podIP: address,
    podIPs: [{ ip: address }],
    hostIP: TARGET_NODE_ADDRESS,
    conditions: ['ContainersReady', 'Ready'].map((type) => ({ type, status })),
  };
}
