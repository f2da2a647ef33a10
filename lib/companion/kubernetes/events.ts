import type { StatefulSet } from 'kubernetes-types/apps/v1';
import type { ClockPort } from '../rollout';
import type { KubernetesApi } from './api';
import type { SetReference } from './cluster';

const COMPONENT = 'cdk8s-prometheus-rollout';

/** Events of a StatefulSet, which `kubectl describe` shows. */
export class KubernetesEvents {
  constructor(
    private readonly api: KubernetesApi,
    private readonly set: SetReference,
    private readonly clock: ClockPort,
  ) {}

  /** Events are for people: one that cannot be written is no reason to stop. */
  async record(
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await this.write(type, reason, message, signal);
    } catch {
      // Nobody reads it, then.
    }
  }

  private async write(type: string, reason: string, message: string, signal: AbortSignal): Promise<void> {
    const { namespace, name } = this.set;
    const path = `/apis/apps/v1/namespaces/${namespace}/statefulsets/${name}`;
    const { metadata } = await this.api.get<StatefulSet>(path, signal);
    const now = new Date(this.clock.now()).toISOString();
    const body = {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { namespace, generateName: `${name}.` },
      involvedObject: { apiVersion: 'apps/v1', kind: 'StatefulSet', namespace, name, uid: metadata?.uid },
      type,
      reason,
      message: message.slice(0, 1024),
      source: { component: COMPONENT },
      firstTimestamp: now,
      lastTimestamp: now,
      count: 1,
    };
    await this.api.call('POST', `/api/v1/namespaces/${namespace}/events`, { body, signal });
  }
}
