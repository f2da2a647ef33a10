import { SERVICE_ACCOUNT_TOKEN_FILE } from '../../scrape';
import { ConstructLink } from '../convert';
import { isObject, type PlainObject } from '../schema';
import type { Code, Item } from './code';

/** What a program needs besides its own text. */
export interface Names {
  /** What is imported from this library; grows as it is used. */
  readonly imports: Set<string>;

  /** Variables of constructs that others name, by the ids of links. */
  readonly variables: ReadonlyMap<string, string>;
}

/** A value of props as somebody would write it. */
export function literal(value: unknown, names: Names, key = ''): Code {
  if (typeof value === 'string') {
    return value === SERVICE_ACCOUNT_TOKEN_FILE ? imported('SERVICE_ACCOUNT_TOKEN_FILE', names) : text(value);
  }
  if (value instanceof ConstructLink) {
    return names.variables.get(value.id) ?? 'undefined';
  }
  if (Array.isArray(value)) {
    return {
      open: '[',
      items: value.map((item): Item => ({
        value: key === 'rules' && isObject(item) ? rule(item, names) : literal(item, names),
      })),
    };
  }
  if (!isObject(value)) {
    return JSON.stringify(value);
  }
  return isReference(value) ? reference(value, names, key) : fields(value, names);
}

export function fields(value: PlainObject, names: Names): Code {
  return {
    open: '{',
    items: Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .map(([key, field]): Item => ({ key: property(key), value: literal(field, names, key) })),
  };
}

/** Marks something as used. */
export function imported(name: string, { imports }: Names): string {
  imports.add(name);
  return name;
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

function property(key: string): string {
  return IDENTIFIER.test(key) ? key : text(key);
}

/** In quotes; in backquotes where it has several lines. */
export function text(value: string): string {
  const body = value.trimEnd();
  if (body.includes('\n') && !/[^\P{Cc}\n\t]/u.test(value)) {
    return `\`${value.replace(/[\\`]|\$(?=\{)/g, '\\$&')}\``;
  }
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  // JSON has the escapes of all that cannot stand in a line.
  const inner = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"');
  return `${quote}${inner.replaceAll(quote, `\\${quote}`)}${quote}`;
}

function isReference(value: PlainObject): boolean {
  const { name, key, namespace, optional, ...rest } = value;
  return (
    typeof name === 'string' &&
    typeof key === 'string' &&
    Object.keys(rest).length === 0 &&
    (namespace === undefined || typeof namespace === 'string') &&
    (optional === undefined || typeof optional === 'boolean')
  );
}

function reference({ name, key, ...options }: PlainObject, names: Names, field: string): Code {
  return {
    callee: imported(field === 'configMap' ? 'configMapKey' : 'secretKey', names),
    arguments: [
      text(String(name)),
      text(String(key)),
      ...(Object.keys(options).length === 0 ? [] : [fields(options, names)]),
    ],
  };
}

/** A rule, name and expression first. */
function rule({ alert, record, expr, ...options }: PlainObject, names: Names): Code {
  const name = alert ?? record;
  if (typeof name !== 'string' || typeof expr !== 'string') {
    return fields({ alert, record, expr, ...options }, names);
  }
  return {
    callee: imported(alert === undefined ? 'recordingRule' : 'alert', names),
    arguments: [
      text(name),
      text(expr),
      ...(Object.keys(options).length === 0 ? [] : [fields(options, names)]),
    ],
  };
}
