import type { SchemaFinding } from './finding';
import { matches } from './pattern';
import type { Schema, SchemaType } from './schema';
import { isObject } from './values';

type Fault = Pick<SchemaFinding, 'code' | 'complaint' | 'remedy' | 'wanted'>;

/** What each type is called, after `is not`. */
const NAMES: Readonly<Record<SchemaType, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

const IS: Readonly<Record<SchemaType, (value: unknown) => boolean>> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  integer: (value) => typeof value === 'number' && Number.isInteger(value),
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  boolean: (value) => typeof value === 'boolean',
};

/** What is wrong with the type of a value; nothing else can be said of it then. */
export function typeFault(value: unknown, { type, intOrString }: Schema): Fault | undefined {
  if (intOrString === true) {
    return IS.integer(value) || IS.string(value)
      ? undefined
      : { code: 'type', complaint: 'is neither a whole number nor text', wanted: 'text', ...leaveOut(value) };
  }
  if (type === undefined || IS[type](value)) {
    return undefined;
  }
  const wanted = type === 'string' ? 'text' : 'other';
  return { code: 'type', complaint: `is not ${NAMES[type]}`, wanted, ...leaveOut(value) };
}

function leaveOut(value: unknown): { remedy?: string } {
  return value === null ? { remedy: 'Leave the field out, or give it a value.' } : {};
}

/** What is wrong with a value of the right type. */
export function scalarFaults(value: unknown, schema: Schema): Fault[] {
  const complaints = [
    ...(typeof value === 'string' ? textFaults(value, schema) : []),
    ...(typeof value === 'number' ? numberFaults(value, schema) : []),
  ];
  // A value of an enumeration has no other faults that are worth to be said.
  const faults =
    schema.enum !== undefined && !schema.enum.includes(value as string)
      ? [`is not one of: ${schema.enum.map((each) => (each === '' ? '""' : each)).join(', ')}`]
      : complaints;
  return faults.map((complaint) => ({ code: 'value', complaint }));
}

function textFaults(value: string, { pattern, format, minLength, maxLength }: Schema): string[] {
  const length = minLength === undefined && maxLength === undefined ? 0 : Array.from(value).length;
  if (length < (minLength ?? 0)) {
    return [length === 0 ? 'is empty' : `is shorter than ${minLength ?? 0} characters`];
  }
  return [
    ...(maxLength !== undefined && length > maxLength ? [`is longer than ${maxLength} characters`] : []),
    ...(pattern !== undefined && !matches(pattern, value) ? [patternFault(pattern)] : []),
    ...(format === 'date-time' && !DATE_TIME.test(value) ? ['is not a date and time of RFC 3339'] : []),
  ];
}

const DATE_TIME = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** Patterns that many fields have, in words. The words are for people; the pattern decides. */
const WORDS: ReadonlyArray<readonly [start: string, words: string]> = [
  ['^(0|(([0-9]+)y)?(([0-9]+)w)?', 'is not a duration such as 30s, 5m or 1h30m'],
  ['^(([0-9]+)y)?(([0-9]+)w)?', 'is not a duration such as 30s, 5m or 1h30m'],
  [
    '^(0|(([0-9]+)h)?(([0-9]+)m)?',
    'is not a duration such as 30s, 5m or 1h30m (without days, weeks and years)',
  ],
  ['(^0|([0-9]*[.])?[0-9]+((K|M|G|T|E|P)i?)?B)$', 'is not a size such as 512MB or 10GiB'],
  ['^(\\+|-)?(([0-9]+(\\.[0-9]*)?)', 'is not a quantity such as 500m, 2 or 10Gi'],
  ['^(http|https|socks5)://', 'is not a URL that starts with http://, https:// or socks5://'],
  ['^(http|https)://', 'is not a URL that starts with http:// or https://'],
  ['^https?://', 'is not a URL that starts with http:// or https://'],
  ['^((([01][0-9])|(2[0-3])):[0-5][0-9])$', 'is not a time of the day such as 09:30 or 24:00'],
];

function patternFault(pattern: string): string {
  return WORDS.find(([start]) => pattern.startsWith(start))?.[1] ?? `does not match ${pattern}`;
}

const LARGEST: Readonly<Record<string, number>> = { int32: 2 ** 31 - 1, int64: Number.MAX_SAFE_INTEGER };

function numberFaults(value: number, { minimum, maximum, format, type }: Schema): string[] {
  const largest = LARGEST[format ?? ''] ?? (type === 'integer' ? Number.MAX_SAFE_INTEGER : Infinity);
  const [least, most] = [minimum ?? -largest - 1, Math.min(maximum ?? Infinity, largest)];
  return [
    ...(value < least ? [`is less than ${least}`] : []),
    ...(value > most ? [`is more than ${most}`] : []),
  ];
}
