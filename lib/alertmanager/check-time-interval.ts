import type { TimeIntervalSpec, TimeRange } from '../native/alertmanager';
import type { Where } from '../problems';
import type { Words } from '../versions';
import { reportMistake } from './severity';

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

/** Days of each month in a leap year. */
const MONTH_LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Nobody deploys this library before. */
const FIRST_YEAR = 2026;

/** Reports what Alertmanager would refuse in times that repeat, and times that never come. */
export function checkTimePeriod(where: Where, period: TimeIntervalSpec, words: Words): void {
  period.times?.forEach((range, index) => {
    checkTimeRange(where.at('times', index), range, words);
  });
  checkRanges(
    where.at('weekdays'),
    period.weekdays,
    weekday,
    'Write a day or a range of days: "monday:friday".',
  );
  checkRanges(
    where.at(words('days_of_month')),
    period.days_of_month,
    dayOfMonth,
    'Write a day or a range: "1:5", "-3:-1".',
  );
  checkRanges(where.at('months'), period.months, month, 'Write a month or a range of months: "may:august".');
  checkRanges(where.at('years'), period.years, wholeNumber, 'Write a year or a range of years: "2026:2028".');
  checkLocation(where.at('location'), period.location);
  checkComes(where, period, words);
}

const TIME = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

function checkTimeRange(where: Where, { start_time, end_time }: TimeRange, words: Words): void {
  for (const [field, time] of Object.entries({ start_time, end_time })) {
    if (!TIME.test(time)) {
      where.at(words(field)).error({
        code: 'invalid-time',
        value: time,
        complaint: 'is not a time of the day',
        remedy: 'Write hours and minutes with two digits each: "09:00"; the end of the day is "24:00".',
      });
    }
  }
  // With two digits each, the order of the texts is that of the times.
  if (TIME.test(start_time) && TIME.test(end_time) && start_time >= end_time) {
    where.error({
      code: 'invalid-time',
      value: `${start_time}-${end_time}`,
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
    const parts = partsOf(range);
    const [begin, end = begin] = parts.map(read);
    const at = where.at(index);
    if (parts.length > 2 || begin === undefined || end === undefined || parts.map(read).includes(undefined)) {
      at.error({ code: 'invalid-time', value: range, complaint: 'is not a range of time', remedy });
    } else if (begin > end || (read === dayOfMonth && beginsLate(parts))) {
      at.error({ code: 'invalid-time', value: range, complaint: 'ends before it begins', remedy });
    }
  });
}

/** YAML has numbers for single days and years. */
function partsOf(range: string | number): string[] {
  return String(range).toLowerCase().split(':');
}

function weekday(text: string): number | undefined {
  const index = WEEKDAYS.indexOf(text);
  return index < 0 ? undefined : index;
}

function month(text: string): number | undefined {
  const index = MONTHS.indexOf(text);
  const number = index < 0 ? wholeNumber(text) : index + 1;
  return number === undefined || number < 1 || number > 12 ? undefined : number;
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

/** February never has a 30th, and last year does not come again. */
function checkComes(where: Where, { days_of_month, months, years }: TimeIntervalSpec, words: Words): void {
  const last = years?.map((range) => wholeNumber(partsOf(range).at(-1) ?? '') ?? FIRST_YEAR);
  if (last !== undefined && last.length > 0 && last.every((year) => year < FIRST_YEAR)) {
    reportMistake(where.at('years'), words, {
      code: 'never',
      value: years,
      complaint: 'is over: the time never comes',
      remedy: 'Name years to come, or leave it out.',
    });
  }
  const firstDays = days_of_month?.map((range) => wholeNumber(partsOf(range)[0] ?? '') ?? 1);
  const longest = Math.max(...(months ?? []).flatMap(lengths), 0);
  if (firstDays === undefined || firstDays.length === 0 || longest === 0) {
    return;
  }
  if (firstDays.every((day) => day > longest)) {
    reportMistake(where.at(words('days_of_month')), words, {
      code: 'never',
      value: days_of_month,
      complaint: `never comes: the months of \`months\` have ${longest} days at most`,
      remedy: 'Name days that they have; "-1" is the last of each.',
    });
  }
}

function lengths(range: string): number[] {
  const [begin, end = begin] = partsOf(range).map(month);
  return begin === undefined || end === undefined ? [31] : MONTH_LENGTHS.slice(begin - 1, end);
}
