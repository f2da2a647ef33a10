import { formatDuration, parseDuration } from '../values';
import { rulePhase, rulerFile } from './phase';
import type { PlacementInput } from './input';
import type { FiledGroup } from './placement';
import { readAbove } from './read-above';
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

/** A group above, and the moments at which it comes to its turn. Times are in milliseconds. */
interface TimedGroup extends GroupTiming {
  readonly filed: FiledGroup;

  /** How much later than the shards it is evaluated at least. */
  readonly margin: number;

  /** When in its interval it is evaluated on the shards, and how much later, and less than an interval, above. */
  readonly phase: number;
  readonly later: number;
}

/**
 * The groups above with their `query_offset`: with it, results have the very timestamps that those of the same group on the shards
 * have, and are made when these are there, and when what other groups above have for it is. Placed in files, sizes of groups
 * decide about paths, and paths about offsets: so this is done once more when paths are known.
 */
export function timedAbove(above: readonly FiledGroup[], input: PlacementInput): FiledGroup[] {
  const timed = new Map(timedGroups(above, input).map((each) => [each.filed, each]));
  const reads = readAbove(above);
  const known = new Map<TimedGroup, number>();
  const open = new Set<TimedGroup>();
  const offsetOf = (own: TimedGroup): number => {
    const before = known.get(own);
    if (before !== undefined) {
      return before;
    }
    open.add(own);
    const others = reads(own.filed)
      .flatMap((filed) => timed.get(filed) ?? [])
      // Groups that read each other in a circle see what the other said before; alerts do not wait for what is recorded rarely.
      .filter((other) => !open.has(other) && other.interval <= own.interval);
    const least = others.map(
      (other) => offsetOf(other) + other.margin - between(other, own, input.paths !== undefined),
    );
    const offset = atLeast(Math.max(own.queryOffset + own.margin, ...least), own);
    open.delete(own);
    known.set(own, offset);
    return offset;
  };
  return above.map((filed) => {
    const own = timed.get(filed);
    return own === undefined
      ? filed
      : { ...filed, group: { ...filed.group, queryOffset: formatDuration(offsetOf(own)) } };
  });
}

/** But for those that we add ourselves, which are about now. */
function timedGroups(above: readonly FiledGroup[], input: PlacementInput): TimedGroup[] {
  const written = new Map(
    input.files.flatMap(({ file, groups }) =>
      groups.map(({ group }) => [JSON.stringify([file, group.name]), group] as const),
    ),
  );
  return above.flatMap((filed) => {
    const own = written.get(JSON.stringify([filed.file, filed.group.name]));
    if (own === undefined) {
      return [];
    }
    const timing = timingOf(own, input);
    const { interval } = timing;
    const margin =
      input.margin === undefined ? Math.min(LONGEST_MARGIN, interval / 5) : milliseconds(input.margin);
    return [{ filed, margin, ...timing, ...phases(filed.file, own.name, interval, input) }];
  });
}

/** The first of the offsets that lead to the moments of the shards which is long enough. */
function atLeast(least: number, { queryOffset, later, interval }: TimedGroup): number {
  const first = queryOffset + later;
  return first + Math.max(0, Math.ceil((least - first) / interval)) * interval;
}

/** How long before a result of one group that of another was made which it reads, on one server and at least. */
function between(read: TimedGroup, reader: TimedGroup, isKnown: boolean): number {
  const apart = reader.phase - reader.queryOffset - (read.phase - read.queryOffset);
  return isKnown ? modulo(apart, greatestDivisor(read.interval, reader.interval)) : 0;
}

/** When a group is evaluated on the shards, and how much later above. */
function phases(
  file: string,
  group: string,
  interval: number,
  { paths, view }: PlacementInput,
): Pick<TimedGroup, 'phase' | 'later'> {
  if (paths === undefined) {
    return { phase: 0, later: 0 };
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
  const phase = Number(onShards / 1_000_000n);
  return { phase, later: modulo(Number(above / 1_000_000n) - phase, interval) };
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/** Durations are checked where they are written; one that is none counts as a minute, Prometheus's default. */
function milliseconds(duration: string): number {
  return parseDuration(duration) ?? 60_000;
}
