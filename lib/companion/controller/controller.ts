import { census } from '../mesh';
import {
  surveyOf,
  type Finding,
  watch,
  type Outcome,
  type Ports,
  type Policy,
  type Step,
  type StorePort,
} from '../rollout';
import { within } from '../time';
import type { KubernetesEvents, KubernetesLease } from '../kubernetes';
import { CopyKeeper } from './copy-keeper';
import { Health } from './health';
import { Metrics } from './metrics';
import { Reporter, type RecordEvent } from './reporter';
import { serve } from './server';

/** What a controller runs with. */
export interface ControllerSetting {
  readonly ports: Ports;
  readonly lease: KubernetesLease;
  readonly events: KubernetesEvents;
  readonly stores: readonly StorePort[];
  readonly policy: Policy;

  /** The port of `/metrics` and `/healthz`. */
  readonly listen: number;

  /** What to say of an error that may mend itself. */
  readonly explain: (error: unknown) => string | undefined;

  /** Told what is done, for people who look on. */
  readonly onLook: (step: Step) => void;
  readonly onWarning: (finding: Finding) => void;
  readonly onOutcome: (outcome: Outcome) => void;
}

/** Milliseconds between two looks. */
const INTERVAL = 2_000;

/** Milliseconds to write the copy down at the end; a pod has 30 s in all. */
const FAREWELL = 10_000;

/**
 * Runs until it is told to end: rolls whenever the revision changes, and gives back what instances have lost, since it
 * keeps a copy of all that they hold. It ends gently: the copy is written down, and the Lease let go.
 */
export async function runController(setting: ControllerSetting, signal: AbortSignal): Promise<void> {
  const { ports, lease, events, stores, policy } = setting;
  const { clock } = ports;
  const survey = surveyOf(ports);
  const keeper = new CopyKeeper(survey.copy, stores, clock);
  const health = new Health(() => clock.now());
  const metrics = new Metrics({
    entries: () => {
      const { sil: silence, nfl: log } = census(survey.copy.table, clock.now());
      return { silence, log };
    },
    keepings: () => keeper.keepings,
    isLeaseHeld: () => lease.isHeld,
  });
  const record: RecordEvent = (...event) => void events.record(...event, signal);
  const reporter = new Reporter({ record, say: (each) => lease.say(each), meter: metrics, clock });
  const server = await serve(setting.listen, metrics.registry, health);
  try {
    await keeper.load(signal);
    keeper.unreadable.forEach((what) => record('Warning', 'CopyUnreadable', what));
    await watch(
      ports,
      {
        ...policy,
        interval: INTERVAL,
        explain: setting.explain,
        onTurn: () => health.turned(),
        onLook: (step) => {
          reporter.look(step);
          setting.onLook(step);
          void keepCopy(keeper, lease, record, signal); // in the meantime it goes on
        },
        onWarning: (finding) => {
          const reason = finding.code === 'single' ? 'SingleInstance' : 'NotChecked';
          record('Warning', reason, `${finding.message}; ${finding.remedy}`);
          setting.onWarning(finding);
        },
        onOutcome: (outcome) => {
          reporter.outcome(outcome);
          setting.onOutcome(outcome);
        },
      },
      survey,
      signal,
    );
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
    await within(FAREWELL, undefined, (ended) => keeper.keep(ended, { last: true }));
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/** Only who holds the Lease writes: of two, each would take the other's away. */
async function keepCopy(
  keeper: CopyKeeper,
  lease: KubernetesLease,
  record: RecordEvent,
  signal: AbortSignal,
): Promise<void> {
  if (!lease.isHeld) {
    return;
  }
  const before = keeper.condition;
  await keeper.keep(signal);
  const { condition } = keeper;
  if (condition === undefined) {
    return;
  }
  lease.say([condition]);
  if (condition.status === 'False' && condition.reason !== before?.reason) {
    record('Warning', `Copy${condition.reason}`, condition.message);
  }
}
