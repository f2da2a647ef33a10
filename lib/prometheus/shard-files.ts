import type { SlotItem, SlotPlan } from '../kubernetes';
import type { PrometheusConfig } from '../native/prometheus';
import type { Where } from '../problems';
import { jobOnShard, type JobToShard } from '../sharding';
import { slotGlobs, spread } from '../workload';
import { jobText } from './job-text';
import type { PrometheusModel } from './model';
import { CONFIG_DIRECTORY } from './paths';
import type { ShardModel } from './shards';

/** The jobs that go into one file, before they are divided. */
export interface JobFile {
  readonly key: string;
  readonly jobs: readonly JobToShard[];
}

/** What one shard has for itself. */
export interface ShardFiles {
  readonly shard: ShardModel;
  /** Jobs, and rules that other shards do not have. */
  readonly files: SlotPlan;

  /** The main configuration. */
  readonly config: PrometheusConfig;
}

/** Rule files that are the same on all shards, and those that a shard has for itself. */
export function shareRules(onShards: ReadonlyArray<readonly SlotItem[]>): {
  readonly shared: readonly SlotItem[];
  readonly own: ReadonlyArray<readonly SlotItem[]>;
} {
  const [first = [], ...others] = onShards.map((files) => new Map(files.map(({ key, text }) => [key, text])));
  const isShared = ({ key, text }: SlotItem): boolean => others.every((files) => files.get(key) === text);
  const shared = [...first].map(([key, text]) => ({ key, text })).filter(isShared);
  const keys = new Set(shared.map(({ key }) => key));
  return { shared, own: onShards.map((files) => files.filter(({ key }) => !keys.has(key))) };
}

/** Files of several sources, shard by shard. */
export function together(
  ...sources: ReadonlyArray<ReadonlyArray<readonly SlotItem[]>>
): ReadonlyArray<readonly SlotItem[]> {
  const [first = []] = sources;
  return first.map((_, shard) => sources.flatMap((files) => files[shard] ?? []));
}

/** Of rule files among those of jobs. */
const RULES = '.rules';

/** The name of a rule file that a shard has for itself, by that of one that all have. */
export function ownRuleFile(key: string): string {
  return key.replace(/\.yaml$/, RULES);
}

/**
 * What each shard has for itself: jobs, and rules of its own. A definition has the same slot on all shards, so that one
 * that comes or grows changes one ConfigMap of each, and rule files have the same path everywhere, from which it
 * follows when their groups are evaluated.
 */
export function spreadFiles(
  where: Where,
  { sharding, shards, props }: PrometheusModel,
  jobFiles: readonly JobFile[],
  ownRules: ReadonlyArray<readonly SlotItem[]>,
): Map<ShardModel, SlotPlan> {
  const texts = sharding.shards.map(
    (_, shard) =>
      new Map([
        ...jobFiles.flatMap(({ key, jobs }) => textOn(key, jobs, sharding, shard)),
        ...(ownRules[shard] ?? []).map(({ key, text }) => [ownRuleFile(key), text] as const),
      ]),
  );
  const plan = spread(where, longest(texts), props.configSlots?.scrape);
  return new Map(
    shards.map((shard) => {
      const own = shard.retiredUntil === undefined ? texts[shard.index] : undefined;
      return [shard, { ...plan, slots: own === undefined ? [] : filled(plan.slots, own) }];
    }),
  );
}

/** The files of jobs in the slots of a shard, as globs. */
export function jobGlobs(plan: SlotPlan): string[] {
  return slotGlobs(
    CONFIG_DIRECTORY,
    only(plan, (file) => !file.endsWith(RULES)),
  );
}

/** The same for its rules. */
export function ownRuleGlobs(plan: SlotPlan): string[] {
  return slotGlobs(
    CONFIG_DIRECTORY,
    only(plan, (file) => file.endsWith(RULES)),
  ).map((glob) => glob.replace(/\.yaml$/, RULES));
}

function only(plan: SlotPlan, isMeant: (file: string) => boolean): SlotPlan {
  const slots = plan.slots.map((slot) =>
    Object.fromEntries(Object.entries(slot).filter(([file]) => isMeant(file))),
  );
  return { ...plan, slots };
}

/** Each file once, as the shard has it on which it is longest. */
function longest(texts: ReadonlyArray<ReadonlyMap<string, string>>): SlotItem[] {
  const all = new Map<string, string>();
  for (const [key, text] of texts.flatMap((files) => [...files])) {
    const earlier = all.get(key);
    all.set(key, earlier === undefined || earlier.length < text.length ? text : earlier);
  }
  return [...all].map(([key, text]) => ({ key, text }));
}

function textOn(
  key: string,
  jobs: readonly JobToShard[],
  sharding: PrometheusModel['sharding'],
  shard: number,
): Array<readonly [key: string, text: string]> {
  const own = jobs.flatMap((job) => jobOnShard(job, sharding, shard) ?? []);
  return own.length === 0 ? [] : [[key, jobText(own, shard)]];
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
