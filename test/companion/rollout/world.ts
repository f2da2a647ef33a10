import type { MeshNode } from '../../../lib/companion/mesh';
import type { Action, Look } from '../../../lib/companion/rollout';

/** What becomes of pods of a revision. */
export interface Revision {
  readonly id: string;
  readonly kind: 'good' | 'crashes' | 'never-ready' | 'wrong-peers';
  readonly mesh: string;
}

export type Fault =
  /** A process that is killed, or a lost node: peers are not told, and the successor has another address. */
  | { readonly kind: 'kill'; readonly ordinal: number }
  | { readonly kind: 'delete'; readonly ordinal: number }
  | { readonly kind: 'partition'; readonly ordinal: number; readonly seconds: number }
  | { readonly kind: 'pause'; readonly ordinal: number; readonly seconds: number }
  | { readonly kind: 'revision'; readonly revision: Revision }
  | { readonly kind: 'refuse'; readonly seconds: number }
  /** Names lead to the pods of now, whoever comes and goes. */
  | { readonly kind: 'stale-names'; readonly seconds: number }
  | { readonly kind: 'restart-companion' }
  /** Another number of replicas: Kubernetes adds and takes pods at the end, whoever rolls. */
  | { readonly kind: 'scale'; readonly replicas: number }
  /** Something new in one instance, which others hear of only if it is small. */
  | { readonly kind: 'entry'; readonly ordinal: number; readonly small: boolean };

interface Pod {
  readonly uid: string;
  readonly revision: Revision;
  readonly address: string;
  readonly started: number;
  readonly holds: Set<number>;
  readonly view: Map<string, MeshNode & { readonly since: number }>;
  endsAt?: number;
  heldUntil: number;

  /** Whether names have led it to somebody. */
  found: boolean;
}

interface Slot {
  readonly name: string;
  pod?: Pod | undefined;
  createAt: number;
  cutUntil: number;
  pausedUntil: number;
}

const START = 2;
const SETTLE = 10;

/**
 * A StatefulSet of Alertmanagers as a model: what the real ones do to each other as far as a rollout notices, in steps of
 * a second, and everything that may befall them.
 */
export class World {
  now = 0;
  readonly slots: Slot[];

  /** What the companion itself keeps: entries of which it has a copy. */
  copy = new Set<number>();
  refusedUntil = 0;
  private staleUntil = 0;
  private stale: ReadonlySet<string> = new Set();
  private uids = 0;
  private entries = 0;
  private refusal: string | undefined;

  constructor(
    replicas: number,
    public revision: Revision,
    private readonly former: Revision = revision,
    private readonly persistent = false,
  ) {
    this.slots = Array.from({ length: replicas }, (_, i) => emptySlot(i));
    for (const slot of this.slots) {
      slot.pod = this.create(this.former, -60);
    }
    this.slots.forEach((_, ordinal) => this.addEntry(ordinal, true));
    this.gossip();
    this.gossip();
  }

  /** Everything that any instance holds. */
  get union(): Set<number> {
    return new Set(this.slots.flatMap(({ pod }) => [...(pod?.holds ?? [])]));
  }

  /** Instances that are up and hold everything. */
  get holders(): number {
    const { union } = this;
    return this.slots.filter(
      ({ pod }) => pod !== undefined && this.isUp(pod) && pod.holds.size === union.size,
    ).length;
  }

  look(): Look {
    const { union } = this;
    union.forEach((entry) => this.copy.add(entry));
    return {
      set: {
        revision: this.revision.id,
        observed: true,
        selfRolling: false,
        peers: this.revision.kind === 'wrong-peers' ? 'nowhere' : 'headless',
      },
      refusal: this.refusal,
      instances: this.slots.map((slot) => ({
        name: slot.name,
        pod: slot.pod && this.lookAt(slot, slot.pod),
      })),
    };
  }

