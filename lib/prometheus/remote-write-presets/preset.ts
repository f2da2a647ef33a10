import type { Relabeling } from '../../scrape';
import { quoteRegex } from '../../values';
import type { RemoteWrite } from '../remote-write-props';

/** What all presets have in common: every field of `RemoteWrite`, and how it is called here what they look at. */
export interface PresetOptions extends Omit<RemoteWrite, 'deduplication'> {
  /** That of the Prometheus. @default 'prometheus_replica' */
  readonly replicaExternalLabelName?: string;

  /** That of the Prometheus. @default 'prometheus_shard' */
  readonly shardExternalLabelName?: string;
}

/** The options apart: what goes to the server as it is, and our labels. */
export function separate<T extends PresetOptions>({
  replicaExternalLabelName: replica = 'prometheus_replica',
  shardExternalLabelName: shard = 'prometheus_shard',
  ...remote
}: T): {
  readonly remote: Omit<T, keyof Pick<PresetOptions, 'replicaExternalLabelName' | 'shardExternalLabelName'>>;
  readonly replica: string;
  readonly shard: string;
} {
  return { remote, replica, shard };
}

/** Removes external labels before samples are sent. */
export function withoutLabels(...labels: readonly string[]): Relabeling {
  return { action: 'labeldrop', regex: labels.map(quoteRegex).join('|') };
}

/** A text in which a dollar begins no group. */
export function literalReplacement(text: string): string {
  return text.replaceAll('$', '$$$$');
}
