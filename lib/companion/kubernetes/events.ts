import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import type { StatefulSet } from 'kubernetes-types/apps/v1';
import type { Event } from 'kubernetes-types/core/v1';
import { TransientError, type ClockPort } from '../rollout';
import { within } from '../time';
import { ApiError } from './api-error';
import type { KubernetesApi } from './api';
import type { SetReference } from './cluster';

const COMPONENT = 'cdk8s-prometheus-rollout';
const LONGEST_MESSAGE = 1024;

/** Milliseconds after which the same is worth an Event of its own again. */
const AGGREGATION = 600_000;

/** Milliseconds for which an Event is tried to be written. While the API server restarts nothing else happens either. */
const PATIENCE = 60_000;

/** Milliseconds between two tries. */
const PAUSE = 1_000;

/** Milliseconds that a command waits at its end for those that are not written yet. */
const FAREWELL = 5_000;

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
    this.last = this.last.then(() =>
      within(PATIENCE, signal, (ended) => this.write(type, reason, message, ended)).catch(() => undefined),
    );
    return this.last;
  }

  /** Returns when all of them have been written, or cannot be in a moment. */
  async settled(): Promise<void> {
    await within(FAREWELL, undefined, async (ended) => {
      await Promise.race([this.last, once(ended, 'abort')]);
    }).catch(() => undefined);
  }

  private async write(type: string, reason: string, message: string, signal: AbortSignal): Promise<void> {
    const at = this.clock.now();
    const key = JSON.stringify([type, reason, message]);
    const former = this.written.get(key);
    const fresh = former !== undefined && at - former.at < AGGREGATION;
    const next = fresh ? await this.countUp(former, at, signal) : undefined;
    this.written.set(key, next ?? (await this.create({ type, reason, message }, at, signal)));
    for (const [each, { at: said }] of this.written) {
      if (at - said >= AGGREGATION) {
        this.written.delete(each);
      }
    }
  }

  /** Undefined where it cannot be counted on: it may have been cleaned away. */
  private async countUp(
    { name, count }: Written,
    at: number,
    signal: AbortSignal,
  ): Promise<Written | undefined> {
    const body = { count: count + 1, lastTimestamp: new Date(at).toISOString() };
    const contentType = 'application/merge-patch+json';
    try {
      await this.persistently(signal, () =>
        this.api.call('PATCH', `${this.path}/${name}`, { body, contentType, signal }),
      );
      return { name, count: count + 1, at };
    } catch (error) {
      if (error instanceof ApiError) {
        return undefined;
      }
      throw error;
    }
  }

  private async create(
    { type, reason, message }: { readonly type: string; readonly reason: string; readonly message: string },
    at: number,
    signal: AbortSignal,
  ): Promise<Written> {
    const { namespace, name } = this.set;
    const path = `/apis/apps/v1/namespaces/${namespace}/statefulsets/${name}`;
    const { metadata } = await this.persistently(signal, () => this.api.get<StatefulSet>(path, signal));
    // A name of ours, so that one that was written without our hearing of it is not written twice.
    const eventName = `${name}.${randomBytes(8).toString('hex')}`;
    const time = new Date(at).toISOString();
    const body: Event = {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { namespace, name: eventName },
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
    await this.persistently(signal, () =>
      this.api.call('POST', this.path, { body, signal }).catch(unlessThere),
    );
    return { name: eventName, count: 1, at };
  }

  /** Again and again, until it succeeds, its time is over, or the answer is one that stays. */
  private async persistently<T>(signal: AbortSignal, attempt: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof TransientError)) {
          throw error;
        }
        await this.clock.sleep(Math.max(PAUSE, error.retryAfter), signal);
      }
    }
  }

  private get path(): string {
    return `/api/v1/namespaces/${this.set.namespace}/events`;
  }
}

/** An earlier try has arrived after all. */
function unlessThere(error: unknown): void {
  const { cause } = error as Error;
  if (!(cause instanceof ApiError && cause.reason === 'AlreadyExists')) {
    throw error;
  }
}
