import type { RelabelConfig, ScrapeConfig } from '../native/prometheus';
import { discoveredPossibilities, possibleValues, relabelPossibilities } from '../relabel';
import { regexFault } from '../values';
import { satisfies } from '../promql';

/** A scrape job whose targets need not be told apart by the labels that placement goes by. */
export interface TargetObstacle {
  /** Name of the scrape job. */
  readonly scrapeJob: string;

  /** Values that `job` can have on its series, as far as the configuration says. */
  readonly jobs: readonly string[] | 'any';

  /** Labels that do not identify its targets. */
  readonly labels: readonly string[];

  /** Why, in words that follow the name: `has honor_labels: its targets can expose job and instance themselves`. */
  readonly reason: string;
}

/** How targets come to their shards, and what else is known of them. */
export interface TargetFactsOptions {
  /**
   * The label that the shard of a target of a scrape job is chosen by, `__param_target` of a probe; `instance` where it is chosen by
   * what that is in the end.
   * @default - `__address__` of all jobs
   */
  readonly hashed?: (scrapeJob: string) => string;

  /** Names of scrape jobs of which the user knows that job and instance tell their series apart all the same. */
  readonly trusted?: readonly string[];
}

const KEY = ['job', 'instance'] as const;

/**
 * Where `job` and `instance` do not tell for sure on which shard a series is: jobs that let their targets write labels, that
 * rewrite these labels on samples, or that give several targets the same.
 *
 * @param jobs as they are before the relabelings that choose a shard
 * @throws {RelabelError} where Prometheus would not load one of the relabelings
 */
export function targetObstacles(
  jobs: readonly ScrapeConfig[],
  { hashed = () => '__address__', trusted = [] }: TargetFactsOptions = {},
): TargetObstacle[] {
  return jobs
    .filter(({ job_name: name }) => !trusted.includes(name))
    .flatMap((job) => {
      const found = [honored(job), rewritten(job), renamed(job, hashed(job.job_name))].filter(
        (each) => each !== undefined,
      );
      return found.map((each) => ({ scrapeJob: job.job_name, jobs: valuesOfJob(job), ...each }));
    });
}

type Finding = Pick<TargetObstacle, 'labels' | 'reason'>;

function honored({ honor_labels: honors }: ScrapeConfig): Finding | undefined {
  return honors === true
    ? { labels: KEY, reason: 'has honor_labels: its targets can expose job and instance themselves' }
    : undefined;
}

function rewritten({ metric_relabel_configs: configs = [] }: ScrapeConfig): Finding | undefined {
  const labels = KEY.filter((label) => configs.some((config) => writes(config, label)));
  return labels.length === 0
    ? undefined
    : { labels, reason: `has metric_relabel_configs that can change ${labels.join(' and ')}` };
}

/** Targets of one instance are on one shard where `instance` is what the shard is chosen by: the address, if nobody writes it. */
function renamed({ relabel_configs: configs = [] }: ScrapeConfig, hashed: string): Finding | undefined {
  if (hashed === 'instance') {
    return undefined;
  }
  const writers = configs.filter((config) => writes(config, 'instance'));
  const isSame =
    writers.length === 0 ? hashed === '__address__' : writers.every((config) => copies(config, hashed));
  return isSame
    ? undefined
    : {
        labels: ['instance'],
        reason: `has an instance that is not ${hashed}, by which its targets come to their shards`,
      };
}

/** Whether a relabeling copies the label, whatever its value. */
function copies(
  { action = 'replace', source_labels: sources, regex, replacement }: RelabelConfig,
  label: string,
): boolean {
  return (
    action === 'replace' &&
    sources?.length === 1 &&
    sources[0] === label &&
    (regex === undefined || regex === '(.*)') &&
    (replacement === undefined || replacement === '$1')
  );
}

/** Whether a relabeling can change the label. */
function writes(
  { action = 'replace', target_label: target = '', regex = '(.*)', replacement = '$1' }: RelabelConfig,
  label: string,
): boolean {
  switch (action) {
    case 'replace':
    case 'lowercase':
    case 'uppercase':
    case 'hashmod':
      return target === label || target.includes('$');
    case 'labeldrop':
      return matchesName(regex, label);
    case 'labelkeep':
      return !matchesName(regex, label);
    case 'labelmap':
      return replacement.includes('$') || replacement === label;
    case 'keep':
    case 'drop':
    case 'keepequal':
    case 'dropequal':
      return false;
  }
}

function matchesName(regex: string, label: string): boolean {
  return regexFault(regex) !== undefined || satisfies({ name: label, type: '=~', value: regex }, label);
}

/** What a user would write into a selector to mean the job. */
function valuesOfJob(job: ScrapeConfig): readonly string[] | 'any' {
  const values = possibleValues(
    relabelPossibilities(discoveredPossibilities(job), job.relabel_configs),
    'job',
  );
  return values === 'any' ? 'any' : [...values].sort();
}
