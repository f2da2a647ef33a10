import { formatDuration, parseDuration } from './duration';
import { durationCheck } from './duration-check';

const MILLISECONDS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

const PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)/y;

/**
 * Reads a duration of Go, `1h30m` or `1.5h`: other than Prometheus's it has no days, weeks and years.
 *
 * @returns milliseconds, or undefined where Go would refuse the text
 */
export function parseGoDuration(text: string): number | undefined {
  if (text === '0') {
    return 0;
  }
  const part = new RegExp(PART);
  let total = 0;
  do {
    const match = part.exec(text);
    if (match === null) {
      return undefined;
    }
    total += Number(match[1]) * (MILLISECONDS[match[2] ?? ''] ?? 0);
  } while (part.lastIndex < text.length);
  return total;
}

/** Reports a text that is no duration of Go: flags of Alertmanager and Thanos, timeouts of receivers. `positive` also refuses zero. */
export const checkGoDuration = durationCheck(parseGoDuration, {
  complaint: 'is not a duration of Go',
  remedy: 'Write numbers with units h, m, s, ms: "120h" for five days.',
});

/** A duration of Prometheus, which may have days and weeks, as one of Go. */
export function goDuration(text: string): string {
  const milliseconds = parseDuration(text);
  if (milliseconds === undefined || parseGoDuration(text) !== undefined) {
    return text;
  }
  const hours = milliseconds / 3_600_000;
  return Number.isInteger(hours) ? `${hours}h` : formatDuration(milliseconds);
}
