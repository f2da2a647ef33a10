import {
  lackedEntries,
  MeshCopy,
  MeshError,
  Room,
  type EntryTable,
  type MeshNode,
  type Pulled,
  type UnreadAnswer,
} from '../mesh';
import { AlertSurvey } from './alert-survey';
import { ForbiddenError } from './forbidden-error';
import type { Look } from './memory';
import type { GossipObservation, PodObservation } from './observation';
import type {
  ActiveAlert,
  ClockPort,
  ClusterPort,
  InstancePort,
  MeshSettings,
  NamesPort,
  PodLook,
} from './ports';

/** Seconds for which an entry may be on its way through the mesh by itself. */
const GOSSIP_GRACE = 3;

/** Seconds in which a new instance is brought everything at once: it has to have it before it notifies. */
const CHILDHOOD = 30;

type Unseen = Extract<GossipObservation, { readonly seen: false }>;

/** Looks at a StatefulSet and into its instances, and keeps a copy of all that they hold. */
export class Survey {
  /** The union of what all instances held, at any look. */
  readonly copy = new MeshCopy();

  /** What each instance held at the last look, by its pod's name. */
  private tables = new Map<string, EntryTable>();
  private pods: readonly PodLook[] = [];

  /** Bytes of the largest state of the last look. */
  stateSize = 0;
  private readonly alerts: AlertSurvey;

  /** Where states are unpacked, one after the other. */
  private readonly room = new Room();

  constructor(
    private readonly cluster: ClusterPort,
    private readonly instances: InstancePort,
    private readonly clock: ClockPort,
    private readonly names: NamesPort,
  ) {
    this.alerts = new AlertSurvey(instances, clock);
  }

  /** The pods of the last look, by their names. */
  named(names: readonly string[]): PodLook[] {
    return this.pods.filter(({ name }) => names.includes(name));
  }

  /** The other pods whose state was seen at the last look. */
  fellowsOf(name: string): PodLook[] {
    return this.pods.filter((pod) => pod.name !== name && this.tables.has(pod.name));
  }

  async look(signal: AbortSignal): Promise<Look> {
    const { names, pods, revision, observed, selfRolling, peers } = await this.cluster.look(signal);
    this.pods = pods;
    this.tables = new Map();
    this.stateSize = 0;
    this.alerts.startLook();
    // All at once, since packing an answer takes an instance its time; read is none before the last one is there, since
    // others would be taken for silent meanwhile.
    const answers = await Promise.all(
      pods.map(async (pod) => ({ pod, answer: await this.ask(pod, signal) })),
    );
    const seen: Array<{ readonly pod: PodLook; readonly seen: Pulled | Unseen | undefined }> = [];
    for (let next = answers.shift(); next !== undefined; next = answers.shift()) {
      seen.push({ pod: next.pod, seen: this.read(next.answer, next.pod) }); // one that has been read is kept no longer
    }
    const observations = await Promise.all(
      seen.map(async (each) => this.observe(each.pod, each.seen, signal)),
    );
    return {
      set: { revision, observed, selfRolling, peers: asOne(peers) },
      instances: names.map((name) => ({
        name,
        pod: observations[pods.findIndex((pod) => pod.name === name)],
      })),
    };
  }

  /** What an instance lacks, as states to push. */
  missing(name: string): Uint8Array[] {
    const table = this.tables.get(name);
    return table === undefined ? [] : this.copy.missing(table, this.clock.now());
  }

  /** Entries of the last look that a current Alertmanager would refuse, and that are therefore not in the copy. */
  unsoundEntries(): number {
    const tables = [...this.tables.values()];
    return Math.max(0, ...tables.map((table) => [...table].filter(({ sound }) => !sound).length));
  }

  /**
   * How many entries only the copy has by now: none of the instances that were seen at the last look holds them.
   * Undefined where none was seen.
   */
  orphans(): number | undefined {
    const now = this.clock.now();
    const [first, ...others] = [...this.tables.values()].map((table) =>
      lackedEntries(table, this.copy.table, now),
    );
    const keys = others.map((lacked) => new Set(lacked.map(({ key }) => key)));
    return first?.filter(({ key }) => keys.every((each) => each.has(key))).length;
  }

  /** What a pod is to be told of alerts, as it is by now. */
  async alertsDue(pod: PodLook, signal: AbortSignal): Promise<ActiveAlert[]> {
    this.alerts.startLook();
    return this.alerts.due(pod, this.fellowsOf(pod.name), signal);
  }

  /** Takes down that it was told. */
  toldAlerts(pod: PodLook, alerts: readonly ActiveAlert[]): void {
    this.alerts.told(pod, alerts);
  }

