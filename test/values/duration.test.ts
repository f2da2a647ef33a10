import { checkDuration, parseDuration } from '../../lib/values';
import { complaints } from '../problems/findings';
import { DURATIONS } from './accepted';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('a duration is read as Prometheus reads it', () => {
  test.each<[string, number]>([
    ['0', 0],
    ['0s', 0],
    ['1ms', 1],
    ['30s', 30_000],
    ['90s', 90_000],
    ['1m30s', 90_000],
    ['1h30m', 90 * MINUTE],
    ['15d', 15 * DAY],
    ['2w', 14 * DAY],
    ['1y', 365 * DAY],
    ['1y2w3d4h5m6s7ms', 365 * DAY + 17 * DAY + 4 * HOUR + 5 * MINUTE + 6_007],
    ['007s', 7_000],
    ['106751d', 106_751 * DAY],
  ])('%s is %d ms', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  test.each([
    ['', 'is empty'],
    ['1', 'has no unit'],
    ['00', 'has no unit, and is not the one zero that needs none'],
    ['s', 'has no number'],
    ['1.5h', 'has a fraction, which Go has and Prometheus has not'],
    ['-1s', 'is negative'],
    ['+1s', 'has a sign'],
    ['1m1h', 'has its units in the wrong order'],
    ['1s1s', 'has a unit twice'],
    ['1 m', 'has a space inside'],
    [' 1m', 'has a space before'],
    ['1m\n', 'has a line break'],
    ['1H', 'has its unit in capitals'],
    ['1us', 'has a unit of Go that Prometheus has not'],
    ['1min', 'has a unit of people'],
    ['PT1H', 'is of ISO 8601'],
    ['١s', 'has digits that are not ASCII'],
    ['293y', 'is longer than 63 bits of nanoseconds'],
    ['292y999d', 'is too long only when added up'],
    ['99999999999999999999s', 'does not even fit a number'],
  ])('%j is refused: it %s', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  test.each(DURATIONS.valid)('%s is accepted', (text) => {
    expect(parseDuration(text)).toBeDefined();
  });

  test.each(DURATIONS.invalid)('%j is refused', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

describe('a field that takes a duration', () => {
  test('may be left out, and may be zero', () => {
    expect(
      complaints((where) => {
        checkDuration(where, undefined);
      }),
    ).toEqual([]);
    expect(
      complaints((where) => {
        checkDuration(where, '0s');
      }),
    ).toEqual([]);
  });

  test('says what it got', () => {
    expect(
      complaints((where) => {
        checkDuration(where.at('retention'), '15 days');
      }),
    ).toEqual(['app: retention "15 days" is not a duration']);
  });

  test('refuses every spelling of zero where it must be positive', () => {
    for (const zero of ['0', '0s', '0h0m']) {
      expect(
        complaints((where) => {
          checkDuration(where, zero, { positive: true });
        }),
      ).toEqual([`app: "${zero}" must be longer than zero`]);
    }
    expect(
      complaints((where) => {
        checkDuration(where, '1ms', { positive: true });
      }),
    ).toEqual([]);
  });
});
