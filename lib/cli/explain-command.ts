import { Command } from 'commander';
import { explainTarget, renderExplanation, type TargetExplanation } from '../explain';
import type { Manifest } from '../kubernetes';
import {
  findInstance,
  findInstances,
  LookupError,
  prometheusFiles,
  shortName,
  type Instance,
} from '../manifests';
import type { PrometheusConfig } from '../native/prometheus';
import { failing, UsageError } from './failure';
import { readInput, withInput, type Input } from './input';
import { parseInstance, separate } from './instance-argument';
import { readLabels } from './labels';

interface Options extends Input {
  readonly labels: string;
  readonly namespace?: string;
  readonly job?: string;
  readonly steps?: boolean;
  readonly json?: boolean;
}

/** What one Prometheus makes of the target. */
interface Answer {
  readonly prometheus: string;
  readonly namespace: string;
  readonly explanation: TargetExplanation;
}

export function explainTargetCommand(): Command {
  return withInput(new Command('target'))
    .description(
      'Run the labels of a discovered target through the relabelings of each job, and say which job keeps it, ' +
        'with which labels, and which rule drops it elsewhere.',
    )
    .argument('[instance]', 'prometheus/<name>; by default all of them')
    .requiredOption('--labels <file-or-json>', 'discovered labels as a JSON object, or a file that has it')
    .option('--namespace <namespace>', 'where several have that name')
    .option('--job <name>', 'ask this job only, whether or not it would discover the target')
    .option('--steps', 'show each step of the jobs that drop it, too')
    .option('--json', 'print data instead of text')
    .addHelpText(
      'after',
      `
Discovered labels are those that /service-discovery of a Prometheus shows, and "discoveredLabels" in its
/api/v1/targets. What the job there has added to them (job, __scheme__, …) is left out.

Example:
  $ cdk8s-prometheus explain target --from dist prometheus/k8s \\
      --labels '{"__address__": "10.0.0.1:8080", "__meta_kubernetes_namespace": "shop", …}'`,
    )
    .action(failing(explain));
}

function explain(given: string | undefined, all: Options): void {
  const { argument, options } = separate(given, all);
  const labels = readLabels(options.labels);
  const manifests = readInput(options);
  const answers = instancesOf(manifests, argument, options.namespace).map((instance): Answer => {
    const { config } = prometheusFiles(manifests, instance);
    return {
      prometheus: shortName(instance),
      namespace: instance.namespace,
      explanation: explainTarget(config, labels, jobOption(config, instance, options.job)),
    };
  });
  process.stdout.write(options.json === true ? json(answers) : text(answers, options.steps === true));
}

function instancesOf(
  manifests: readonly Manifest[],
  argument: string | undefined,
  namespace: string | undefined,
): Instance[] {
  if (argument === undefined) {
    const all = findInstances(manifests, 'prometheus').filter(
      (instance) => (namespace ?? instance.namespace) === instance.namespace,
    );
    if (all.length === 0) {
      throw new LookupError('there is no Prometheus among the manifests');
    }
    return all;
  }
  const { program, name } = parseInstance(argument);
  if (program !== 'prometheus') {
    throw new UsageError(`"${argument}" has no targets: only a Prometheus has`);
  }
  return [findInstance(manifests, { program, name, namespace })];
}

function jobOption(
  { scrape_configs: jobs = [] }: PrometheusConfig,
  instance: Instance,
  job: string | undefined,
): { job?: string } {
  if (job === undefined) {
    return {};
  }
  const names = jobs.map(({ job_name }) => job_name);
  if (!names.includes(job)) {
    throw new UsageError(
      `${shortName(instance)} has no job "${job}" (there are: ${names.join(', ') || 'none'})`,
    );
  }
  return { job };
}

function json(answers: readonly Answer[]): string {
  return `${JSON.stringify(answers, undefined, 2)}\n`;
}

function text(answers: readonly Answer[], allSteps: boolean): string {
  const parts = answers.map(({ prometheus, namespace, explanation }) =>
    [`${prometheus} in ${namespace}`, renderExplanation(explanation, { allSteps })].join('\n'),
  );
  return `${parts.join('\n\n')}\n`;
}
