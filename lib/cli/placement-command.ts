import { Command, Option } from 'commander';
import {
  placeRules,
  placementJson,
  placementPage,
  placementText,
  targetObstacles,
  type GlobalView,
  type JobFacts,
  type Placement,
  type PlacementOverride,
  type PlacementPageOptions,
} from '../placement';
import { compareProblems, formatProblem, Where, type Problem } from '../problems';
import { readGroups } from '../rules';
import { failing, UsageError } from './failure';
import { withInput } from './input';
import { separate } from './instance-argument';
import {
  placementSubject,
  type PlacedRules,
  type SubjectOptions,
  type WrittenRules,
} from './placement-subject';

interface Options extends SubjectOptions {
  readonly shards?: string;
  readonly view?: GlobalView;
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
    .option('--cluster <cluster>', 'the same in a fleet, of an --app')
    .option('--shards <number>', 'how many shards there are; an --app that has shards says so itself')
    .addOption(
      new Option(
        '--view <view>',
        'what evaluates rules that need more than one shard (default: thanos)',
      ).choices(['thanos', 'prometheus', 'none']),
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
  $ cdk8s-prometheus placement --app 'npx tsx main.ts' prometheus/k8s
  $ cdk8s-prometheus placement --from dist --shards 3 prometheus/k8s
  $ cdk8s-prometheus placement --rules rules/*.yaml --shards 3 --broadcast kube-state-metrics
  $ cdk8s-prometheus placement --rules rules --shards 3 --format html > placement.html`,
    )
    .action(failing(showPlacement));
}

function showPlacement(given: string | undefined, all: Options): void {
  const { argument, options } = separate(given, all);
  const problems: Problem[] = [];
  const subject = placementSubject(argument, options, problems);
  if (subject.kind === 'placed') {
    refuseDecisions(subject, options);
    process.stdout.write(print(subject.placement, subject, options.format));
    return;
  }
  const shards = parseShards(options.shards);
  const placement = placeAnew(subject, shards, options, problems);
  process.stdout.write(print(placement, { title: subject.title, shards }, options.format));
  problems.sort(compareProblems).forEach((problem) => {
    process.stderr.write(`${problem.severity}: ${formatProblem(problem)}\n`);
  });
  if (problems.some(({ severity }) => severity === 'error')) {
    process.exitCode = 1;
  }
}

/** Options that decide about rules. */
const DECIDING = [
  'shards',
  'view',
  'interval',
  'broadcast',
  'singleton',
  'metrics',
  'trust',
  'local',
  'global',
] as const;

/** What an app has decided is shown as it is. */
function refuseDecisions({ title }: PlacedRules, options: Options): void {
  const given = DECIDING.filter((name) => options[name] !== undefined).map((name) => `--${name}`);
  if (given.length > 0) {
    throw new UsageError(
      `the app says itself where the rules of ${title} are evaluated: leave out ${given.join(', ')}, or give the rules as they were written (--rules <paths...>)`,
    );
  }
}

/** What would become of rules. */
function placeAnew(subject: WrittenRules, shards: number, options: Options, problems: Problem[]): Placement {
  const obstacles = targetObstacles(subject.jobs, { trusted: options.trust ?? [], hashed });
  obstacles.forEach(({ scrapeJob, reason }) => {
    process.stderr.write(
      `note: ${scrapeJob} ${reason}; rules that may read it are not held to be local, unless you --trust it\n`,
    );
  });
  return placeRules(new Where(problems, subject.title), {
    files: subject.files.map(({ file, groups }) => ({
      file,
      groups: readGroups(new Where(problems, file), groups, {}),
    })),
    facts: { shards, jobs: jobFacts(options), obstacles },
    view: options.view ?? 'thanos',
    evaluationInterval: options.interval ?? subject.interval ?? '1m',
    overrides: [...overrides(options.local, 'local'), ...overrides(options.global, 'global')],
  });
}

/** Probes ask one prober for all of their targets. */
function hashed(scrapeJob: string): string {
  return scrapeJob.startsWith('probe/') ? '__param_target' : '__address__';
}

function print(
  placement: Placement,
  { title, shards }: PlacementPageOptions,
  format: Options['format'],
): string {
  switch (format) {
    case 'text':
      return placementText(placement, shards);
    case 'json':
      return placementJson(placement, shards);
    case 'html':
      return placementPage(placement, { title, shards });
  }
}

function parseShards(text: string | undefined): number {
  if (text === undefined) {
    throw new UsageError('say how many shards there are: --shards <number>');
  }
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
