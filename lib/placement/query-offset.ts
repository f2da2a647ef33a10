import { formatDuration, parseDuration } from '../values';
import { rulePhase, rulerFile } from './phase';
import type { PlacementInput, RulePaths } from './input';
import type { FiledGroup } from './placement';
import type { RuleGroup } from '../rules';

/** Times of a group, in milliseconds. */
export interface GroupTiming {
  readonly interval: number;

  /** How far into the past the shards look. */
  readonly queryOffset: number;
}

/** What holds for a group where it says nothing itself. */
export function timingOf(
  group: Pick<RuleGroup, 'interval' | 'queryOffset'>,
  input: Pick<PlacementInput, 'evaluationInterval' | 'queryOffset'>,
): GroupTiming {
  return {
    interval: milliseconds(group.interval ?? input.evaluationInterval),
    queryOffset: milliseconds(group.queryOffset ?? input.queryOffset ?? '0s'),
  };
}

/** A shard that needs longer than this for a group of rules is about to fall behind anyway. */
const LONGEST_MARGIN = 10_000;

/**
 * The `query_offset` of a group above: with it, results have the very timestamps that those of the same group on the shards
 * have, and are made when these are there.
 */
export function queryOffsetAbove(file: string, group: RuleGroup, input: PlacementInput): string {
  const { interval, queryOffset } = timingOf(group, input);
  const margin =
    input.margin === undefined ? Math.min(LONGEST_MARGIN, interval / 5) : milliseconds(input.margin);
  const later = phasesApart(file, group.name, interval, input);
  const rounds = Math.max(0, Math.ceil((margin - later) / interval));
  return formatDuration(queryOffset + later + rounds * interval);
}

/**
 * The groups above once it is known where their files are: placed in files, their sizes decide about the paths, and the paths
 * about their query offsets.
 */
export function timedAbove(
  above: readonly FiledGroup[],
  input: PlacementInput & { readonly paths: RulePaths },
): FiledGroup[] {
  const written = new Map(
    input.files.flatMap(({ file, groups }) =>
      groups.map(({ group }) => [JSON.stringify([file, group.name]), group] as const),
    ),
  );
  return above.map((filed) => {
    const own = written.get(JSON.stringify([filed.file, filed.group.name]));
    // What we add ourselves is about now.
    if (own === undefined) {
      return filed;
    }
    const { queryOffset: _, ...group } = filed.group;
    const said = own.queryOffset === undefined ? group : { ...group, queryOffset: own.queryOffset };
    return { ...filed, group: { ...group, queryOffset: queryOffsetAbove(filed.file, said, input) } };
  });
}

/** How much later than on the shards the group is evaluated above, in milliseconds, and less than an interval. */
function phasesApart(file: string, group: string, interval: number, { paths, view }: PlacementInput): number {
  if (paths === undefined) {
    return 0;
  }
  const program = view === 'thanos' ? 'thanos' : 'prometheus';
  const path = paths.above(file, group);
  const above = rulePhase(
    program,
    program === 'thanos' ? rulerFile(paths.rulerDataDir ?? '', path) : path,
    group,
    interval,
  );
  const onShards = rulePhase('prometheus', paths.onShards(file, group), group, interval);
  // Timestamps are whole milliseconds, rounded down.
  const apart = Number(above / 1_000_000n) - Number(onShards / 1_000_000n);
  return apart < 0 ? apart + interval : apart;
}

/** Durations are checked where they are written; one that is none counts as a minute, Prometheus's default. */
function milliseconds(duration: string): number {
  return parseDuration(duration) ?? 60_000;
}
