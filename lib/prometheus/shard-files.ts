import type { SlotItem, SlotPlan } from '../kubernetes';
import { mergeConfig, renderYaml } from '../native';
import type { PrometheusConfig, ScrapeConfig } from '../native/prometheus';
import type { Where } from '../problems';
import type { Sharded } from '../scrape';
import { jobOnShard, type JobToShard } from '../sharding';
import type { Resource } from '../synthesis';
import { compact } from '../values';
import { spread } from './config-files';
import type { PrometheusModel } from './model';
import { zoneOf, type ShardModel } from './shards';

/** The jobs that go into one file, before they are divided. */
export interface JobFile {
  readonly key: string;
  readonly jobs: readonly JobToShard[];
}

/** What one shard has for itself. */
export interface ShardFiles {
  readonly shard: ShardModel;
  readonly scrapes: SlotPlan;

  /** The main configuration. */
  readonly config: PrometheusConfig;
}

/**
 * The number of a shard in what users write, as the operator's reloader puts it in. (In relabelings only text can stand
 * so, and the braces of shells mean something else there.)
 */
const PLACEHOLDER = '$(SHARD)';

/** The jobs of a definition, and how they are divided. */
export function jobsToShard({ kind, spec }: Resource, jobs: readonly ScrapeConfig[]): JobToShard[] {
  const { sharding: choice } = spec as Sharded;
  // The address of a probe is that of the prober, which is the same for all.
  const hashed = kind === 'Probe' ? '__param_target' : '__address__';
  return jobs.map((job) => ({ job, hashed, ...(choice === undefined ? {} : { choice }) }));
}

/** Jobs that the user wrote natively. As with the operator those that hash by themselves are left alone. */
export function nativeToShard(
  where: Where,
  model: PrometheusModel,
  jobs: readonly ScrapeConfig[],
): JobToShard[] {
  return jobs.map((job, index) => {
    if (hashes(job) && model.sharding.shards.length > 1 && !JSON.stringify(job).includes(PLACEHOLDER)) {
      where.at(index, 'relabel_configs').warning({
        code: 'sharding',
        complaint:
          'has a "hashmod" of its own and is left alone, so that every shard scrapes the same targets',
        remedy: `Compare what it makes with "${PLACEHOLDER}", which becomes the number of the shard, or leave it out: then targets are divided as all others are.`,
      });
    }
    return nativeJob(job);
  });
}

function nativeJob(job: ScrapeConfig): JobToShard {
  return { job, hashed: '__address__', ...(hashes(job) ? { choice: 'broadcast' } : {}) };
}

function hashes({ relabel_configs: steps = [] }: ScrapeConfig): boolean {
  return steps.some(({ action }) => action?.toLowerCase() === 'hashmod');
}

/** Reports shards that definitions name and that get no targets. */
export function checkChoice(where: Where, { spec }: Resource, { sharding, name }: PrometheusModel): void {
  const { sharding: choice } = spec as Sharded;
  const count = sharding.shards.length;
  if (typeof choice === 'object' && choice.shard >= count) {
    where.at('sharding', 'shard').error({
      code: 'no-such-shard',
      value: choice.shard,
      complaint: `is no shard of the Prometheus "${name}" that gets targets: it has ${count === 1 ? 'only shard 0' : `shards 0 to ${count - 1}`}`,
      remedy: 'Name one of these.',
    });
  }
}

/**
 * The slots of each shard. A definition has the same slot in all of them, so that one that comes or grows is one more
 * ConfigMap that changes, the same everywhere.
 */
export function spreadJobs(
  where: Where,
  { sharding, shards, props }: PrometheusModel,
  files: readonly JobFile[],
): Map<ShardModel, SlotPlan> {
  const live = shards.filter(({ retiredUntil }) => retiredUntil === undefined);
  const texts = live.map(
    ({ index }) => new Map(files.flatMap(({ key, jobs }) => textOn(key, jobs, sharding, index))),
  );
  const widest = files.flatMap(({ key }): SlotItem[] => {
    const all = texts.flatMap((text) => text.get(key) ?? []);
    const longest = all.sort((a, b) => b.length - a.length)[0];
    return longest === undefined ? [] : [{ key, text: longest }];
  });
  const plan = spread(where, widest, props.configSlots?.scrape);
  return new Map(
    shards.map((shard) => {
      const own = texts[live.indexOf(shard)];
      return [
        shard,
        own === undefined ? { ...plan, slots: [] } : { ...plan, slots: filled(plan.slots, own) },
      ];
    }),
  );
}

