import { readFileSync, writeFileSync } from 'node:fs';
import { DEFAULT_LIMITS, MeshError, readState } from '../mesh';
import { Reporter } from '../controller';
import { ApiError, KubernetesEvents } from '../kubernetes';
import { roll, surveyOf, type HaltReason, type Outcome, type Ports, type Step } from '../rollout';
import { expectInstances, lookOnce } from './check';
import { CliError } from './cli-error';
import { connect, type Connection } from './connection';
import { EXIT, type ExitCode } from './exit-code';
import type { CommonOptions } from './options';
import { print } from './output';
import { policyOf, type RolloutOptions } from './policy';
import { Progress } from './progress';
import { instancesAsJson, renderConditions, renderTable } from './table';

/** Milliseconds between two looks: two requests to the API server, and a few to each instance. */
const INTERVAL = 100;

/** Each command returns the code to exit with. */
type Run<O extends CommonOptions> = (name: string, options: O, signal: AbortSignal) => Promise<ExitCode>;

export const status: Run<CommonOptions> = async (name, options, signal) => {
  const { ports, lease } = await connect(name, options);
  const instances = await lookOnce(surveyOf(ports), signal);
  const healthy = instances.every(({ condition }) => condition === 'whole');
  const told = await lease.look(signal).catch(unlessForbidden);
  print(options, `${renderTable(instances)}\n${renderConditions(told)}`, {
    healthy,
    instances: instancesAsJson(instances),
    ...(told && { lease: { holder: told.holder }, conditions: told.conditions }),
  });
  return healthy ? EXIT.ok : EXIT.unhealthy;
};

export const rollout: Run<RolloutOptions> = async (name, options, signal) => {
  const connection = await connect(name, options);
  expectInstances(await surveyOf(connection.ports).look(signal)); // before anything is written, the Lease included
  return rollOut(connection, options, signal);
};

async function rollOut(
  { ports, api, set, lease }: Connection,
  options: RolloutOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  const progress = new Progress(process.stdout, options.json === true);
  const events = new KubernetesEvents(api, set, ports.clock);
  const reporter = new Reporter({
    record: (...event) => void events.record(...event, signal),
    say: (conditions) => lease.say(conditions),
    clock: ports.clock,
  });
  const onLook = (step: Step): void => {
    reporter.look(step);
    progress.show(step);
  };
  const outcome = await roll(
    ports,
    { ...policyOf(options), interval: INTERVAL, onLook, onWarning: (finding) => progress.warn(finding) },
    signal,
  );
  reporter.outcome(outcome);
  await events.settled();
  return conclude(outcome, options);
}

/** Brings the former revision back, by the same verified steps. */
export const rollback: Run<RolloutOptions & { readonly to?: string }> = async (name, options, signal) => {
  const connection = await connect(name, options);
  const { ports, cluster } = connection;
  const revisions = await cluster.revisions(signal);
  const names = revisions.map((revision) => revision.name).join(', ');
  const target = options.to ?? revisions.at(-2)?.name;
  if (target === undefined || !revisions.some((revision) => revision.name === target)) {
    throw new CliError(EXIT.usage, `there is no such revision to go back to; there are: ${names}`);
  }
  expectInstances(await surveyOf(ports).look(signal));
  await takeLease(ports, signal);
  try {
    await cluster.restoreRevision(target, signal);
  } catch (error) {
    await ports.lease.release().catch(() => undefined); // it ends by itself
    throw error;
  }
  return rollOut(connection, options, signal); // with the same Lease: nobody else rolls in between
};

/** @throws {CliError} where somebody else has it */
async function takeLease({ lease, clock }: Ports, signal: AbortSignal): Promise<void> {
  for (;;) {
    const claim = await lease.hold(signal);
    if (claim.kind === 'refused') {
      throw new CliError(EXIT.lease, `${claim.holder} rolls the same StatefulSet`);
    }
    if (claim.kind !== 'unknown') {
      return;
    }
    await clock.sleep(INTERVAL, signal);
  }
}

export const backup: Run<CommonOptions & { readonly output: string }> = async (name, options, signal) => {
  const { ports } = await connect(name, options);
  const survey = surveyOf(ports);
  await lookOnce(survey, signal);
  const bytes = survey.copy.snapshot(ports.clock.now());
  writeFileSync(options.output, bytes, { mode: 0o600 });
  const entries = survey.copy.table.size;
  print(options, `${entries} silences and log entries, ${bytes.length} bytes, in ${options.output}`, {
    entries,
    bytes: bytes.length,
  });
  return EXIT.ok;
};

export const restore: Run<CommonOptions & { readonly input: string }> = async (name, options, signal) => {
  const state = readBackup(options.input);
  const { ports } = await connect(name, options);
  const survey = surveyOf(ports);
  const taken = survey.copy.take(state, ports.clock.now());
  for (let round = 0; ; round += 1) {
    const look = await survey.look(signal);
    expectInstances(look);
    const seen = look.instances.flatMap(({ name, pod }) =>
      pod?.gossip?.seen === true ? [{ name, ...pod.gossip }] : [],
    );
    const behind = seen.filter(({ lacking }) => lacking > 0);
    if (behind.length === 0) {
      print(options, `${seen.length} instances hold all ${taken} entries of the backup that still count`, {
        taken,
      });
      return seen.length === look.instances.length ? EXIT.ok : EXIT.unhealthy;
    }
    if (round === 20) {
      throw new CliError(EXIT.unhealthy, `${behind.map(({ name }) => name).join(', ')} do not take it`);
    }
    const pods = survey.named(behind.map(({ name }) => name));
    await Promise.all(pods.map((pod) => ports.instances.push(pod, survey.missing(pod.name), signal)));
    await ports.clock.sleep(200, signal);
  }
};

function readBackup(path: string): ReturnType<typeof readState> {
  try {
    return readState(readFileSync(path), DEFAULT_LIMITS);
  } catch (error) {
    if (error instanceof MeshError || (error as NodeJS.ErrnoException).syscall !== undefined) {
      throw new CliError(EXIT.usage, `${path} is no backup: ${(error as Error).message}`);
    }
    throw error;
  }
}

function conclude(outcome: Outcome, options: CommonOptions): ExitCode {
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify({ outcome })}\n`);
  } else if (outcome.kind !== 'done') {
    const log =
      outcome.log === undefined || outcome.log === '' ? '' : `\nthe last lines of its log:\n${outcome.log}`;
    process.stderr.write(`${outcome.message}${log}\n`);
  }
  switch (outcome.kind) {
    case 'done':
      return EXIT.ok;
    case 'rolled-back':
      return EXIT.rolledBack;
    case 'halted':
      return EXIT_OF[outcome.reason];
  }
}

/** Scripts go on in different ways after a rollout that never began and one that stopped in the middle. */
const EXIT_OF: Readonly<Record<HaltReason | 'lease' | 'api' | 'preflight', ExitCode>> = {
  failed: EXIT.halted,
  stuck: EXIT.halted,
  'self-rolling': EXIT.selfRolling,
  degraded: EXIT.degraded,
  refused: EXIT.refused,
  preflight: EXIT.preflight,
  lease: EXIT.lease,
  api: EXIT.apiServer,
};

/** What a Lease says is an extra: not everybody who may look at pods may read it. */
function unlessForbidden(error: unknown): undefined {
  if (!(error instanceof ApiError && error.status === 403)) {
    throw error;
  }
}
