import type { Lease } from 'kubernetes-types/coordination/v1';
import type { ClockPort, LeasePort } from '../rollout';
import { ApiError } from './api-error';
import type { KubernetesApi } from './api';
import type { SetReference } from './cluster';

/** Seconds for which a lease holds that nobody renews. */
const DURATION = 15;

/** The name of the Lease of a StatefulSet's rollouts. */
export function leaseName({ name }: SetReference): string {
  return `${name}-rollout`;
}

/** A Lease says who rolls: two companions at once would each see the other's victim as a fault. */
export class KubernetesLease implements LeasePort {
  private readonly path: string;
  private held = false;

  constructor(
    private readonly api: KubernetesApi,
    private readonly set: SetReference,
    private readonly identity: string,
    private readonly clock: ClockPort,
  ) {
    this.path = `/apis/coordination.k8s.io/v1/namespaces/${set.namespace}/leases`;
  }

  async hold(signal: AbortSignal): Promise<string | undefined> {
    const lease = await this.find(signal);
    const { holderIdentity: holder = '', renewTime, leaseDurationSeconds = DURATION } = lease?.spec ?? {};
    const ended =
      renewTime === undefined || Date.parse(renewTime) + leaseDurationSeconds * 1000 < this.clock.now();
    if (holder !== '' && holder !== this.identity && !ended) {
      return holder;
    }
    try {
      await this.write(lease, this.identity, signal);
      this.held = true;
      return undefined;
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) {
        return (await this.find(signal))?.spec?.holderIdentity ?? 'somebody else'; // who was faster
      }
      throw error;
    }
  }

  async release(): Promise<void> {
    const signal = AbortSignal.timeout(2_000); // also where all else has been given up
    const lease = this.held ? await this.find(signal) : undefined;
    if (lease?.spec?.holderIdentity === this.identity) {
      await this.write(lease, '', signal);
    }
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
    const now = new Date(this.clock.now()).toISOString().replace('Z', '000Z'); // microseconds, as the API wants them
    const { namespace } = this.set;
    const name = leaseName(this.set);
    const lease = {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { namespace, name, resourceVersion: former?.metadata?.resourceVersion },
      spec: { holderIdentity: holder, leaseDurationSeconds: DURATION, renewTime: now },
    };
    const call = { body: lease, signal };
    await (former === undefined
      ? this.api.call('POST', this.path, call)
      : this.api.call('PUT', `${this.path}/${name}`, call));
  }
}