  private lookAt(slot: Slot, pod: Pod): NonNullable<Look['instances'][number]['pod']> {
    const ready = this.isUp(pod) && slot.pausedUntil <= this.now;
    const age = this.now - pod.started;
    const lacking = [...this.copy].filter((entry) => !pod.holds.has(entry)).length;
    return {
      uid: pod.uid,
      revision: pod.revision.id,
      address: pod.address,
      age,
      ending: pod.endsAt !== undefined,
      ready,
      failure: pod.revision.kind === 'crashes' && age > 3 ? 'crashes again and again' : undefined,
      mesh: pod.revision.mesh,
      peers: pod.revision.kind === 'wrong-peers' ? 'nowhere' : 'headless',
      leadsNowhere: this.leadsNowhere(slot),
      gossip: ready
        ? {
            seen: true,
            members: [...pod.view.values()],
            lacking,
            overdue: lacking,
            heldFor: Math.max(0, pod.heldUntil - this.now),
          }
        : undefined,
      dispatching: ready && age > SETTLE,
      alertsLacking: 0,
    };
  }

  /** Does what was decided; what it asks of an instance that is not there any more comes to nothing. */
  act(action: Action): void {
    switch (action.kind) {
      case 'evict': {
        const slot = this.slots.find(({ pod }) => pod?.uid === action.uid);
        this.refusal = this.now < this.refusedUntil ? 'a budget does not allow it' : undefined;
        if (slot?.pod !== undefined && this.refusal === undefined) {
          slot.pod.endsAt ??= this.now + 1;
        }
        break;
      }
      case 'bring-state':
        this.upPods(action.to).forEach(({ holds }) => this.copy.forEach((entry) => holds.add(entry)));
        break;
      case 'tell-departure':
        for (const { view } of this.upPods(action.to)) {
          if (view.get(action.node.name)?.address === action.node.address) {
            view.set(action.node.name, { ...action.node, state: 'left', since: this.now });
          }
        }
        break;
      case 'hold':
        this.upPods(action.instances).forEach((pod) => (pod.heldUntil = this.now + 30));
        break;
      case 'release':
        this.upPods(action.instances).forEach((pod) => (pod.heldUntil = 0));
        break;
      case 'restore-revision':
        this.revision = this.revisionOf(action.revision);
        break;
      case 'wait':
      case 'bring-alerts':
      case 'halt':
      case 'done':
    }
  }

  inflict(fault: Fault): void {
    switch (fault.kind) {
      case 'kill':
        this.end(fault.ordinal, false);
        break;
      case 'delete':
        this.end(fault.ordinal, true);
        break;
      case 'partition':
        this.slot(fault.ordinal).cutUntil = this.now + fault.seconds;
        break;
      case 'pause':
        this.slot(fault.ordinal).pausedUntil = this.now + fault.seconds;
        break;
      case 'revision':
        this.revision = fault.revision;
        break;
      case 'refuse':
        this.refusedUntil = this.now + fault.seconds;
        break;
      case 'stale-names':
        this.staleUntil = this.now + fault.seconds;
        this.stale = new Set(this.slots.flatMap(({ pod }) => pod?.address ?? []));
        break;
      case 'entry':
        this.addEntry(fault.ordinal, fault.small);
        break;
      case 'scale':
        this.scale(fault.replicas);
        break;
      case 'restart-companion':
        this.copy = new Set();
        this.refusal = undefined;
    }
  }

  /** A second passes. */
  step(): void {
    this.now += 1;
    for (const slot of this.slots) {
      if (slot.pod?.endsAt !== undefined && slot.pod.endsAt <= this.now) {
        this.remove(slot, true);
      }
      if (slot.pod === undefined && slot.createAt <= this.now) {
        slot.pod = this.create(
          this.revision,
          this.now,
          this.persistent ? this.disks.get(slot.name) : undefined,
        );
      }
    }
    this.gossip();
  }

  private readonly disks = new Map<string, ReadonlySet<number>>();

  private scale(replicas: number): void {
    this.slots.splice(replicas).forEach((slot) => this.remove(slot, true));
    while (this.slots.length < replicas) {
      this.slots.push({ ...emptySlot(this.slots.length), createAt: this.now + 1 });
    }
  }

  private end(ordinal: number, gently: boolean): void {
    const slot = this.slot(ordinal);
    if (gently && slot.pod !== undefined) {
      slot.pod.endsAt ??= this.now + 1;
    } else {
      this.remove(slot, false);
    }
  }

  private remove(slot: Slot, gently: boolean): void {
    const { pod, name } = slot;
    if (pod === undefined) {
      return;
    }
    this.disks.set(name, pod.holds);
    slot.pod = undefined;
    slot.createAt = this.now + 1;
    for (const { pod: other } of this.slots) {
      const seen = other?.view.get(name);
      if (seen?.address === pod.address && other !== undefined) {
        other.view.set(name, { ...seen, state: gently ? 'left' : 'dead', since: this.now });
      }
    }
  }

