import {
  compareTurns,
  decide,
  describeAction,
  Memory,
  preflight,
  surveyOf,
  templateChanges,
  type Finding,
  type Look,
  type TemplateChange,
} from '../rollout';
import { expectInstances } from './check';
import { connect, type Connection } from './connection';
import { EXIT, type ExitCode } from './exit-code';
import { print } from './output';
import { policyOf, type RolloutOptions } from './policy';

/** What a former revision, which pods still have, is going to be replaced by. */
interface Difference {
  readonly revision: string;
  readonly instances: readonly string[];
  readonly changes: readonly TemplateChange[];
}

/** Says what a rollout would do, and does nothing. */
export async function plan(name: string, options: RolloutOptions, signal: AbortSignal): Promise<ExitCode> {
  const connection = await connect(name, options);
  const { ports, cluster } = connection;
  const survey = surveyOf(ports);
  const look = await survey.look(signal);
  expectInstances(look);
  const action = decide(new Memory().recall(look, 0), policyOf(options));
  const outdated = look.instances.filter(({ pod }) => pod?.revision !== look.set.revision);
  const replace = outdated.map((each) => each.name).sort(compareTurns);
  const findings = preflight({
    target: await cluster.target(signal),
    stateSize: survey.stateSize,
    unsoundEntries: survey.unsoundEntries(),
    budgets: await cluster.budgets(signal),
    instances: look.instances.length,
  });
  const differences = await differencesIn(connection, look, signal);
  const notes = notesOn(look, await runningVersions(connection, look, signal));
  const text = [
    ...differences.flatMap(renderDifference),
    replace.length === 0 ? 'nothing to replace' : `to be replaced, in this order: ${replace.join(', ')}`,
    `first: ${describeAction(action)}`,
    ...findings.map(({ severity, message, remedy }) => `${severity}: ${message}; ${remedy}`),
    ...notes.map((note) => `note: ${note}`),
  ].join('\n');
  const { revision } = look.set;
  print(options, text, { revision, replace, first: action, differences, findings, notes });
  if (replace.length > 0 && findings.some(({ severity }) => severity === 'refusal')) {
    return isAboutBudgets(findings) ? EXIT.refused : EXIT.preflight;
  }
  return action.kind === 'halt' ? EXIT.halted : EXIT.ok;
}

function isAboutBudgets(findings: readonly Finding[]): boolean {
  return findings.every(({ severity, code }) => severity === 'warning' || code === 'budget');
}

async function differencesIn(
  { cluster }: Connection,
  { set, instances }: Look,
  signal: AbortSignal,
): Promise<Difference[]> {
  const revisions = new Set(
    instances.flatMap(({ pod }) =>
      pod === undefined || pod.revision === set.revision ? [] : [pod.revision],
    ),
  );
  const target = await cluster.target(signal);
  return Promise.all(
    [...revisions].map(async (revision) => ({
      revision,
      instances: instances.filter(({ pod }) => pod?.revision === revision).map(({ name }) => name),
      changes: templateChanges(await cluster.templateOf(revision, signal), target),
    })),
  );
}

/** What instances say that they are; one that does not answer says nothing. */
async function runningVersions(
  { ports }: Connection,
  { instances }: Look,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const versions = new Map<string, string[]>();
  const pods = (await ports.cluster.look(signal)).pods.filter(({ ready, ending }) => ready && !ending);
  const known = pods.filter(({ name }) => instances.some((each) => each.name === name));
  await Promise.all(
    known.map(async (pod) => {
      const version = await ports.instances.version(pod, signal).catch(() => undefined);
      if (version !== undefined) {
        versions.set(version, [...(versions.get(version) ?? []), pod.name]);
      }
    }),
  );
  signal.throwIfAborted();
  return versions;
}

function notesOn({ instances }: Look, versions: ReadonlyMap<string, readonly string[]>): string[] {
  const meshes = new Set(instances.map(({ pod }) => pod?.mesh).filter((mesh) => mesh !== undefined));
  const running = [...versions].map(([version, names]) => `${version} (${[...names].sort().join(', ')})`);
  return [
    ...(running.length === 0 ? [] : [`running: ${running.sort().join('; ')}`]),
    ...(instances.some(({ pod }) => pod === undefined)
      ? ['pods that are missing are made by Kubernetes; they join, and are brought everything']
      : []),
    ...(meshes.size > 1
      ? ['instances are in two meshes: the new one is held back until the former one has ended']
      : []),
  ];
}

function renderDifference({ revision, instances, changes }: Difference): string[] {
  const title = `changes against revision ${revision} (${instances.join(', ')}):`;
  const lines = changes.map(
    ({ field, from, to, meaning }) => `  ${field}: ${from ?? '(none)'} -> ${to ?? '(none)'}\n    ${meaning}`,
  );
  return [title, ...(lines.length === 0 ? ['  none that is known here'] : lines)];
}
