import { durationCheck } from './duration-check';

const UNITS: ReadonlyArray<readonly [unit: string, milliseconds: number]> = [
  ['y', 365 * 24 * 3_600_000],
  ['w', 7 * 24 * 3_600_000],
  ['d', 24 * 3_600_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
];

const DURATION = new RegExp(`^${UNITS.map(([unit]) => `(?:(\\d+)${unit})?`).join('')}$`);

/** Go keeps a duration as nanoseconds in 63 bits; Prometheus refuses what does not fit. */
const LONGEST = 2 ** 63 / 1_000_000;

/**
 * Reads a duration as Prometheus does: whole numbers with units from large to small, `1h30m`, or `0`.
 *
 * @returns milliseconds, or undefined where Prometheus would refuse the text
 */
export function parseDuration(text: string): number | undefined {
  if (text === '0') {
    return 0;
  }
  const match = text === '' ? null : DURATION.exec(text);
  if (match === null) {
    return undefined;
  }
  const total = UNITS.reduce((sum, [, factor], i) => sum + Number(match[i + 1] ?? 0) * factor, 0);
  return total <= LONGEST ? total : undefined;
}

/**
 * Writes milliseconds as Prometheus prints a duration: `90000` is `1m30s`. Years and weeks only where they
 * come out even, because `90d` is easier to read than `12w6d`.
 */
export function formatDuration(milliseconds: number): string {
  if (milliseconds === 0) {
    return '0s';
  }
  let rest = milliseconds;
  let text = '';
  for (const [unit, factor] of UNITS) {
    const onlyWhenEven = factor >= 7 * 24 * 3_600_000;
    if (rest >= factor && (!onlyWhenEven || rest % factor === 0)) {
      text += `${Math.floor(rest / factor)}${unit}`;
      rest %= factor;
    }
  }
  return text;
}

/** Reports a text that is no duration. `positive` also refuses zero. */
export const checkDuration = durationCheck(parseDuration, {
  complaint: 'is not a duration',
  remedy:
    'Write whole numbers with units from large to small (y, w, d, h, m, s, ms), for example "30s" or "1h30m".',
});