  private create(revision: Revision, started: number, disk: Iterable<number> = []): Pod {
    this.uids += 1;
    return {
      uid: `uid-${this.uids}`,
      revision,
      address: `10.0.0.${this.uids}`,
      started,
      holds: new Set(disk),
      view: new Map(),
      heldUntil: 0,
      found: started < 0,
    };
  }

  /** Whether names lead it to nobody else: not where there is nobody else. */
  private leadsNowhere(slot: Slot): boolean {
    const others = this.slots.flatMap((each) => (each === slot || each.pod === undefined ? [] : [each.pod]));
    return (
      others.length > 0 &&
      this.now < this.staleUntil &&
      !others.some(({ address }) => this.stale.has(address))
    );
  }

  private revisionOf(id: string): Revision {
    const known = this.slots.map(({ pod }) => pod?.revision).find((revision) => revision?.id === id);
    return known ?? this.former;
  }

  private isUp(pod: Pod): boolean {
    const { kind } = pod.revision;
    return (
      kind !== 'crashes' &&
      kind !== 'never-ready' &&
      this.now - pod.started >= START &&
      pod.endsAt === undefined
    );
  }

  private upPods(names: readonly string[]): Pod[] {
    return this.slots
      .filter(({ name, pausedUntil }) => names.includes(name) && pausedUntil <= this.now)
      .flatMap(({ pod }) => (pod !== undefined && this.isUp(pod) ? [pod] : []));
  }

  /** Those of one mesh see each other; a new one learns everything, all others what is small. */
  private gossip(): void {
    for (const slot of this.slots) {
      if (slot.pod !== undefined && !this.leadsNowhere(slot)) {
        slot.pod.found = true;
      }
    }
    for (const a of this.slots) {
      for (const b of this.slots) {
        this.meet(a, b);
      }
    }
  }

  private meet(a: Slot, b: Slot): void {
    const [own, other] = [a.pod, b.pod];
    const cut = [a, b].some(({ cutUntil, pausedUntil }) => cutUntil > this.now || pausedUntil > this.now);
    if (own === undefined || other === undefined || !this.isUp(own) || !this.isUp(other)) {
      return;
    }
    const lonely = [own, other].some(({ revision }) => revision.kind === 'wrong-peers');
    if (
      a !== b &&
      (cut || lonely || !own.found || !other.found || own.revision.mesh !== other.revision.mesh)
    ) {
      const seen = own.view.get(b.name);
      if (cut && seen?.state === 'alive') {
        own.view.set(b.name, { ...seen, state: 'dead', since: this.now });
      }
      return;
    }
    const seen = own.view.get(b.name);
    const forgotten = seen !== undefined && seen.state !== 'alive' && this.now - seen.since > 30;
    if (seen === undefined || seen.state === 'left' || seen.address === other.address || forgotten) {
      if (seen?.address !== other.address) {
        other.holds.forEach((entry) => own.holds.add(entry)); // a join is an exchange of everything
      }
      own.view.set(b.name, { ...this.member(b.name, other), since: this.now });
      other.holds.forEach((entry) => this.isSmall(entry) && own.holds.add(entry));
    }
  }

  private member(name: string, { address }: Pod): MeshNode {
    return { name, address, port: 9094, incarnation: 1, state: 'alive' };
  }

  private addEntry(ordinal: number, small: boolean): void {
    const { pod } = this.slot(ordinal);
    if (pod !== undefined && (this.isUp(pod) || this.now === 0)) {
      this.entries += 1;
      pod.holds.add(small ? this.entries * 2 : this.entries * 2 + 1);
    }
  }

  private isSmall(entry: number): boolean {
    return entry % 2 === 0;
  }

  private slot(ordinal: number): Slot {
    const slot = this.slots[ordinal % this.slots.length];
    if (slot === undefined) {
      throw new RangeError('a world without instances');
    }
    return slot;
  }
}

function emptySlot(ordinal: number): Slot {
  return { name: `am-${ordinal}`, createAt: 0, cutUntil: 0, pausedUntil: 0 };
}
