import type { Relabeling } from '../scrape';
import { quoteRegex } from '../values';
import type { FederationEndpoint } from './endpoint';

/**
 * What takes away by which a leaf's pods differ. Replicas have the same series, of which one answers, or counts; each is on one shard,
 * and which one is nobody's business who sees all of them.
 */
export function asOneServer({
  replicaLabel,
  shardLabels,
}: Pick<FederationEndpoint, 'replicaLabel' | 'shardLabels'>): Relabeling[] {
  return [replicaLabel, ...shardLabels]
    .filter((label) => label !== '')
    .map((label) => ({ action: 'labeldrop', regex: quoteRegex(label) }));
}
