import { createServer, type Server } from 'node:http';
import { surveyOf, watch, type Survey } from '../rollout';
import { KubernetesEvents } from '../kubernetes';
import { CliError } from './cli-error';
import { connect } from './connection';
import { EXIT, type ExitCode } from './exit-code';
import { Metrics } from './metrics';
import { policyOf, type RolloutOptions } from './policy';
import { describe, Progress } from './progress';
import { Store } from './store';

export interface ControllerOptions extends RolloutOptions {
  readonly listen: number;

  /** Folder for the copy of the mesh. */
  readonly store?: string;
}

/** Milliseconds between two looks. */
const INTERVAL = 2_000;

/** Milliseconds without a look after which it is not healthy. */
const PATIENCE = 60_000;

/**
 * Runs until it is ended: rolls whenever the revision changes, and gives back what instances have lost, since it keeps a
 * copy of all that they hold.
 */
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
  const { api, set, cluster, ports } = await connect(name, options);
  const { clock } = ports;
  await cluster.statefulSet(signal); // what is not there now is a mistake; later it is waited for
  const survey = surveyOf(ports);
  const store = options.store === undefined ? undefined : new Store(options.store, survey.copy);
  store?.load(clock.now());
  const metrics = new Metrics();
  const events = new KubernetesEvents(api, set, clock);
  const progress = new Progress({ write: (text) => process.stdout.write(text) }, options.json === true);
  const server = serve(options.listen, metrics, survey);
  try {
    return await watch(
      ports,
      {
        ...policyOf(options),
        interval: INTERVAL,
        onLook: (step) => {
          metrics.look(step, clock.now());
          progress.show(step);
          store?.save(clock.now());
          if (step.action.kind === 'evict') {
            void events.record('Normal', 'Replacing', describe(step.action), signal);
          }
        },
        onOutcome: (outcome) => {
          metrics.outcome(outcome);
          const message = outcome.kind === 'done' ? 'all instances are whole and current' : outcome.message;
          const reason = outcome.kind === 'done' ? 'Complete' : 'Stopped';
          void events.record(outcome.kind === 'done' ? 'Normal' : 'Warning', reason, message, signal);
        },
      },
      survey,
      signal,
    );
  } finally {
    server.close();
  }
}

function serve(port: number, metrics: Metrics, survey: Survey): Server {
  const server = createServer(({ url }, response) => {
    if (url === '/metrics') {
      response.setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8');
      response.end(metrics.render(survey.copy.table.size));
    } else if (url === '/healthz') {
      const { lastLook } = metrics;
      const fresh = lastLook === undefined || Date.now() - lastLook < PATIENCE;
      response.writeHead(fresh ? 200 : 503).end(fresh ? 'ok\n' : 'nothing could be looked at for a minute\n');
    } else {
      response.writeHead(404).end();
    }
  });
  return server.listen(port);
}
