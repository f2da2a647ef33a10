import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { text } from 'node:stream/consumers';
import {
  ask,
  push,
  tellDeparture,
  tcp,
  type Dial,
  type MeshEndpoint,
  type MeshNode,
  type MeshTls,
  type UnreadAnswer,
} from '../mesh';
import { within } from '../time';
import type { ActiveAlert, InstancePort, PodLook } from '../rollout';

/** How to get to the ports of a pod. */
export interface Reach {
  dial(pod: PodLook, port: number): Dial;
  http(pod: PodLook, request: InstanceRequest): Promise<string>;
}

export interface InstanceRequest {
  readonly method: 'GET' | 'POST';

  /** Below the instance's prefix, such as `/api/v2/status`. */
  readonly path: string;
  readonly body?: unknown;
  readonly signal: AbortSignal;
}

/** Milliseconds of one exchange or request: an instance that takes longer is as good as paused, for now. */
const TIMEOUT = 8_000;

/** Fields of an alert that another instance takes; the rest it finds out by itself. */
interface ShownAlert {
  readonly fingerprint: string;
  readonly labels: unknown;
  readonly annotations: unknown;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly generatorURL?: string;
}

/** Alertmanagers in pods. */
export class AlertmanagerInstances implements InstancePort {
  constructor(
    private readonly reach: Reach,
    private readonly tls: MeshTls | undefined,
  ) {}

  async ask(pod: PodLook, signal: AbortSignal): Promise<UnreadAnswer> {
    return ask(this.endpoint(pod), { signal, timeout: TIMEOUT });
  }

  async push(pod: PodLook, pieces: readonly Uint8Array[], signal: AbortSignal): Promise<void> {
    await push(this.endpoint(pod), pieces, { signal, timeout: TIMEOUT });
  }

  async tellDeparture(pod: PodLook, node: MeshNode, signal: AbortSignal): Promise<void> {
    await tellDeparture(this.endpoint(pod), node, { signal, timeout: TIMEOUT });
  }

  async isSettled(pod: PodLook, signal: AbortSignal): Promise<boolean> {
    const status = await this.get<{ cluster: { status: string } }>(pod, '/api/v2/status', signal);
    return status.cluster.status !== 'settling';
  }

  async version(pod: PodLook, signal: AbortSignal): Promise<string | undefined> {
    const status = await this.get<{ versionInfo?: { version?: string } }>(pod, '/api/v2/status', signal);
    return status.versionInfo?.version;
  }

  async alerts(pod: PodLook, signal: AbortSignal): Promise<readonly ActiveAlert[]> {
    const alerts = await this.get<ShownAlert[]>(pod, '/api/v2/alerts', signal);
    return alerts.map(({ fingerprint, labels, annotations, startsAt, endsAt, generatorURL }) => ({
      fingerprint,
      body: { labels, annotations, startsAt, endsAt, generatorURL },
    }));
  }

  async postAlerts(pod: PodLook, alerts: readonly ActiveAlert[], signal: AbortSignal): Promise<void> {
    if (alerts.length > 0) {
      const body = alerts.map((alert) => alert.body);
      await within(TIMEOUT, signal, (ended) =>
        this.reach.http(pod, { method: 'POST', path: '/api/v2/alerts', body, signal: ended }),
      );
    }
  }

  private async get<T>(pod: PodLook, path: string, signal: AbortSignal): Promise<T> {
    const answer = await within(TIMEOUT, signal, (ended) =>
      this.reach.http(pod, { method: 'GET', path, signal: ended }),
    );
    return JSON.parse(answer) as T;
  }

  private endpoint(pod: PodLook): MeshEndpoint {
    const { mesh } = pod.settings;
    const { port = 0, label = '', tls = false } = mesh ?? {};
    // Its certificate names the instance, and not the address that we happen to dial.
    return {
      dial: this.reach.dial(pod, port),
      label,
      ...(tls && { tls: { servername: pod.address, ...this.tls } }),
    };
  }
}

/** From inside of the cluster: pods at their addresses. */
export class DirectReach implements Reach {
  dial({ address = '' }: PodLook, port: number): Dial {
    return tcp(address, port);
  }

  async http(
    { address = '', settings: { web } }: PodLook,
    { method, path, body, signal }: InstanceRequest,
  ): Promise<string> {
    const host = address.includes(':') ? `[${address}]` : address;
    const url = `${web.scheme}://${host}:${web.port}${web.prefix}${path}`;
    const content = body === undefined ? '' : JSON.stringify(body);
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) };
    return new Promise((resolve, reject) => {
      const send = web.scheme === 'https' ? requestHttps : requestHttp;
      // Its certificate is for its users' names, not for the address of a pod.
      const sent = send(
        url,
        { method, headers, signal, agent: false, rejectUnauthorized: false },
        (response) => {
          text(response).then((answer) => {
            const { statusCode = 0 } = response;
            if (statusCode >= 300) {
              reject(new Error(`${method} ${url}: ${statusCode} ${answer.slice(0, 200)}`));
            } else {
              resolve(answer);
            }
          }, reject);
        },
      );
      sent.on('error', reject);
      sent.end(content);
    });
  }
}
