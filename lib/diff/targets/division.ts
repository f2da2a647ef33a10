import type { RelabelConfig, ScrapeConfig } from '../../native/prometheus';
import { relabel, type Labels } from '../../relabel';
import { TOPOLOGY_LABEL } from '../../sharding';
import { liveShards, type PrometheusSide } from '../side';

/** How the targets of a job are divided: the steps of each shard that has the job; none of them keep all. */
export type Division = ReadonlyMap<number, readonly RelabelConfig[]>;

/**
 * Relabelings that only decide on whose shard a target is: the last ones, which write nothing but what is gone before the
 * scrape, and look at nothing else when they drop.
 */
export function divisionSteps({ relabel_configs: steps = [] }: ScrapeConfig): readonly RelabelConfig[] {
  const last = steps.map(isDividing).lastIndexOf(false);
  return steps.slice(last + 1);
}

/** The job without {@link divisionSteps}: the same on all shards. */
export function undivided(job: ScrapeConfig): ScrapeConfig {
  const { relabel_configs: steps = [], ...rest } = job;
  const own = steps.slice(0, steps.length - divisionSteps(job).length);
  return own.length === 0 ? rest : { ...rest, relabel_configs: own };
}

export function divisionOf(side: PrometheusSide, job: string): Division {
  return new Map(
    liveShards(side).flatMap(({ index, files }) => {
      const found = files?.config.scrape_configs?.find(({ job_name: name }) => name === job);
      return found === undefined ? [] : [[index, divisionSteps(found)] as const];
    }),
  );
}

/** The shards that keep a target of these labels. */
export function ownersIn(division: Division, labels: Labels): number[] {
  return [...division]
    .filter(([, steps]) => steps.length === 0 || !relabel(labels, steps).dropped)
    .map(([shard]) => shard);
}

/** Zones that the steps name. */
export function zonesIn(division: Division): string[] {
  const named = [...division.values()]
    .flat()
    .flatMap(({ source_labels: [label] = [], regex, action }) =>
      label === TOPOLOGY_LABEL && regex !== undefined && (action ?? 'replace') === 'replace'
        ? regex.replace(/^\((?:\?:)?|\)$/g, '').split('|')
        : [],
    );
  return [...new Set(named.map((zone) => zone.replaceAll('\\', '')))].filter((zone) =>
    /^[\w.-]+$/.test(zone),
  );
}

const TEMPORARY = '__tmp_';

function isDividing({
  action = 'replace',
  source_labels: sources = [],
  target_label: target = '',
}: RelabelConfig): boolean {
  return action === 'keep' || action === 'drop'
    ? sources.length > 0 && sources.every((label) => label.startsWith(TEMPORARY))
    : (action === 'replace' || action === 'hashmod') && target.startsWith(TEMPORARY);
}
