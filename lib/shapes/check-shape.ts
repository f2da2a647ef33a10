import type { ErrorObject } from 'ajv';
import type { Where } from '../problems';
import { nearest } from '../values';
import { validatorOf, type ShapeName } from './validator';

/** More names than this nobody reads; a near one is found all the same. */
const MOST_NAMES = 15;

/**
 * Reports fields that are no props, and values of a wrong type: in plain JavaScript, behind a cast and in what was
 * read from a file no compiler does. Returns whether all values are of their types, so that further checks can
 * rely on them.
 */
export function checkShape(where: Where, name: ShapeName, props: unknown): boolean {
  const validate = validatorOf(name);
  if (validate(props)) {
    return true;
  }
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if');
  const found = errors.map((error) => report(where.at(...keysOf(error.instancePath, props)), error));
  return !found.includes('wrong-type');
}

function report(where: Where, error: ErrorObject): 'wrong-type' | 'unknown-field' | 'nothing' {
  switch (error.keyword) {
    case 'additionalProperties':
      return reportUnknown(where, error);
    case 'required': {
      const { missingProperty } = error.params as { readonly missingProperty: string };
      where.at(missingProperty).error({
        code: 'incomplete',
        complaint: 'is missing',
        remedy: `It has no default: give it ${expectedOf(error, missingProperty)}.`,
      });
      return 'wrong-type';
    }
    default: {
      const { type } = error.params as { readonly type?: string | readonly string[] };
      if (typeof error.data === 'string' && isReference(error)) {
        // It may be the secret itself: it is shown to nobody.
        where.error({
          code: 'secret-in-manifest',
          complaint: 'is a text, where a reference is expected: everybody could read it in the manifest',
          remedy: "Put it into a Secret, and refer to that: `secretKey('name', 'key')`.",
        });
        return 'wrong-type';
      }
      const expected = [type ?? []].flat().map((each) => ARTICLES[each] ?? each);
      where.error({
        code: 'shape',
        ...(error.data === undefined ? {} : { value: error.data }),
        complaint: `is ${ARTICLES[typeOf(error.data)] ?? 'nothing'}, where ${expected.join(' or ')} is expected`,
      });
      return 'wrong-type';
    }
  }
}

/** What a field is to be, as far as its schema says so on the spot. */
function expectedOf({ parentSchema }: ErrorObject, field: string): string {
  const { properties = {} } = parentSchema as { readonly properties?: Readonly<Record<string, unknown>> };
  const { type = '' } = (properties[field] ?? {}) as { readonly type?: string };
  return ARTICLES[type] ?? 'a value';
}

/** Whether a key of a Secret or ConfigMap would be right. */
function isReference({ parentSchema }: ErrorObject): boolean {
  const { properties = {} } = parentSchema as { readonly properties?: object };
  return 'name' in properties && 'key' in properties && 'optional' in properties;
}

function reportUnknown(where: Where, error: ErrorObject): 'unknown-field' | 'nothing' {
  const { additionalProperty: field } = error.params as { readonly additionalProperty: string };
  const value = (error.data as Readonly<Record<string, unknown>>)[field];
  if (value === undefined) {
    return 'nothing';
  }
  const { properties = {} } = error.parentSchema as { readonly properties?: object };
  const names = Object.keys(properties).sort();
  const meant = nearest(field, names);
  where.at(field).error({
    code: 'unknown-field',
    value,
    complaint: 'is no field that is known here',
    remedy:
      meant !== undefined
        ? `Did you mean \`${meant}\`?`
        : names.length <= MOST_NAMES
          ? `There are: ${names.join(', ')}.`
          : 'Look it up in the types; what has no prop can be said by the escape hatches (docs/guide.md).',
  });
  return 'unknown-field';
}

const ARTICLES: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  function: 'a function',
  null: 'null',
  number: 'a number',
  object: 'an object',
  string: 'a text',
};

function typeOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

/** The keys of a JSON pointer; indexes are numbers. */
function keysOf(pointer: string, props: unknown): Array<string | number> {
  let value = props;
  return pointer
    .split('/')
    .slice(1)
    .map((part) => {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
      const isIndex = Array.isArray(value);
      value = (value as Readonly<Record<string, unknown>> | undefined)?.[key];
      return isIndex ? Number(key) : key;
    });
}
