import type { Where } from '../problems';
import { formatDuration, parseDuration } from '../values';

/** What Go's own durations are made of; the units of days and more are Prometheus's. */
const GO_DURATION = /^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/;

/** Reports what Thanos does not read as a duration of Go. */
export function checkGoDuration(where: Where, text: string | undefined): void {
  if (text !== undefined && !GO_DURATION.test(text)) {
    where.error({
      code: 'invalid-duration',
      value: text,
      complaint: 'is not a duration',
      remedy: 'Write a number and a unit, hours are the largest: "30s", "5m", "48h".',
    });
  }
}

/** A duration of Prometheus, which may have days and weeks, as one of Go. */
export function goDuration(text: string): string {
  const milliseconds = parseDuration(text);
  if (milliseconds === undefined || GO_DURATION.test(text)) {
    return text;
  }
  const seconds = milliseconds / 1000;
  return Number.isInteger(seconds / 3600) ? `${seconds / 3600}h` : formatDuration(milliseconds);
}
