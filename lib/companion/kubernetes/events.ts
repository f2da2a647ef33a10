import type { StatefulSet } from 'kubernetes-types/apps/v1';
import type { Event } from 'kubernetes-types/core/v1';
import type { ClockPort } from '../rollout';
import type { KubernetesApi } from './api';
import type { SetReference } from './cluster';

const COMPONENT = 'cdk8s-prometheus-rollout';
const LONGEST_MESSAGE = 1024;

/** Milliseconds after which the same is worth an Event of its own again. */
const AGGREGATION = 600_000;

/** An Event that was written, to be counted on. */
interface Written {
  readonly name: string;
  readonly count: number;
  readonly at: number;
}

/** Events of a StatefulSet, which `kubectl describe` shows. What is said again is counted, as kubelets do it. */
export class KubernetesEvents {
  private readonly written = new Map<string, Written>();
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly api: KubernetesApi,
    private readonly set: SetReference,
    private readonly clock: ClockPort,
  ) {}

  /** One after the other, so that two of the same are one. */
  async record(
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
    signal: AbortSignal,
  ): Promise<void> {
    // Events are for people: one that cannot be written is no reason to stop.
    this.last = this.last.then(() => this.write(type, reason, message, signal).catch(() => undefined));
    return this.last;
  }

  /** Returns when all of them have been written, or could not be. */
  async settled(): Promise<void> {
    await this.last;
  }

  private async write(type: string, reason: string, message: string, signal: AbortSignal): Promise<void> {
    const at = this.clock.now();
    const key = JSON.stringify([type, reason, message]);
    const former = this.written.get(key);
    const fresh = former !== undefined && at - former.at < AGGREGATION;
    const next = fresh
      ? await this.countUp(former, at, signal).catch(() => undefined) // it may have been cleaned away
      : undefined;
    this.written.set(key, next ?? (await this.create({ type, reason, message }, at, signal)));
    for (const [each, { at: said }] of this.written) {
      if (at - said >= AGGREGATION) {
        this.written.delete(each);
      }
    }
  }

  private async countUp({ name, count }: Written, at: number, signal: AbortSignal): Promise<Written> {
    await this.api.call('PATCH', `${this.path}/${name}`, {
      body: { count: count + 1, lastTimestamp: new Date(at).toISOString() },
      contentType: 'application/merge-patch+json',
      signal,
    });
    return { name, count: count + 1, at };
  }

  private async create(
    { type, reason, message }: { readonly type: string; readonly reason: string; readonly message: string },
    at: number,
    signal: AbortSignal,
  ): Promise<Written> {
    const { namespace, name } = this.set;
    const { metadata } = await this.api.get<StatefulSet>(
      `/apis/apps/v1/namespaces/${namespace}/statefulsets/${name}`,
      signal,
    );
    const time = new Date(at).toISOString();
    const body: Event = {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { namespace, generateName: `${name}.` },
      involvedObject: {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        namespace,
        name,
        ...(metadata?.uid !== undefined && { uid: metadata.uid }),
      },
      type,
      reason,
      message: message.slice(0, LONGEST_MESSAGE),
      source: { component: COMPONENT },
      firstTimestamp: time,
      lastTimestamp: time,
      count: 1,
    };
    const event = await this.api.call<Event>('POST', this.path, { body, signal });
    return { name: event.metadata.name ?? '', count: 1, at };
  }

  private get path(): string {
    return `/api/v1/namespaces/${this.set.namespace}/events`;
  }
}
