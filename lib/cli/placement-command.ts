import { Command, Option } from 'commander';
import { findInstance, prometheusFiles, shortName } from '../manifests';
import { renderYaml } from '../native';
import type { ScrapeConfig } from '../native/prometheus';
import {
  placeRules,
  placementJson,
  placementPage,
  placementText,
  targetObstacles,
  type FiledGroups,
  type GlobalView,
  type JobFacts,
  type Placement,
  type PlacementOverride,
} from '../placement';
import { compareProblems, formatProblem, Where, type Problem } from '../problems';
import { readGroups, readRuleFile } from '../rules';
import { failing, UsageError } from './failure';
import { readInput, withInput, type Input } from './input';
import { parseInstance, separate } from './instance-argument';
import { readRuleFiles, type NamedGroups } from './rule-files';

interface Options extends Input {
  readonly namespace?: string;
  readonly rules?: readonly string[];
  readonly shards: string;
  readonly view: GlobalView;
  readonly interval?: string;
  readonly broadcast?: readonly string[];
  readonly singleton?: readonly string[];
  readonly metrics?: readonly string[];
  readonly trust?: readonly string[];
  readonly local?: readonly string[];
  readonly global?: readonly string[];
  readonly format: 'text' | 'json' | 'html';
}

export function placementCommand(): Command {
  return withInput(new Command('placement'))
    .description(
      'Show where each rule is evaluated when the targets are spread over shards, and what it becomes.',
    )
    .argument('[instance]', 'prometheus/<name>')
    .option('--rules <paths...>', 'instead of an instance: rule files, or manifests of PrometheusRules')
    .option('--namespace <namespace>', 'where several have that name')
    .requiredOption('--shards <number>', 'how many shards there are')
    .addOption(
      new Option('--view <view>', 'what evaluates rules that need more than one shard')
        .choices(['thanos', 'prometheus', 'none'])
        .default('thanos'),
    )
    .option('--interval <duration>', 'evaluation interval, where the configuration does not say (1m)')
    .option('--broadcast <jobs...>', 'values of `job` that every shard scrapes')
    .option('--singleton <jobs...>', 'values of `job` whose targets are all on one shard')
    .option('--metrics <job=regex...>', "metrics that one job alone exposes: 'kube-state-metrics=kube_.+'")
    .option(
      '--trust <jobs...>',
      'scrape jobs of which job and instance tell all series apart, whatever they look like',
    )
    .option('--local <rules...>', 'rules to evaluate on the shards: <group>, or <group>/<rule>')
    .option('--global <rules...>', 'rules to evaluate above, on raw series')
    .addOption(
      new Option('--format <format>', 'text; JSON, with the groups of every shard; one page of HTML')
        .choices(['text', 'json', 'html'])
        .default('text'),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ cdk8s-prometheus placement --from dist --shards 3 prometheus/k8s
  $ cdk8s-prometheus placement --rules rules/*.yaml --shards 3 --broadcast kube-state-metrics
  $ cdk8s-prometheus placement --rules rules --shards 3 --format html > placement.html`,
    )
    .action(failing(showPlacement));
}

/** What is to be placed. */
interface Subject {
  readonly title: string;
  readonly files: readonly NamedGroups[];
  readonly jobs: readonly ScrapeConfig[];
  readonly interval: string | undefined;
}

function showPlacement(given: string | undefined, all: Options): void {
  const { argument, options } = separate(given, all);
  const shards = parseShards(options.shards);
  const problems: Problem[] = [];
  const subject =
    options.rules === undefined ? fromManifests(argument, options) : fromRules(options.rules, problems);
  const files = subject.files.map(({ file, groups }): FiledGroups => ({
    file,
    groups: readGroups(new Where(problems, file), groups, {}),
  }));
  const obstacles = targetObstacles(subject.jobs, { trusted: options.trust ?? [], hashed });
  obstacles.forEach(({ scrapeJob, reason }) => {
    process.stderr.write(
      `note: ${scrapeJob} ${reason}; rules that may read it are not held to be local, unless you --trust it\n`,
    );
  });
  const placement = placeRules(new Where(problems, subject.title), {
    files,
    facts: {
      shards,
      jobs: jobFacts(options),
      obstacles,
    },
    view: options.view,
    evaluationInterval: options.interval ?? subject.interval ?? '1m',
    overrides: [...overrides(options.local, 'local'), ...overrides(options.global, 'global')],
  });
  process.stdout.write(print(placement, shards, subject.title, options.format));
  problems.sort(compareProblems).forEach((problem) => {
    process.stderr.write(`${problem.severity}: ${formatProblem(problem)}\n`);
  });
  if (problems.some(({ severity }) => severity === 'error')) {
    process.exitCode = 1;
  }
}

/** Probes ask one prober for all of their targets. */
function hashed(scrapeJob: string): string {
  return scrapeJob.startsWith('probe/') ? '__param_target' : '__address__';
}

function print(placement: Placement, shards: number, title: string, format: Options['format']): string {
  switch (format) {
    case 'text':
      return placementText(placement, shards);
    case 'json':
      return placementJson(placement, shards);
    case 'html':
      return placementPage(placement, { title, shards });
  }
}

function fromRules(paths: readonly string[], problems: Problem[]): Subject {
  return {
    title: paths.length === 1 ? (paths[0] ?? '') : 'rules',
    files: readRuleFiles(paths, problems),
    jobs: [],
    interval: undefined,
  };
}

function fromManifests(argument: string | undefined, options: Options): Subject {
  if (argument === undefined) {
    throw new UsageError('say which one: prometheus/<name>, or --rules <paths...>');
  }
  const { program, name } = parseInstance(argument);
  if (program !== 'prometheus') {
    throw new UsageError(`"${argument}" has no shards: only a Prometheus has`);
  }
  const manifests = readInput(options);
  const instance = findInstance(manifests, { program, name, namespace: options.namespace });
  const { config, rules } = prometheusFiles(manifests, instance);
  const title = `${shortName(instance)} in ${instance.namespace}`;
  const groups = readRuleFile(new Where([], title), renderYaml(rules)) ?? [];
  return {
    title,
    files: [{ file: shortName(instance), groups }],
    jobs: config.scrape_configs ?? [],
    interval: config.global?.evaluation_interval,
  };
}

function parseShards(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) {
    throw new UsageError(`--shards "${text}" is no whole number above zero`);
  }
  return Number(text);
}

function jobFacts({ broadcast = [], singleton = [], metrics = [] }: Options): JobFacts[] {
  const patterns = new Map(metrics.map(parseMetrics));
  const spreads = new Map<string, JobFacts['spread']>([
    ...[...patterns.keys()].map((job) => [job, 'sharded'] as const),
    ...singleton.map((job) => [job, 'singleton'] as const),
    ...broadcast.map((job) => [job, 'broadcast'] as const),
  ]);
  return [...spreads].map(([job, spread]) => {
    const pattern = patterns.get(job);
    return { job, spread, ...(pattern === undefined ? {} : { metrics: pattern }) };
  });
}

function parseMetrics(text: string): readonly [job: string, pattern: string] {
  const at = text.indexOf('=');
  if (at < 1) {
    throw new UsageError(`--metrics "${text}" is not <job>=<regular expression>`);
  }
  return [text.slice(0, at), text.slice(at + 1)];
}

function overrides(
  names: readonly string[] = [],
  placement: PlacementOverride['placement'],
): PlacementOverride[] {
  return names.map((name) => {
    const [group = '', ...rule] = name.split('/');
    return { group, placement, ...(rule.length === 0 ? {} : { rule: rule.join('/') }) };
  });
}
