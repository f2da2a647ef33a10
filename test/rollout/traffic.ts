import { setTimeout as sleep } from 'node:timers/promises';
import { AlertmanagerApi, type WebhookReceiver } from '../cluster';

const EVALUATION = 1_000;
const RESEND = 15_000;

/** Longer than nobody notifies while all restart: what begins and ends meanwhile is never said, by any mesh. */
const PROBE_FIRES = 40_000;

/** Milliseconds in which somebody may still be about to say what has just begun. */
const FRESH = 5_000;

const GROUPS = 50;
const ALERTS_PER_GROUP = 4;
const SILENCED = 10;

interface Firing {
  readonly labels: Readonly<Record<string, string>>;
  readonly startsAt: number;
  endsAt?: number;
  sent: number;
}

/** What a receiver was told, and should not have been, or should. */
export interface Count {
  /** Notifications that say that something fires which was said before, whether or not its end was said meanwhile. */
  readonly duplicates: number;

  /** Notifications of silenced alerts. */
  readonly leaks: number;

  /** Alerts that fired and of which nobody was told. */
  readonly missed: number;
}

/**
 * Alerts as a Prometheus sends them: to every instance, again and again, with an end that moves on, retrying nothing.
 *
 * 200 alerts in 50 groups fire throughout, ten more are silenced, and each second a new one fires for a while.
 */
export class Traffic {
  private readonly firing: Firing[] = [];
  private readonly stopping = new AbortController();
  private probes = 0;

  /** Notifications from before count as said, but not as said twice. */
  private uncounted = 0;
  private running: Promise<void> = Promise.resolve();

  /** @param addresses where the instances are by now */
  constructor(
    private readonly addresses: () => readonly string[],
    private readonly receiver: WebhookReceiver,
  ) {
    const startsAt = Date.now();
    for (let group = 0; group < GROUPS; group += 1) {
      for (let i = 0; i < ALERTS_PER_GROUP; i += 1) {
        this.firing.push({
          labels: { alertname: `Steady${i}`, group: `steady-${group}` },
          startsAt,
          sent: 0,
        });
      }
    }
    for (let i = 0; i < SILENCED; i += 1) {
      this.firing.push({ labels: { alertname: `Silenced${i}`, group: `silenced-${i}` }, startsAt, sent: 0 });
    }
  }

  start(): void {
    this.running = this.run();
  }

  /** Everything that fires throughout has been notified once. */
  get isSteady(): boolean {
    const groups = new Set(this.receiver.notifications.map(({ groupLabels }) => groupLabels.group));
    return Array.from({ length: GROUPS }, (_, i) => `steady-${i}`).every((group) => groups.has(group));
  }

  /** No new ones any more; those that fire go on. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  countFromNow(): void {
    this.uncounted = this.receiver.notifications.length;
  }

  /** Whether of each alert that still fires somebody has been told. */
  get isSaid(): boolean {
    const groups = new Set(this.receiver.notifications.map(({ groupLabels }) => groupLabels.group));
    return this.firing.every(
      ({ labels: { group = '' }, endsAt }) =>
        endsAt !== undefined || group.startsWith('silenced-') || groups.has(group),
    );
  }

  count(): Count {
    const notified = new Map<string, number>();
    for (const [i, { groupLabels, status }] of this.receiver.notifications.entries()) {
      const group = groupLabels.group ?? '';
      if (status === 'firing') {
        notified.set(group, i < this.uncounted ? 1 : (notified.get(group) ?? 0) + 1);
      }
    }
    const groups = [...notified];
    const silenced = groups.filter(([group]) => group.startsWith('silenced-'));
    return {
      duplicates: groups
        .filter(([group]) => !group.startsWith('silenced-'))
        .reduce((sum, [, count]) => sum + count - 1, 0),
      leaks: silenced.reduce((sum, [, count]) => sum + count, 0),
      missed: this.missed(notified).length,
    };
  }

  /** Of what was said twice who said what, and when: for people who look for the reason. */
  history(): string {
    const { notifications } = this.receiver;
    const [first] = notifications;
    const firing = notifications.filter(({ status }) => status === 'firing');
    return notifications
      .filter(({ groupKey }) => firing.filter((each) => each.groupKey === groupKey).length > 1)
      .map(
        ({ groupLabels, from, at, status }) =>
          `${groupLabels.group} by ${from} after ${(at - (first?.at ?? 0)) / 1000} s: ${status}`,
      )
      .sort()
      .join('\n');
  }

  private missed(notified: ReadonlyMap<string, number>): Firing[] {
    const now = Date.now();
    return this.firing.filter(
      ({ labels: { group = '' }, startsAt }) =>
        group.startsWith('probe-') && !notified.has(group) && now - startsAt > FRESH,
    );
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    const started = Date.now();
    for (let tick = 1; !signal.aborted; tick += 1) {
      this.evaluate();
      this.send();
      const next = started + tick * EVALUATION; // without drift: see the group_wait of the bed
      await sleep(next - Date.now(), undefined, { signal }).catch(() => undefined);
    }
  }

  private evaluate(): void {
    const now = Date.now();
    this.firing.push({
      labels: { alertname: 'Probe', group: `probe-${this.probes}` },
      startsAt: now,
      sent: 0,
    });
    this.probes += 1;
    for (const each of this.firing) {
      if (
        each.labels.alertname === 'Probe' &&
        each.endsAt === undefined &&
        now - each.startsAt > PROBE_FIRES
      ) {
        each.endsAt = now;
        each.sent = 0;
      }
    }
  }

  /** To each by itself: one that is on its way out must not keep what the others have to hear. */
  private send(): void {
    const now = Date.now();
    const due = this.firing.filter(({ sent }) => now - sent >= RESEND);
    due.forEach((each) => (each.sent = now));
    const alerts = due.map(({ labels, startsAt, endsAt }) => ({
      labels,
      startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(endsAt ?? now + 4 * RESEND).toISOString(),
    }));
    for (const address of this.addresses()) {
      new AlertmanagerApi(`http://${address}:9093`).postAlerts(alerts).catch(() => undefined);
    }
  }
}
