import { setTimeout as sleep } from 'node:timers/promises';
import type { StatefulSet } from 'kubernetes-types/apps/v1';
import type { Pod } from 'kubernetes-types/core/v1';
import {
  EntryTable,
  lackedEntries,
  MeshCopy,
  pull,
  push,
  tcp,
  type EntryKind,
  type MeshEndpoint,
} from '../../lib/companion/mesh';
import { AlertmanagerApi, eventually, type Cluster, type WebhookReceiver } from '../cluster';
import { NAME, readStatefulSet, REPLICAS, statefulSet, surroundings, type SetOptions } from './alertmanagers';
import { makeMeshTls, type MeshTlsKit } from './mesh-tls';
import { Traffic } from './traffic';

const SILENCES = 100;

/** Milliseconds after which each instance has had its turn to say what the first one has not. */
const WARM_UP = 18_000;

/** Three Alertmanagers that hold something, under traffic. */
export class Bed {
  static async prepare(cluster: Cluster, options: SetOptions): Promise<Bed> {
    const { namespace } = options;
    await cluster.namespace(namespace);
    const receiver = await cluster.receiver();
    const tls = await makeMeshTls(namespace);
    for (const object of [...surroundings(namespace, receiver.url), tls.secret]) {
      await cluster.api.apply(object);
    }
    const bed = new Bed(cluster, options, receiver, tls);
    await bed.apply({});
    await bed.fill();
    return bed;
  }

  readonly traffic: Traffic;
  private readonly before = new MeshCopy();

  /** All that the StatefulSet has been: pods may be of any of these. */
  private readonly revisions: SetOptions[] = [];

  private constructor(
    private readonly cluster: Cluster,
    private options: SetOptions,
    readonly receiver: WebhookReceiver,
    readonly tls: MeshTlsKit,
  ) {
    this.traffic = new Traffic(() => this.addresses(), receiver);
  }

  get names(): string[] {
    return Array.from({ length: this.options.replicas ?? REPLICAS }, (_, i) => `${NAME}-${i}`);
  }

  get namespace(): string {
    return this.options.namespace;
  }

  /** Addresses of the pods, by name. */
  hosts(): Record<string, string> {
    return Object.fromEntries(Object.keys(this.uids()).map((name) => [name, this.pod(name).address]));
  }

  /** Changes the StatefulSet. */
  async apply(change: Partial<SetOptions>): Promise<void> {
    this.options = { ...this.options, ...change };
    this.revisions.unshift(this.options);
    await this.cluster.api.apply(statefulSet(this.options));
  }

  async statefulSet(): Promise<StatefulSet> {
    return readStatefulSet(this.cluster, this.namespace);
  }

  /** Takes down what the instances hold by now: what is missing later is lost. */
  async remember(): Promise<void> {
    for (const name of this.names) {
      const { state } = await this.pull(name);
      this.before.take(state, Date.now());
    }
  }

  /** How many entries of then each instance lacks by now: all of them, where it does not answer. */
  async lost(): Promise<Array<Record<EntryKind, number>>> {
    return Promise.all(
      this.names.map(async (name) => {
        const table = await this.pull(name).then(
          ({ state }) => state.table,
          () => undefined,
        );
        return countByKind(this.before.table, table);
      }),
    );
  }

  /** Members that an instance sees alive. */
  async alive(name: string): Promise<string[]> {
    const { nodes } = await this.pull(name);
    return nodes.flatMap((node) => (node.state === 'alive' ? [node.name] : [])).sort();
  }

  /** Names of the pods that are not of the StatefulSet's revision. */
  async outdated(): Promise<string[]> {
    const { status } = await this.statefulSet();
    const pods = await this.cluster.api.list<Pod>({
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: this.options.namespace,
    });
    return pods
      .filter(({ metadata }) => metadata?.labels?.['controller-revision-hash'] !== status?.updateRevision)
      .map(({ metadata }) => metadata?.name ?? '');
  }

  pod(name: string): ReturnType<Cluster['node']['pod']> {
    return this.cluster.node.pod(this.options.namespace, name);
  }

  /** UIDs of the pods, by name; without those that are just not there. */
  uids(): Record<string, string> {
    return Object.fromEntries(
      this.names.flatMap((name) => {
        try {
          return [[name, this.pod(name).uid]];
        } catch {
          return [];
        }
      }),
    );
  }

  async untilStockIsDone(deadline: number): Promise<boolean> {
    return eventually(
      'the StatefulSet to be complete',
      async () => {
        const { metadata, status, spec } = await this.statefulSet();
        return (
          status?.observedGeneration === metadata?.generation &&
          status?.updatedReplicas === spec?.replicas &&
          status?.readyReplicas === spec?.replicas
        );
      },
      { deadline },
    ).then(
      () => true,
      () => false,
    );
  }

  private addresses(): string[] {
    return this.names.flatMap((name) => {
      try {
        return [this.pod(name).address];
      } catch {
        return []; // it is on its way
      }
    });
  }

  private async pull(name: string): ReturnType<typeof pull> {
    let failure: unknown;
    for (const revision of this.revisions) {
      try {
        return await pull(this.endpoint(name, revision), { timeout: 3_000 });
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  }

  /** So many first pages at once are more than gossip carries: what it has dropped would be said twice in any case. */
  private async converge(): Promise<void> {
    const all = new MeshCopy();
    for (const name of this.names) {
      all.take((await this.pull(name)).state, Date.now());
    }
    for (const name of this.names) {
      await push(this.endpoint(name), all.missing(new EntryTable(), Date.now()));
    }
  }

  private endpoint(name: string, { label = 'first', tls = false } = this.options): MeshEndpoint {
    return { dial: tcp(this.pod(name).address, 9094), label, ...(tls && { tls: this.tls.client }) };
  }

  /** Silences through the replicas in turn, and traffic until all that fires has been notified. */
  private async fill(): Promise<void> {
    const { namespace } = this.options;
    await Promise.all(this.names.map((name) => this.cluster.node.untilReady(namespace, name)));
    await eventually(
      'one mesh',
      async () => {
        const views = await Promise.all(this.names.map((name) => this.alive(name)));
        return views.every((view) => view.length === this.names.length); // before 0.30 names are at random
      },
      { deadline: 60_000 },
    );
    const apis = this.addresses().map((address) => new AlertmanagerApi(`http://${address}:9093`));
    for (let i = 0; i < SILENCES; i += 1) {
      await apis[i % apis.length]?.silence({
        matchers: [{ name: 'alertname', value: `Silenced${i}`, isRegex: false, isEqual: true }],
        startsAt: new Date().toISOString(),
        endsAt: new Date(Date.now() + 3_600_000).toISOString(),
        createdBy: 'test',
        comment: 'covers an alert that fires',
      });
    }
    await this.converge();
    this.traffic.start();
    await eventually('a page for all that fires', () => this.traffic.isSteady, { deadline: 60_000 });
    await this.converge();
    await sleep(WARM_UP);
    this.traffic.countFromNow();
  }
}

function countByKind(before: EntryTable, after: EntryTable | undefined): Record<EntryKind, number> {
  const lacked = after === undefined ? [...before] : lackedEntries(after, before, Date.now());
  const nfl = lacked.filter(({ kind }) => kind === 'nfl').length;
  return { nfl, sil: lacked.length - nfl };
}
