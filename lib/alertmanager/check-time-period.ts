import type { Where } from '../problems';
import type { TimePeriod, TimeRange } from './time-interval-props';

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** Every month has as many days; what is out of order in the shortest is out of order in all. */
const SHORTEST_MONTH = 28;

/** Reports what Alertmanager would refuse in times that repeat. */
export function checkTimePeriod(where: Where, period: TimePeriod): void {
  period.times?.forEach((range, index) => {
    checkTimeRange(where.at('times', index), range);
  });
  checkRanges(
    where.at('weekdays'),
    period.weekdays,
    weekday,
    'Write a day or a range of days: "monday:friday".',
  );
  checkRanges(
    where.at('daysOfMonth'),
    period.daysOfMonth,
    dayOfMonth,
    'Write a day or a range: "1:5", "-3:-1".',
  );
  checkRanges(where.at('months'), period.months, month, 'Write a month or a range of months: "may:august".');
  checkRanges(where.at('years'), period.years, wholeNumber, 'Write a year or a range of years: "2026:2028".');
  checkLocation(where.at('location'), period.location);
}

const TIME = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

function checkTimeRange(where: Where, { startTime, endTime }: TimeRange): void {
  for (const [field, time] of Object.entries({ startTime, endTime })) {
    if (!TIME.test(time)) {
      where.at(field).error({
        code: 'invalid-time',
        value: time,
        complaint: 'is not a time of the day',
        remedy: 'Write hours and minutes with two digits each: "09:00"; the end of the day is "24:00".',
      });
    }
  }
  // With two digits each, the order of the texts is that of the times.
  if (TIME.test(startTime) && TIME.test(endTime) && startTime >= endTime) {
    where.error({
      code: 'invalid-time',
      value: `${startTime}-${endTime}`,
      complaint: 'ends before it begins',
      remedy: 'Write two ranges for one that goes over midnight.',
    });
  }
}

/** The number that a part of a range stands for, on a scale on which the begin must not be above the end. */
type Reader = (text: string) => number | undefined;

function checkRanges(
  where: Where,
  ranges: readonly string[] | undefined,
  read: Reader,
  remedy: string,
): void {
  ranges?.forEach((range, index) => {
    const parts = range.toLowerCase().split(':');
    const [begin, end = begin] = parts.map(read);
    const at = where.at(index);
    if (parts.length > 2 || begin === undefined || end === undefined || parts.map(read).includes(undefined)) {
      at.error({ code: 'invalid-time', value: range, complaint: 'is not a range of time', remedy });
    } else if (begin > end || (read === dayOfMonth && beginsLate(parts))) {
      at.error({ code: 'invalid-time', value: range, complaint: 'ends before it begins', remedy });
    }
  });
}

function weekday(text: string): number | undefined {
  const index = WEEKDAYS.indexOf(text);
  return index < 0 ? undefined : index;
}

function month(text: string): number | undefined {
  const index = MONTHS.indexOf(text);
  return index < 0 ? wholeNumber(text) : index + 1;
}

function wholeNumber(text: string): number | undefined {
  return /^[-+]?\d+$/.test(text) ? Number(text) : undefined;
}

/** Days from the end of the month are put where they are in the shortest one. */
function dayOfMonth(text: string): number | undefined {
  const day = wholeNumber(text);
  if (day === undefined || day === 0 || day < -31 || day > 31) {
    return undefined;
  }
  return day < 0 ? SHORTEST_MONTH + day : day;
}

/** A day from the end of the month up to one from its beginning, as in "-1:1": upstream has no such ranges. */
function beginsLate([begin = '', end = '']: readonly string[]): boolean {
  return begin.startsWith('-') && end !== '' && !end.startsWith('-');
}

function checkLocation(where: Where, location: string | undefined): void {
  if (location !== undefined && location !== 'Local' && !isTimeZone(location)) {
    where.error({
      code: 'invalid-time',
      value: location,
      complaint: 'is not a time zone',
      remedy: 'Write a name of the IANA database: "Europe/Berlin".',
    });
  }
}

/** Case does not count in JavaScript, but in Go, which looks for a file. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Z]/.test(name)) {
    return false;
  }
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) {
      return false;
    }
    throw error;
  }
}
