import type { Lease } from 'kubernetes-types/coordination/v1';
import {
  mergeConditions,
  type Claim,
  type ClockPort,
  type FreshCondition,
  type LeasePort,
  type StatusCondition,
} from '../rollout';
import { within } from '../time';
import { ApiError } from './api-error';
import type { KubernetesApi } from './api';
import type { SetReference } from './cluster';

/** Seconds for which a lease holds that nobody renews. */
const DURATION = 15;

/** Milliseconds without a renewal after which it is not certain any more that its holder lives: two are due by then. */
const DOUBT = 10_000;

/** Milliseconds to let it go. */
const FAREWELL = 2_000;

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

  /** What another holder wrote last, since when we see it, and whether we have seen it write. */
  private foreign: { readonly term: string; readonly since: number; readonly renewed: boolean } | undefined;
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

  /**
   * Takes it, keeps it, or says whose it is.
   *
   * Whether another holder lives is seen by our own clock: the time that is written there is of another machine's. It
   * lives where it has renewed the lease since we look, and is dead where it has not for as long as the lease lasts.
   */
  async hold(signal: AbortSignal): Promise<Claim> {
    const lease = await this.find(signal);
    const {
      holderIdentity: holder = '',
      renewTime = '',
      leaseDurationSeconds = DURATION,
    } = lease?.spec ?? {};
    if (holder !== '' && holder !== this.identity) {
      this.heldUntil = Number.NEGATIVE_INFINITY;
      const term = `${holder} ${renewTime}`;
      const now = this.clock.now();
      if (term !== this.foreign?.term) {
        this.foreign = { term, since: now, renewed: this.foreign !== undefined };
      }
      const { since, renewed } = this.foreign;
      if (now - since < leaseDurationSeconds * 1000) {
        return { kind: renewed && now - since < DOUBT ? 'refused' : 'unknown', holder };
      }
    }
    await this.take(lease, signal);
    this.foreign = undefined;
    return { kind: holder === this.identity ? 'kept' : 'taken' };
  }

  async release(): Promise<void> {
    if (this.heldUntil === Number.NEGATIVE_INFINITY) {
      return;
    }
    // Also where all else has been given up.
    await within(FAREWELL, undefined, async (signal) => {
      const lease = await this.find(signal);
      if (lease?.spec?.holderIdentity === this.identity) {
        await this.write(lease, '', signal);
        this.heldUntil = Number.NEGATIVE_INFINITY;
      }
    });
  }

  /** A conflict is no answer: somebody was faster, or has only touched it. Whose it is by now has to be read. */
  private async take(lease: Lease | undefined, signal: AbortSignal): Promise<void> {
    const asked = this.clock.now();
    await this.write(lease, this.identity, signal);
    this.heldUntil = asked + DURATION * 1000;
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
