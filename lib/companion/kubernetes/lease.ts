import type { Lease } from 'kubernetes-types/coordination/v1';
import {
  mergeConditions,
  type ClockPort,
  type FreshCondition,
  type LeasePort,
  type StatusCondition,
} from '../rollout';
import { ApiError } from './api-error';
import type { KubernetesApi } from './api';
import type { SetReference } from './cluster';

/** Seconds for which a lease holds that nobody renews. */
const DURATION = 15;

/** Where its conditions are: the status of a StatefulSet is not ours to write. */
const CONDITIONS = 'cdk8s-prometheus/rollout-conditions';

/** What a Lease says. */
export interface LeaseLook {
  /** Undefined where nobody holds it, or nobody has renewed it in time. */
  readonly holder: string | undefined;
  readonly conditions: readonly StatusCondition[];
}

/** The name of the Lease of a StatefulSet's rollouts. */
export function leaseName({ name }: SetReference): string {
  return `${name}-rollout`;
}

/**
 * A Lease says who rolls: two companions at once would each see the other's victim as a fault.
 *
 * It also says how the rollout is, as conditions in an annotation: so they are written with the same request that
 * proves that it is ours, and need no further right.
 */
export class KubernetesLease implements LeasePort {
  private readonly path: string;
  private heldUntil = Number.NEGATIVE_INFINITY;
  private fresh: readonly FreshCondition[] = [];

  constructor(
    private readonly api: KubernetesApi,
    private readonly set: SetReference,
    private readonly identity: string,
    private readonly clock: ClockPort,
  ) {
    this.path = `/apis/coordination.k8s.io/v1/namespaces/${set.namespace}/leases`;
  }

  /** Whether it is ours for certain. */
  get isHeld(): boolean {
    return this.clock.now() < this.heldUntil;
  }

  /** Takes down what is to be said with the next renewal. */
  say(conditions: readonly FreshCondition[]): void {
    const types = conditions.map(({ type }) => type);
    this.fresh = [...this.fresh.filter(({ type }) => !types.includes(type)), ...conditions];
  }

  async look(signal: AbortSignal): Promise<LeaseLook> {
    const lease = await this.find(signal);
    return { holder: this.holderOf(lease), conditions: conditionsIn(lease) };
  }

  async hold(signal: AbortSignal): Promise<string | undefined> {
    const lease = await this.find(signal);
    const holder = this.holderOf(lease);
    if (holder !== undefined && holder !== this.identity) {
      this.heldUntil = Number.NEGATIVE_INFINITY;
      return holder;
    }
    const asked = this.clock.now();
    try {
      await this.write(lease, this.identity, signal);
      this.heldUntil = asked + DURATION * 1000;
      return undefined;
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) {
        return this.holderOf(await this.find(signal)) ?? 'somebody else'; // who was faster
      }
      throw error;
    }
  }

  async release(): Promise<void> {
    const signal = AbortSignal.timeout(2_000); // also where all else has been given up
    const lease = this.isHeld ? await this.find(signal) : undefined;
    if (lease?.spec?.holderIdentity === this.identity) {
      await this.write(lease, '', signal);
      this.heldUntil = Number.NEGATIVE_INFINITY;
    }
  }

  private holderOf(lease: Lease | undefined): string | undefined {
    const { holderIdentity = '', renewTime, leaseDurationSeconds = DURATION } = lease?.spec ?? {};
    const ended =
      renewTime === undefined || Date.parse(renewTime) + leaseDurationSeconds * 1000 < this.clock.now();
    return holderIdentity === '' || ended ? undefined : holderIdentity;
  }

  private async find(signal: AbortSignal): Promise<Lease | undefined> {
    return this.api.get<Lease>(`${this.path}/${leaseName(this.set)}`, signal).catch((error: unknown) => {
      if (error instanceof ApiError && error.status === 404) {
        return undefined;
      }
      throw error;
    });
  }

  /** With the version that was read: if somebody has written since, it is a conflict. */
  private async write(former: Lease | undefined, holder: string, signal: AbortSignal): Promise<void> {
    const now = new Date(this.clock.now());
    const { namespace } = this.set;
    const name = leaseName(this.set);
    const { labels, annotations, resourceVersion } = former?.metadata ?? {};
    const conditions = mergeConditions(conditionsIn(former), this.fresh, now);
    const said = conditions.length === 0 ? {} : { [CONDITIONS]: JSON.stringify(conditions) };
    const lease = {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { namespace, name, labels, annotations: { ...annotations, ...said }, resourceVersion },
      spec: {
        holderIdentity: holder,
        leaseDurationSeconds: DURATION,
        renewTime: now.toISOString().replace('Z', '000Z'), // microseconds, as the API wants them
      },
    };
    const call = { body: lease, signal };
    await (former === undefined
      ? this.api.call('POST', this.path, call)
      : this.api.call('PUT', `${this.path}/${name}`, call));
  }
}

function conditionsIn(lease: Lease | undefined): readonly StatusCondition[] {
  try {
    return JSON.parse(lease?.metadata?.annotations?.[CONDITIONS] ?? '[]') as StatusCondition[];
  } catch {
    return []; // somebody has written something else there: it is written anew
  }
}