function textOn(
  key: string,
  jobs: readonly JobToShard[],
  sharding: PrometheusModel['sharding'],
  shard: number,
): Array<readonly [key: string, text: string]> {
  const own = jobs.flatMap((job) => jobOnShard(job, sharding, shard) ?? []);
  return own.length === 0 ? [] : [[key, renderYaml({ scrape_configs: numbered(own, shard) })]];
}

function filled(slots: SlotPlan['slots'], texts: ReadonlyMap<string, string>): SlotPlan['slots'] {
  return slots.map((slot) =>
    Object.fromEntries(
      Object.keys(slot).flatMap((file) => {
        const text = texts.get(file.slice(file.indexOf('.') + 1));
        return text === undefined ? [] : [[file, text] as const];
      }),
    ),
  );
}

/** The main configuration of a shard, made from what all have in common. One that is retired only answers what it is asked. */
export function configOnShard(
  main: PrometheusConfig,
  model: PrometheusModel,
  shard: ShardModel,
  globs: { readonly rules: readonly string[]; readonly scrapes: readonly string[] },
): PrometheusConfig {
  const { global, runtime, alerting, ...rest } = main;
  const { additionalConfig: additional = {} } = model.props;
  const labelled = compact<PrometheusConfig>({
    global: { ...global, external_labels: shardLabels(global?.external_labels, model, shard) },
    runtime,
  });
  if (shard.retiredUntil !== undefined) {
    const { rule_files: _r, scrape_config_files: _f, scrape_configs: _s, alerting: _a, ...more } = additional;
    return mergeConfig({ ...labelled, ...rest }, more);
  }
  const ours = compact<PrometheusConfig>({
    ...labelled,
    rule_files: globs.rules.length === 0 ? undefined : globs.rules,
    scrape_config_files: globs.scrapes,
    alerting,
    ...rest,
  });
  return mergeConfig(ours, ownJobs(additional, model, shard.index));
}

/** What is merged in may have jobs as well, which are divided as all others. */
function ownJobs(
  additional: PrometheusConfig,
  { sharding }: PrometheusModel,
  shard: number,
): PrometheusConfig {
  const { scrape_configs: jobs } = additional;
  return jobs === undefined
    ? additional
    : {
        ...additional,
        scrape_configs: numbered(
          jobs.flatMap((job) => jobOnShard(nativeJob(job), sharding, shard) ?? []),
          shard,
        ),
      };
}

function shardLabels(
  labels: Readonly<Record<string, string>> = {},
  { props }: PrometheusModel,
  { index }: ShardModel,
): Record<string, string> {
  const zoneLabel = props.shardingStrategy?.topology?.externalLabelName ?? '';
  const shardLabel = props.shardExternalLabelName ?? '';
  const zone = zoneOf(index, props);
  return {
    // Dollars stand twice there, since Prometheus takes single ones for variables.
    ...Object.fromEntries(
      Object.entries(labels).map(([name, value]) => [
        name,
        value.replaceAll(`$${PLACEHOLDER}`, String(index)),
      ]),
    ),
    ...(zone === undefined || zoneLabel === '' ? {} : { [zoneLabel]: zone }),
    ...(shardLabel === '' ? {} : { [shardLabel]: String(index) }),
  };
}

/** With the number of the shard where the placeholder stands. */
function numbered<T>(value: T, shard: number): T {
  const text = JSON.stringify(value);
  return text.includes(PLACEHOLDER) ? (JSON.parse(text.replaceAll(PLACEHOLDER, String(shard))) as T) : value;
}
