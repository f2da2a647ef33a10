import { assess, Memory, type Assessment, type Look, type Survey } from '../rollout';
import { CliError } from './cli-error';
import { EXIT } from './exit-code';

/** One look, judged. */
export async function lookOnce(survey: Survey, signal: AbortSignal): Promise<Assessment[]> {
  const look = await survey.look(signal);
  expectInstances(look);
  return assess(new Memory().recall(look, 0));
}

/** @throws {CliError} where there is nothing that could be looked into */
export function expectInstances({ instances }: Look): void {
  if (instances.length === 0) {
    throw new CliError(
      EXIT.noInstances,
      'it has no replicas: there is nothing to look at, and nothing to roll',
    );
  }
  const unseen = instances.flatMap(({ pod }) => (pod?.gossip?.seen === false ? [pod.gossip] : []));
  const [first] = unseen;
  const ready = instances.filter(({ pod }) => pod?.ready === true && !pod.ending);
  if (first === undefined || unseen.length < ready.length) {
    return;
  }
  if (first.failure === 'tls') {
    throw new CliError(EXIT.certificate, `no instance accepts us, or we none of them: ${first.reason}`);
  }
  if (first.failure === 'forbidden') {
    throw new CliError(EXIT.forbidden, first.reason);
  }
  throw new CliError(
    EXIT.gossipClosed,
    `no instance can be reached at its gossip port: ${first.reason}\n` +
      'Does a NetworkPolicy let us through? `--access direct` needs addresses of pods to be routed to; `port-forward` leads ' +
      'to localhost in the pod, so that `--cluster.listen-address` must not be the address of the pod alone.',
  );
}