  private async ask(pod: PodLook, signal: AbortSignal): Promise<UnreadAnswer | Unseen | undefined> {
    if (!pod.ready || pod.ending) {
      return undefined;
    }
    if (pod.settings.mesh === undefined) {
      const reason = 'it has no mesh: `--cluster.listen-address` is empty; `forceEnableClusterMode` opens it';
      return { seen: false, reason, failure: 'no-mesh' };
    }
    try {
      return await this.instances.ask(pod, signal);
    } catch (error) {
      signal.throwIfAborted();
      return unseen(error, pod.settings.mesh);
    }
  }

  /** Its state goes into the copy at once, so that only the table of each is kept: states may be large. */
  private read(
    answer: UnreadAnswer | Unseen | undefined,
    { name, settings: { mesh } }: PodLook,
  ): Pulled | Unseen | undefined {
    if (answer === undefined || 'seen' in answer) {
      return answer;
    }
    try {
      const { nodes, state } = answer.read(this.copy, this.room);
      this.copy.take(state, this.clock.now());
      this.tables.set(name, state.table);
      this.stateSize = Math.max(this.stateSize, state.bytes.length);
      return { nodes, state: { ...state, bytes: NO_BYTES } };
    } catch (error) {
      return unseen(error, mesh);
    }
  }

  private async observe(
    pod: PodLook,
    seen: Pulled | Unseen | undefined,
    signal: AbortSignal,
  ): Promise<PodObservation> {
    const { name, uid, revision, address, age, ending, ready, failure, obstacle } = pod;
    const common = {
      uid,
      revision,
      address,
      age,
      ending,
      ready,
      failure,
      obstacle,
      mesh: meshName(pod.settings.mesh),
      peers: asOne(pod.settings.mesh?.peers),
      leadsNowhere: await this.leadsNowhere(pod),
    };
    if (seen === undefined || 'seen' in seen) {
      return { ...common, gossip: seen, dispatching: false, alertsLacking: 0 };
    }
    const gossip = this.gossip(pod, seen);
    const [settled, lacking] = await Promise.all([
      age >= pod.settings.startDelay && orElse(this.instances.isSettled(pod, signal), false),
      gossip.overdue > 0
        ? 0
        : orElse(
            this.alerts.due(pod, this.fellowsOf(name), signal).then(({ length }) => length),
            0,
          ),
    ]);
    signal.throwIfAborted();
    return { ...common, gossip, dispatching: settled, alertsLacking: this.tables.has(name) ? lacking : 0 };
  }

  /** Whether none of the names of its peers leads to another pod. Names that are not known here may lead anywhere. */
  private async leadsNowhere({ name, settings: { mesh } }: PodLook): Promise<boolean> {
    const others = this.pods.filter((pod) => pod.name !== name).map(({ address }) => address);
    const peers = mesh?.peers ?? [];
    if (others.length === 0 || peers.length === 0) {
      return false;
    }
    const hosts = peers.map((peer) => peer.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1'));
    const resolved = await Promise.all(hosts.map(async (host) => this.names.resolve(host)));
    return resolved.every((addresses) => addresses?.every((address) => !others.includes(address)) === true);
  }

  private gossip(pod: PodLook, { nodes, state }: Pulled): Extract<GossipObservation, { seen: true }> {
    const now = this.clock.now();
    const lacked = lackedEntries(state.table, this.copy.table, now);
    const overdue =
      pod.age < CHILDHOOD ? lacked : lacked.filter(({ seconds }) => seconds < now / 1000 - GOSSIP_GRACE);
    return {
      seen: true,
      members: nodes.map((node) => this.withPodName(node)),
      lacking: lacked.length,
      overdue: overdue.length,
      heldFor: Math.max(0, ((state.heldUntil ?? 0) - now) / 1000),
    };
  }

  /** Members without a name of their own are known by the pods at their addresses. */
  private withPodName(node: MeshNode): MeshNode {
    const pod = this.pods.find(({ address }) => address === node.address);
    return pod?.settings.mesh?.named === false ? { ...node, name: pod.name } : node;
  }
}

const NO_BYTES = new Uint8Array(0);

function unseen(error: unknown, mesh: MeshSettings | undefined): Unseen {
  const { message, cause } = error as Error;
  if (cause instanceof ForbiddenError) {
    return { seen: false, reason: cause.message, failure: 'forbidden' };
  }
  const failure = error instanceof MeshError ? error.failure : 'unreachable';
  return { seen: false, reason: `its gossip port ${mesh?.port ?? 0}: ${message}`, failure };
}

/** Instances meet where these agree. */
function meshName(mesh: MeshSettings | undefined): string {
  return mesh === undefined ? 'none' : `${mesh.label ?? ''} over ${mesh.tls ? 'TLS' : 'TCP'}`;
}

function asOne(peers: readonly string[] = []): string {
  return peers.join(' ');
}

async function orElse<T>(promise: Promise<T>, fallback: T): Promise<T> {
  return promise.catch(() => fallback);
}
