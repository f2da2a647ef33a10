import { LARGEST_JOINABLE_STATE } from '../mesh';
import { atLeast, versionOf, type TemplateLook } from './template';

/** A PodDisruptionBudget over the pods of the StatefulSet. */
export interface BudgetLook {
  readonly name: string;

  /** Pods that it is about, and that must be healthy. */
  readonly expected: number;
  readonly desired: number;
}

/** What is to be known before the first pod is asked to go. */
export interface PreflightFacts {
  /** What the new pods are going to be. */
  readonly target: TemplateLook;

  /** Of the largest state that an instance holds, in bytes. */
  readonly stateSize: number;

  /** Entries with a text that is no UTF-8, or that lack what they are about. */
  readonly unsoundEntries: number;

  /** Undefined where we may not read them. */
  readonly budgets: readonly BudgetLook[] | undefined;

  /** How many instances there are. */
  readonly instances: number;
}

/** Something that stands in the way of a rollout, or is to be known before it. */
export interface Finding {
  /** A refusal ends it before it begins; a warning says what could not be checked, or what it costs. */
  readonly severity: 'refusal' | 'warning';
  readonly code:
    | 'state-too-large'
    | 'not-utf8'
    | 'unknown-flag'
    | 'budget'
    | 'unknown-version'
    | 'unknown-budget'
    | 'single';

  /** What was seen, and what was expected. */
  readonly message: string;

  /** What to do. */
  readonly remedy: string;
}

type Version = readonly [major: number, minor: number];

/** Since when memberlist refuses states above {@link LARGEST_JOINABLE_STATE}. */
const SIZE_LIMITED: Version = [0, 34];

/** Since when a part with one bad entry is refused as a whole: 0.28 takes it, 0.32 does not; those between are not known. */
const UTF8_CHECKED: Version = [0, 29];

/** An Alertmanager does not start with a flag that it does not know. */
const FLAGS: ReadonlyArray<readonly [flag: string, since: Version]> = [
  ['cluster.label', [0, 26]],
  ['dispatch.maintenance-interval', [0, 29]],
  ['cluster.peer-name', [0, 30]],
  ['dispatch.start-delay', [0, 30]],
  ['alerts.per-alertname-limit', [0, 31]],
  ['log.silences', [0, 32]],
];

/** Holds the target against what is there. All that is found is told, not just the first. */
export function preflight({
  target,
  stateSize,
  unsoundEntries,
  budgets,
  instances,
}: PreflightFacts): Finding[] {
  const version = versionOf(target);
  const isAtLeast = (since: Version): boolean => version === undefined || atLeast(version, since);
  const unchecked: string[] = [];
  const findings: Finding[] = [];

  if (stateSize > LARGEST_JOINABLE_STATE && isAtLeast(SIZE_LIMITED)) {
    const size = `${(stateSize / 1024 / 1024).toFixed(1)} MiB`;
    if (version === undefined) {
      unchecked.push(
        `whether it takes a state of ${size}: one of 0.34 or later that starts with more than 20 MiB never joins`,
      );
    } else {
      findings.push({
        severity: 'refusal',
        code: 'state-too-large',
        message: `the mesh holds ${size}, and an Alertmanager ${version.text} that is offered more than 20 MiB never joins`,
        remedy: 'let silences expire, shorten `--data.retention`, or stay with 0.33',
      });
    }
  }
  if (unsoundEntries > 0 && isAtLeast(UTF8_CHECKED)) {
    if (version === undefined) {
      unchecked.push(
        `whether it takes ${unsoundEntries} entries that are not UTF-8: 0.32 and later refuse all that comes with them`,
      );
    } else {
      findings.push({
        severity: 'refusal',
        code: 'not-utf8',
        message: `${unsoundEntries} silences or log entries are not UTF-8, and an Alertmanager ${version.text} refuses all that comes with them`,
        remedy:
          'expire the silences (`amtool silence expire`), and wait until they are forgotten (`--data.retention`)',
      });
    }
  }
  for (const [flag, since] of FLAGS.filter(([flag]) => target.flags.some(([name]) => name === flag))) {
    if (version === undefined) {
      unchecked.push(`whether it knows \`--${flag}\` (since ${since.join('.')})`);
    } else if (!atLeast(version, since)) {
      findings.push({
        severity: 'refusal',
        code: 'unknown-flag',
        message: `\`--${flag}\` exists since ${since.join('.')}, and an Alertmanager ${version.text} does not start with it`,
        remedy: `leave the flag out, or use ${since.join('.')} or later`,
      });
    }
  }
  if (version === undefined && unchecked.length > 0) {
    findings.push({
      severity: 'warning',
      code: 'unknown-version',
      message: `the version of ${target.image} is not known; not checked: ${unchecked.join('; ')}`,
      remedy:
        'use an image tag that is a version, or the label `app.kubernetes.io/version` in the pod template',
    });
  }
  return [...findings, ...budgetFindings(budgets), ...singleFindings(instances)];
}

function singleFindings(instances: number): Finding[] {
  return instances !== 1
    ? []
    : [
        {
          severity: 'warning',
          code: 'single',
          message: 'it is a single instance: nobody notifies while it restarts',
          remedy:
            'what it holds is handed to its successor; with two replicas or more somebody always notifies',
        },
      ];
}

/** One that allows no eviction just now may do so in a moment; here is about those that never will. */
function budgetFindings(budgets: readonly BudgetLook[] | undefined): Finding[] {
  if (budgets === undefined) {
    return [
      {
        severity: 'warning',
        code: 'unknown-budget',
        message:
          'whether a PodDisruptionBudget allows evictions is not known: "list" of "poddisruptionbudgets" is not allowed',
        remedy: 'give the right, or see what becomes of the first eviction',
      },
    ];
  }
  const [first, second] = budgets;
  if (first !== undefined && second !== undefined) {
    const names = budgets.map(({ name }) => name).join(', ');
    return [
      {
        severity: 'refusal',
        code: 'budget',
        message: `several PodDisruptionBudgets are about these pods (${names}): Kubernetes then evicts none of them`,
        remedy: 'leave one of them',
      },
    ];
  }
  return budgets
    .filter(({ expected, desired }) => expected > 0 && desired >= expected)
    .map(({ name, expected, desired }) => ({
      severity: 'refusal',
      code: 'budget',
      message: `PodDisruptionBudget ${name} never allows an eviction: it wants ${desired} of ${expected} pods`,
      remedy: 'let it have `maxUnavailable: 1`',
    }));
}
