import type { Where } from '../problems';
import { BLOCKS_SHARE } from '../sizing';
import { parseSize } from '../values';
import { storageBytes } from '../workload';
import type { PrometheusProps } from './props';

/** Reports blocks that may grow beyond what the volume of a shard holds: Prometheus stops when it is full. */
export function checkRetentionFits(where: Where, props: PrometheusProps): void {
  check(where, props, props);
  for (const [shard, { storage }] of Object.entries(props.shardOverrides ?? {})) {
    if (storage !== undefined) {
      check(where.at('shardOverrides', shard, 'storage'), props, { storage });
    }
  }
}

function check(
  where: Where,
  { retentionSize = '' }: PrometheusProps,
  { storage }: Pick<PrometheusProps, 'storage'>,
): void {
  const [blocks, volume] = [parseSize(retentionSize), storageBytes(storage)];
  if (blocks === undefined || blocks === 0 || volume === undefined) {
    return;
  }
  if (blocks > volume * BLOCKS_SHARE) {
    const most = Math.floor((volume * BLOCKS_SHARE) / 1024 ** 2);
    where.at('retentionSize').warning({
      code: 'storage-full',
      value: retentionSize,
      complaint:
        blocks > volume
          ? `is more than the volume holds: it is full before Prometheus deletes anything`
          : `leaves less than ${Math.round(100 * (1 - BLOCKS_SHARE))} % of the volume for the write-ahead log, and for blocks while they are put together`,
      remedy: `Set it to "${most}MB" at most, or ask for a larger volume (docs/sizing.md).`,
    });
  }
}
