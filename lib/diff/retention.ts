import { flagValues } from '../manifests';
import { parseDuration, parseSize } from '../values';
import type { Finding } from './finding';
import { prometheusPairs } from './prometheis';
import { liveShards, type ShardSide, type Side } from './side';

/** How long samples are kept, and how many. */
export interface Retention {
  readonly time: { readonly text: string; readonly milliseconds: number } | undefined;
  readonly size: { readonly text: string; readonly bytes: number } | undefined;
}

/** What Prometheus does where nothing is said. */
const DEFAULT_TIME = '15d';

export function retentionOf({ files, instance }: ShardSide): Retention {
  const { time, size } = files?.config.storage?.tsdb?.retention ?? {};
  const flag = (name: string): string | undefined => flagValues(instance.container, name).at(-1);
  const bytesText = size ?? flag('storage.tsdb.retention.size');
  const bytes = bytesText === undefined ? undefined : parseSize(bytesText);
  const timeText =
    time ?? flag('storage.tsdb.retention.time') ?? (bytes === undefined ? DEFAULT_TIME : undefined);
  const milliseconds = timeText === undefined ? undefined : parseDuration(timeText);
  return {
    time: timeText === undefined || milliseconds === undefined ? undefined : { text: timeText, milliseconds },
    size: bytesText === undefined || bytes === undefined ? undefined : { text: bytesText, bytes },
  };
}

/** Samples that are deleted sooner, or later, than before. */
export function retentionFindings(before: Side, after: Side): Finding[] {
  return prometheusPairs(before, after)
    .filter(({ before: { agent } }) => !agent)
    .flatMap(({ title, before: was, after: is }) => {
      const [old, now] = [liveShards(was)[0], liveShards(is)[0]];
      if (old?.files === undefined || now?.files === undefined) {
        return [];
      }
      const [from, to] = [retentionOf(old), retentionOf(now)];
      return [
        ...limit(
          title,
          'time',
          from.time?.milliseconds,
          to.time?.milliseconds,
          from.time?.text,
          to.time?.text,
        ),
        ...limit(title, 'size', from.size?.bytes, to.size?.bytes, from.size?.text, to.size?.text),
      ];
    });
}

function limit(
  subject: string,
  what: 'time' | 'size',
  before: number | undefined,
  after: number | undefined,
  was = 'no limit',
  is = 'no limit',
): Finding[] {
  if (before === after) {
    return [];
  }
  const isLower = (after ?? Infinity) < (before ?? Infinity);
  const gone = what === 'time' ? `samples older than ${is}` : `the oldest blocks beyond ${is}`;
  return [
    {
      level: isLower ? 'warning' : 'change',
      code: isLower ? 'retention-lowered' : 'retention-raised',
      subject,
      text: `retention by ${what}: ${was} -> ${is}${isLower ? `; ${gone} are deleted soon after the configuration is read` : ''}`,
    },
  ];
}

/** The day so long after another one; the last hours count as a day. */
export function writeDay(today: string, milliseconds: number): string {
  const time = Date.parse(`${today}T00:00:00Z`) + Math.ceil(milliseconds / 86_400_000) * 86_400_000;
  return new Date(time).toISOString().slice(0, 10);
}
