import type { ActiveAlert, ClockPort, InstancePort, PodLook } from './ports';

/** Seconds after which alerts have come from their sources: Prometheus sends each again after a minute. */
const ALERTS_ARRIVE = 90;

/** How often alerts are brought to one pod: once, and once more for those that came meanwhile. */
const ALERT_ROUNDS = 2;

/** Milliseconds for which a pod that had what its fellows have is not asked again: lists of alerts are long. */
const AGREED = 2_000;

/** Compares the alerts of instances: they are not in the mesh, and sources send them only now and then. */
export class AlertSurvey {
  /** What each instance shows, since the last look began, by the UID of its pod. */
  private readonly shown = new Map<string, Promise<readonly ActiveAlert[]>>();
  private readonly brought = new Map<string, readonly ActiveAlert[]>();
  private readonly rounds = new Map<string, number>();

  /** When a pod was last found to have what its fellows have, in milliseconds. */
  private readonly agreedAt = new Map<string, number>();

  constructor(
    private readonly instances: Pick<InstancePort, 'alerts'>,
    private readonly clock: ClockPort,
  ) {}

  /** What was shown before is not taken for true any more. */
  startLook(): void {
    this.shown.clear();
  }

  /**
   * What a pod is to be told: active alerts of its fellows that it lacks, and the end of those that we have brought it and
   * that have ended meanwhile.
   *
   * @param fellows the others whose state was seen
   */
  async due(pod: PodLook, fellows: readonly PodLook[], signal: AbortSignal): Promise<ActiveAlert[]> {
    const now = this.clock.now();
    const agreed = this.agreedAt.get(pod.uid) ?? Number.NEGATIVE_INFINITY;
    if (pod.age > ALERTS_ARRIVE || fellows.length === 0 || now - agreed < AGREED) {
      return [];
    }
    const [own = [], ...others] = await Promise.all(
      [pod, ...fellows].map(async (each) => this.alertsOf(each, signal)),
    );
    const elders = others.filter((_, i) => (fellows[i]?.age ?? 0) > pod.age);
    const due = [
      ...((this.rounds.get(pod.uid) ?? 0) < ALERT_ROUNDS ? lacking(own, others) : []),
      ...outlived(this.brought.get(pod.uid) ?? [], own, elders, now),
    ];
    if (due.length === 0) {
      this.agreedAt.set(pod.uid, now);
    }
    return due;
  }

  /** Takes down that a pod was told these. */
  told({ uid }: PodLook, alerts: readonly ActiveAlert[]): void {
    this.rounds.set(uid, (this.rounds.get(uid) ?? 0) + 1);
    this.brought.set(uid, [...(this.brought.get(uid) ?? []), ...alerts]);
  }

  private async alertsOf(pod: PodLook, signal: AbortSignal): Promise<readonly ActiveAlert[]> {
    const known = this.shown.get(pod.uid) ?? this.instances.alerts(pod, signal);
    this.shown.set(pod.uid, known);
    return known;
  }
}

/**
 * Only those that are active with all fellows. One that some have and others do not may have ended, and some were just not
 * there to hear it: brought to a new instance it would be notified as firing once more. If it is new instead, its source
 * sends it again within a minute.
 */
function lacking(
  own: readonly ActiveAlert[],
  [first = [], ...others]: ReadonlyArray<readonly ActiveAlert[]>,
): ActiveAlert[] {
  const known = fingerprints(own);
  const everywhere = others.map(fingerprints);
  return first.filter(
    ({ fingerprint }) => !known.has(fingerprint) && everywhere.every((each) => each.has(fingerprint)),
  );
}

/**
 * Alerts that ended while they were on their way: their source has told so, and then came we and said that they fire. They
 * would live on until the end that they had when we read them. Those who had them, and were there before, have none of them.
 */
function outlived(
  brought: readonly ActiveAlert[],
  own: readonly ActiveAlert[],
  elders: ReadonlyArray<readonly ActiveAlert[]>,
  now: number,
): ActiveAlert[] {
  const alive = fingerprints(own);
  const known = elders.map(fingerprints);
  const endsAt = new Date(now).toISOString();
  return elders.length === 0
    ? []
    : brought
        .filter(({ fingerprint }) => alive.has(fingerprint) && !known.some((each) => each.has(fingerprint)))
        .map(({ fingerprint, body }) => ({ fingerprint, body: { ...body, endsAt } }));
}

function fingerprints(alerts: readonly ActiveAlert[]): ReadonlySet<string> {
  return new Set(alerts.map(({ fingerprint }) => fingerprint));
}
