import { setMaxListeners } from 'node:events';
import { Command, Option, type CommanderError } from 'commander';
import { backup, restore, rollback, rollout, status } from './commands';
import { controller, type ControllerOptions } from './controller';
import { EXIT, type ExitCode } from './exit-code';
import { explain } from './failure';
import { port, seconds, withCommon } from './options';
import { plan } from './plan';
import type { RolloutOptions } from './policy';

/** The command line `cdk8s-prometheus-rollout`. */
export function program(): Command {
  return new Command('cdk8s-prometheus-rollout')
    .description(
      'Sees whether Alertmanagers are healthy, and replaces them one after the other without losing anything.',
    )
    .addCommand(
      command(
        'status',
        'Say how each instance is: joined, and in possession of all that others hold.',
        status,
      ),
    )
    .addCommand(withPolicy(command('plan', 'Say what a rollout would do, and do nothing.', plan)))
    .addCommand(
      withPolicy(command('rollout', 'Replace the instances that are not of the current revision.', rollout)),
    )
    .addCommand(
      withPolicy(
        command('rollback', 'Bring an earlier revision back, by the same verified steps.', rollback),
      ).option('--to <revision>', 'name of a ControllerRevision; by default the one before the current'),
    )
    .addCommand(
      command('backup', 'Write down all silences and log entries.', backup).requiredOption(
        '-o, --output <file>',
        'where to',
      ),
    )
    .addCommand(
      command('restore', 'Bring a backup to all instances.', restore).requiredOption(
        '-i, --input <file>',
        'the backup',
      ),
    )
    .addCommand(
      withPolicy(
        command(
          'controller',
          'Run for ever: roll on change, and give back what instances have lost.',
          controller,
        ),
      )
        .option('--listen <port>', 'for /metrics and /healthz', port, 8080)
        .option('--store <folder>', 'keep a copy of the mesh there, so that it outlives this process')
        .option('--store-secret <name>', 'keep it in a Secret, where it takes no more than 900 KiB'),
    )
    .showHelpAfterError('(--help says more)')
    .exitOverride(exit);
}

/** The help is no mistake; all else that the parser ends with is one. */
function exit({ exitCode }: CommanderError): never {
  process.exit(exitCode === 0 ? EXIT.ok : EXIT.usage);
}

/** All options that there are; each command takes those that are added to it. */
type Options = ControllerOptions & { readonly output: string; readonly input: string; readonly to?: string };

function command(
  name: string,
  description: string,
  run: (statefulSet: string, options: Options, signal: AbortSignal) => Promise<ExitCode>,
): Command {
  return withCommon(new Command(name))
    .description(description)
    .exitOverride(exit)
    .action(async (statefulSet: string, options: Options) => {
      process.exit(await guarded(async (signal) => run(statefulSet, options, signal)));
    });
}

function withPolicy(to: Command): Command {
  const defaults: Pick<RolloutOptions, 'deadline' | 'onFailure'> = { deadline: 300, onFailure: 'halt' };
  return to
    .option(
      '--deadline <duration>',
      'for an instance to get whole, its former pod to end included',
      seconds,
      defaults.deadline,
    )
    .addOption(
      new Option('--on-failure <what>', 'where an instance does not get whole')
        .choices(['halt', 'rollback'])
        .default(defaults.onFailure),
    )
    .option(
      '--gapless',
      'let somebody notify at any time: wait until another instance has settled (some 10 s longer)',
    )
    .option('--force-from-degraded', 'go on where several instances are broken already: replace those first');
}

/** Runs a command until its end, or until somebody interrupts it; everything is then left as it is, which is consistent. */
async function guarded(run: (signal: AbortSignal) => Promise<ExitCode>): Promise<ExitCode> {
  const interrupted = new AbortController();
  setMaxListeners(0, interrupted.signal); // each request listens to it
  const interrupt = (): void => interrupted.abort();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    return await run(interrupted.signal);
  } catch (error) {
    if (interrupted.signal.aborted) {
      process.stderr.write('interrupted: nothing is half done; run the same command again to go on\n');
      return EXIT.interrupted;
    }
    const known = explain(error);
    if (known === undefined) {
      throw error;
    }
    process.stderr.write(`cdk8s-prometheus-rollout: ${known.message}\n`);
    return known.code;
  }
}
