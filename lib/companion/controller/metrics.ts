import { Counter, Gauge, Registry } from 'prom-client';
import type { Condition, Outcome, Step } from '../rollout';
import type { Keeping } from './copy-keeper';

const PREFIX = 'alertmanager_rollout';

/** What is asked for when somebody scrapes, and not pushed at each look. */
export interface MetricSources {
  /** Silences and log entries in the copy. */
  entries(): Readonly<Record<'silence' | 'log', number>>;
  keepings(): readonly Keeping[];
  isLeaseHeld(): boolean;
}

/** All of them, so that each has a series from the start. */
const CONDITIONS = Object.keys({
  absent: 0,
  ending: 0,
  failing: 0,
  starting: 0,
  unreachable: 0,
  behind: 0,
  conflict: 0,
  apart: 0,
  bare: 0,
  whole: 0,
} satisfies Record<Condition, 0>);

const OUTCOMES: ReadonlyArray<Outcome['kind']> = ['done', 'halted', 'rolled-back'];

/** What a controller has seen and done, for Prometheus; docs/companion.md says what to alert on. */
export class Metrics {
  readonly registry = new Registry();

  /** The label is not `instance`, which says in Prometheus who was scraped. */
  private readonly condition = this.gauge(
    'instance_condition',
    'Whether an Alertmanager instance is in a condition (1) or not (0).',
    ['alertmanager', 'condition'],
  );
  private readonly current = this.gauge(
    'instance_current',
    'Whether an Alertmanager instance is of the current revision of its StatefulSet.',
    ['alertmanager'],
  );
  private readonly lacking = this.gauge(
    'instance_lacking_entries',
    'Silences and log entries that an Alertmanager instance lacks and others hold.',
    ['alertmanager'],
  );
  private readonly lastOutcome = this.gauge(
    'last_outcome',
    'How the last rollout ended (1 for the one that holds).',
    ['outcome'],
  );
  private readonly lastOutcomeAt = this.gauge(
    'last_outcome_timestamp_seconds',
    'When the last rollout ended, as it did.',
  );
  private readonly lookedAt = this.gauge(
    'last_look_timestamp_seconds',
    'When all instances were looked at last.',
  );
  private readonly evictions = this.counter('evictions_total', 'Pods that were asked to go.');
  private readonly restored = this.counter(
    'restored_entries_total',
    'Silences and log entries that all instances had lost, and that were brought back from the copy.',
  );

  constructor(sources: MetricSources) {
    this.gauge('copy_entries', 'Silences and log entries in the copy of the mesh.', ['kind'], (gauge) => {
      Object.entries(sources.entries()).forEach(([kind, count]) => gauge.set({ kind }, count));
    });
    this.gauge(
      'store_complete_timestamp_seconds',
      'When a store of the copy had everything that the copy has.',
      ['store'],
      (gauge) =>
        sources.keepings().forEach(({ store, completeAt = 0 }) => {
          gauge.set({ store: store.name }, completeAt / 1000);
        }),
    );
    this.gauge(
      'store_bytes',
      'Size of the copy as it was stored last, before it was compressed.',
      ['store'],
      (gauge) => sources.keepings().forEach(({ store, bytes }) => gauge.set({ store: store.name }, bytes)),
    );
    this.gauge(
      'store_failing',
      'Why a store could not be written the last time (1), if it could not (0).',
      ['store', 'reason'],
      (gauge) =>
        sources.keepings().forEach(({ store, failure }) => {
          for (const reason of ['too-large', 'failed']) {
            gauge.set({ store: store.name, reason }, failure?.kind === reason ? 1 : 0);
          }
        }),
    );
    this.gauge('lease_held', 'Whether this controller is the one that acts.', [], (gauge) =>
      gauge.set(sources.isLeaseHeld() ? 1 : 0),
    );
  }

  look({ assessments }: Step, now: number): void {
    this.lookedAt.set(now / 1000);
    this.forgetInstances();
    for (const { instance, condition, current } of assessments) {
      const { name: alertmanager, pod } = instance;
      for (const each of CONDITIONS) {
        this.condition.set({ alertmanager, condition: each }, each === condition ? 1 : 0);
      }
      this.current.set({ alertmanager }, current ? 1 : 0);
      if (pod?.gossip?.seen === true) {
        this.lacking.set({ alertmanager }, pod.gossip.lacking);
      }
    }
  }

  /** One that waits for the Lease knows of no instance. */
  forgetInstances(): void {
    [this.condition, this.current, this.lacking].forEach((gauge) => gauge.reset());
  }

  outcome({ kind }: Outcome, now: number): void {
    OUTCOMES.forEach((each) => this.lastOutcome.set({ outcome: each }, each === kind ? 1 : 0));
    this.lastOutcomeAt.set(now / 1000);
  }

  evicted(): void {
    this.evictions.inc();
  }

  broughtBack(entries: number): void {
    this.restored.inc(entries);
  }

  private gauge(
    name: string,
    help: string,
    labelNames: readonly string[] = [],
    collect?: (gauge: Gauge) => void,
  ): Gauge {
    const registers = [this.registry];
    const gauge: Gauge = new Gauge({
      name: `${PREFIX}_${name}`,
      help,
      labelNames,
      registers,
      ...(collect && {
        collect: () => {
          gauge.reset();
          collect(gauge);
        },
      }),
    });
    return gauge;
  }

  private counter(name: string, help: string): Counter {
    return new Counter({ name: `${PREFIX}_${name}`, help, registers: [this.registry] });
  }
}
