import type { Construct } from 'constructs';
import type { FileContext } from '../http';
import type { Where } from '../problems';
import {
  checkChoice,
  checkDuration,
  checkGoDuration,
  checkLabelName,
  checkWholeNumber,
  parseDuration,
} from '../values';
import type { Flag } from '../workload';
import type { CompactorRetention, ThanosCompactorProps } from './compactor-props';
import { either, given, type Decided } from './compiled';
import { COMPACTOR } from './kinds';
import type { ThanosModel } from './model';
import { checkHasStorage, objectStorageParts } from './object-storage-parts';
import { checkObjectStorage } from './objstore';
import { DATA_DIRECTORY } from './paths';
import { ThanosConstruct } from './thanos-construct';

const DAY = 24 * 3_600_000;

/** Makes large blocks of small ones, downsamples them, and deletes what is too old. There is one for each storage. */
export class ThanosCompactor extends ThanosConstruct<ThanosCompactorProps> {
  constructor(scope: Construct, id: string, props: ThanosCompactorProps) {
    super(scope, id, props, {
      kind: COMPACTOR,
      shape: 'ThanosCompactorProps',
      check,
      fallback: { storage: { emptyDir: {} } },
    });
  }

  protected decide(where: Where, context: FileContext): Decided {
    const { props } = this.model;
    const { retention = {}, replicaLabels = [] } = props;
    const storage = objectStorageParts(where, props, context);
    return {
      flags: [
        ['wait'],
        ['data-dir', DATA_DIRECTORY],
        ...storage.flags,
        ...given([
          ['retention.resolution-raw', retention.raw],
          ['retention.resolution-5m', retention.fiveMinutes],
          ['retention.resolution-1h', retention.oneHour],
          ['compact.concurrency', props.compactConcurrency],
          ['downsample.concurrency', props.downsampleConcurrency],
          ['delete-delay', props.deleteDelay],
        ]),
        ...either('downsampling.disable', props.downsampling === false ? true : undefined),
        ...replicaLabels.map((label): Flag => ['deduplication.replica-label', label]),
        ...(replicaLabels.length === 0 || props.deduplication === 'none'
          ? []
          : [['deduplication.func', 'penalty'] as const]),
      ],
      configFiles: storage.configFiles,
      env: storage.env,
      connections: [],
    };
  }
}

function check(where: Where, props: ThanosCompactorProps, { release }: ThanosModel): void {
  checkHasStorage(where, props);
  checkObjectStorage(where, props, release.version);
  checkRetention(where.at('retention'), props.retention ?? {}, props.downsampling ?? true);
  checkChoice(where.at('deduplication'), props.deduplication, ['penalty', 'none']);
  checkWholeNumber(where.at('compactConcurrency'), props.compactConcurrency, { least: 1 });
  checkWholeNumber(where.at('downsampleConcurrency'), props.downsampleConcurrency, { least: 1 });
  checkGoDuration(where.at('deleteDelay'), props.deleteDelay);
  props.replicaLabels?.forEach((label, index) => {
    checkLabelName(where.at('replicaLabels', index), label);
  });
}

/** Upstream makes five-minute blocks of raw ones after 40 hours and hourly ones of those after 10 days. */
const MADE_AFTER = { raw: [40 * 3_600_000, '40h'], fiveMinutes: [10 * DAY, '10d'] } as const;

/** Reports what Thanos would refuse, and what would be deleted before anything is made of it. */
function checkRetention(where: Where, retention: CompactorRetention, downsampling: boolean): void {
  for (const field of ['raw', 'fiveMinutes', 'oneHour'] as const) {
    checkDuration(where.at(field), retention[field]);
  }
  for (const field of ['raw', 'fiveMinutes'] as const) {
    const kept = parseDuration(retention[field] ?? '0') ?? 0;
    const [needed, text] = MADE_AFTER[field];
    if (downsampling && kept > 0 && kept < needed) {
      where.at(field).error({
        code: 'contradiction',
        value: retention[field],
        complaint: `is shorter than ${text}, after which blocks of lower resolution are made of these`,
        remedy: `Keep them for ${text} at least, or set \`downsampling: false\`.`,
      });
    }
  }
  const raw = parseDuration(retention.raw ?? '0') ?? 0;
  for (const field of ['fiveMinutes', 'oneHour'] as const) {
    const kept = parseDuration(retention[field] ?? '0') ?? 0;
    if (!downsampling && retention[field] !== undefined) {
      where.at(field).error({
        code: 'no-effect',
        value: retention[field],
        complaint: 'is of blocks that are not made: `downsampling` is false',
        remedy: 'Leave it out.',
      });
    } else if (kept > 0 && (raw === 0 || kept < raw)) {
      where.at(field).warning({
        code: 'retention',
        value: retention[field],
        complaint: `ends before the raw blocks do (${retention.raw ?? 'never'}): long ranges would be slow, not longer`,
        remedy: 'Keep blocks of lower resolution for as long as those of a higher one, or longer.',
      });
    }
  }
}
