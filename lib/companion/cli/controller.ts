import { FolderStore, runController } from '../controller';
import { KubernetesEvents, SecretStore } from '../kubernetes';
import type { StorePort } from '../rollout';
import { CliError } from './cli-error';
import { connect } from './connection';
import { EXIT, type ExitCode } from './exit-code';
import { explain } from './failure';
import { policyOf, type RolloutOptions } from './policy';
import { Progress } from './progress';

export interface ControllerOptions extends RolloutOptions {
  readonly listen: number;

  /** Folder for the copy of the mesh. */
  readonly store?: string;

  /** Name of a Secret for it. */
  readonly storeSecret?: string;
}

/** Runs until it is ended, which is no failure. */
export async function controller(
  name: string,
  options: ControllerOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  if (options.onFailure === 'rollback') {
    throw new CliError(
      EXIT.usage,
      'a controller stops where an instance does not get whole; it brings nothing back',
    );
  }
  const { api, set, cluster, ports, lease } = await connect(name, options);
  await cluster.statefulSet(signal); // what is not there now is a mistake; later it is waited for
  const stores: StorePort[] = [
    ...(options.store === undefined ? [] : [new FolderStore(options.store)]),
    ...(options.storeSecret === undefined ? [] : [new SecretStore(api, set.namespace, options.storeSecret)]),
  ];
  const progress = new Progress({ write: (text) => process.stdout.write(text) }, options.json === true);
  await runController(
    {
      ports,
      lease,
      stores,
      events: new KubernetesEvents(api, set, ports.clock),
      policy: policyOf(options),
      listen: options.listen,
      explain: (error) => explain(error)?.message,
      onLook: (step) => progress.show(step),
      onWarning: (finding) => progress.warn(finding),
      onOutcome: (outcome) => progress.conclude(outcome),
    },
    signal,
  );
  return EXIT.ok;
}
