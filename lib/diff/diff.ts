import type { Manifest } from '../kubernetes';
import { configurationFindings } from './configuration';
import { LEVELS, type Finding, type Level } from './finding';
import { immutableFindings } from './immutable';
import { jobFindings } from './jobs';
import { liveRuleFindings } from './live-rules';
import { changedObjects, type ObjectChange } from './objects';
import { podFindings, workloadFindings } from './pods';
import { prometheusFindings } from './prometheis';
import { retentionFindings } from './retention';
import { ruleFindings } from './rules';
import { shardFindings } from './shards';
import { readSide } from './side';
import { shareFindings, targetFindings, type DiscoveredTarget } from './targets';
import { volumeFindings } from './volumes';

/** What an apply of other manifests does. */
export interface ManifestDiff {
  /** What happens, to whom: what is lost first. */
  readonly findings: readonly Finding[];

  /** Every object that is not the same on both sides. */
  readonly objects: readonly ObjectChange[];

  /** What manifests do not tell, in whole sentences without the period. */
  readonly unknown: readonly string[];
}

export interface DiffOptions {
  /** The day, `2026-11-27`: nobody is asked for it. @default - the time of a retired shard is never over */
  readonly today?: string;

  /** Real targets of the Prometheis, to count those that move. @default - shares are told */
  readonly targets?: readonly DiscoveredTarget[];
}

/** Says what happens when the manifests `after` take the place of `before`, in a cluster that has applied those. */
export function diffManifests(
  before: readonly Manifest[],
  after: readonly Manifest[],
  { today, targets }: DiffOptions = {},
): ManifestDiff {
  const [was, is] = [readSide(before), readSide(after)];
  const findings = [
    ...prometheusFindings(was, is),
    ...shardFindings(was, is, today),
    ...retentionFindings(was, is),
    ...shareFindings(was, is),
    ...(targets === undefined ? [] : targetFindings(was, is, targets)),
    ...jobFindings(was, is),
    ...configurationFindings(was, is),
    ...ruleFindings(was, is),
    ...liveRuleFindings(was, is),
    ...immutableFindings(was, is),
    ...volumeFindings(was, is),
    ...podFindings(was, is),
    ...workloadFindings(was, is),
  ];
  return Object.freeze({
    findings: Object.freeze(ordered(findings)),
    objects: Object.freeze(changedObjects(before, after)),
    unknown: Object.freeze([...new Set([...was.unknown, ...is.unknown])].sort()),
  });
}

/** The worst of it; undefined where nothing happens at all. */
export function worstOf({ findings, objects }: ManifestDiff): Level | undefined {
  return (
    LEVELS.find((level) => findings.some((finding) => finding.level === level)) ??
    (objects.length === 0 ? undefined : 'change')
  );
}

/** The worst first; what is equally bad stays in the order in which it was looked for. */
function ordered(findings: readonly Finding[]): Finding[] {
  return LEVELS.flatMap((level) => findings.filter((finding) => finding.level === level));
}
