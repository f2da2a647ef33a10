import { fileKey, type SlotItem } from '../kubernetes';
import {
  groupsOfShard,
  placeRules as place,
  SHARDS_FILE,
  type FiledGroup,
  type Placement,
  type PlacementInput,
} from '../placement';
import type { Where } from '../problems';
import { ruleFiles, type RuleGroup } from '../rules';
import type { PrometheusModel } from './model';
import { DEFAULT_INTERVAL } from './common-check';
import { filesOf, type Source } from './plan-rules';
import { promqlOptions } from './promql-options';
import { shardFacts } from './shard-facts';
import { rulesConfigMapOf } from './user-rules';
import type { JobToShard } from '../sharding';

/** Where the rules of a Prometheus are evaluated: the one place at which that is decided. */
export interface PlacedRules {
  /** The files of each shard that gets targets, by its number. */
  readonly onShards: ReadonlyArray<readonly SlotItem[]>;

  /** What the view evaluates; undefined where there is none. */
  readonly above: PlacedAbove | undefined;

  /** What became of each rule, and why; undefined where one shard evaluates all of them. */
  readonly placement: Placement | undefined;
}

/** Rules above, before it is known at which paths they and those on the shards are. */
export interface PlacedAbove {
  readonly groups: readonly FiledGroup[];
  readonly input: PlacementInput;

  /** Parts of the names of the files. */
  readonly names: ReadonlyMap<string, readonly string[]>;

  /** Key of the file that a group has on the shards. */
  readonly keyOnShards: (file: string, group: string) => string;
}

/**
 * A Prometheus of one shard evaluates everything. Of several, each sees its own samples: a rule that is not known to come
 * to the same there is evaluated by the view, and an error where there is none.
 */
export function placeRules(
  where: Where,
  model: PrometheusModel,
  sources: readonly Source[],
  jobs: readonly JobToShard[],
): PlacedRules {
  const { sharding, props, view } = model;
  if (sharding.shards.length === 1 || (sources.length === 0 && view.kind === 'none')) {
    const files = sources.flatMap((source) => filesOf(source));
    return { onShards: sharding.shards.map(() => files), above: undefined, placement: undefined };
  }
  const input: PlacementInput = {
    files: sources.map(({ names, groups }) => ({ file: fileKey(...names), groups })),
    facts: shardFacts(where, model, jobs),
    view: view.kind,
    evaluationInterval: props.evaluationInterval ?? DEFAULT_INTERVAL,
    ...(props.ruleQueryOffset === undefined ? {} : { queryOffset: props.ruleQueryOffset }),
    ...(props.rulePlacement?.overrides === undefined ? {} : { overrides: props.rulePlacement.overrides }),
    ...(view.kind === 'thanos' ? {} : { promql: promqlOptions(model) }),
  };
  const placement = place(where, input);
  const { files, keys } = shardFiles(placement, sources, sharding.shards.length);
  return {
    onShards: files,
    placement,
    above:
      view.kind === 'none'
        ? undefined
        : {
            groups: placement.above,
            input,
            names: new Map(sources.map(({ names }) => [fileKey(...names), names])),
            keyOnShards: (file, group) => keys.get(JSON.stringify([file, group])) ?? file,
          },
  };
}

interface FilesOnShards {
  readonly files: SlotItem[][];

  /** Keys of the files of groups. */
  readonly keys: ReadonlyMap<string, string>;
}

function shardFiles(placement: Placement, sources: readonly Source[], count: number): FilesOnShards {
  const own = Array.from({ length: count }, (_, shard) => groupsOfShard(placement, shard));
  const files: SlotItem[][] = own.map((filed) => aboutShards(filed));
  const keys = new Map<string, string>();
  for (const source of sources) {
    const name = fileKey(...source.names);
    const groups = own.map((filed) => groupsIn(filed, name));
    // A group is evaluated at the same moment on all shards, which follows from its path.
    const parted = groups.some((each) => ruleFiles(source.names, each).length > 1) ? 'parted' : undefined;
    groups.forEach((each, shard) => {
      const items = each.length === 0 ? [] : filesOf(source, each, parted);
      files[shard]?.push(...items);
      each.forEach((group, index) => {
        keys.set(JSON.stringify([name, group.name]), items[parted === undefined ? 0 : index]?.key ?? name);
      });
    });
  }
  return { files, keys };
}

/** What placement adds about the shards themselves. */
function aboutShards(filed: readonly FiledGroup[]): SlotItem[] {
  const groups = groupsIn(filed, SHARDS_FILE);
  return groups.length === 0 ? [] : ruleFiles([SHARDS_FILE], groups);
}

function groupsIn(filed: readonly FiledGroup[], name: string): RuleGroup[] {
  return filed.filter(({ file }) => file === name).map(({ group }) => group);
}

/** Reports ways for rules to come while the pods run: nobody could say then on which shards they are right. */
export function checkLateRules(where: Where, model: PrometheusModel): void {
  const { program, sharding, props } = model;
  if (program === 'agent' || sharding.shards.length === 1) {
    return;
  }
  const given = rulesConfigMapOf(model);
  if (given !== 'none') {
    where.at('rulesConfigMap').error({
      code: 'not-local',
      value: given,
      complaint:
        'lets rules in while the pods run, which each shard would evaluate on its part of the series',
      remedy: 'Leave it out, and put rules into the app.',
    });
  }
  if (props.ruleConfigMaps !== undefined) {
    where.at('ruleConfigMaps').error({
      code: 'not-local',
      complaint:
        'lets rules in while the pods run, which each shard would evaluate on its part of the series',
      remedy: 'Leave it out, and put rules into the app.',
    });
  }
}
