import { nearest } from '../../values';
import { brokenRules } from './cel';
import type { Path, SchemaFinding } from './finding';
import { resolved } from './kinds';
import { checkRepeated } from './repeated';
import { scalarFaults, typeFault } from './scalars';
import type { Schema } from './schema';
import { isObject, type PlainObject } from './values';

/**
 * Everything in which a value is not as its schema says, as the API server judges it, but for one thing:
 * fields that the schema does not have are faults, where the API server drops them.
 *
 * @param path of the value in its object
 */
export function validate(value: unknown, schema: Schema, path: Path = []): SchemaFinding[] {
  const findings: SchemaFinding[] = [];
  check(value, resolved(schema), path, findings);
  return findings;
}

function check(value: unknown, schema: Schema, path: Path, findings: SchemaFinding[]): void {
  const before = findings.length;
  const fault = typeFault(value, schema);
  if (fault !== undefined) {
    findings.push({ path, value, ...fault });
    return;
  }
  if (Array.isArray(value)) {
    checkItems(value, schema, path, findings);
  } else if (isObject(value)) {
    checkFields(value, schema, path, findings);
  } else {
    findings.push(...scalarFaults(value, schema).map((each) => ({ path, value, ...each })));
  }
  // Rules rely on what the rest of the schema says of the value.
  if (schema.rules !== undefined && findings.length === before) {
    findings.push(...brokenRules(value, schema).map((rule) => ({ path, ...rule })));
  }
}

function checkItems(items: readonly unknown[], schema: Schema, path: Path, findings: SchemaFinding[]): void {
  if (items.length < (schema.minItems ?? 0) || items.length > (schema.maxItems ?? Infinity)) {
    findings.push({
      path,
      code: 'value',
      complaint: `has ${counted(items.length, 'item')}, and ${limits(schema)}`,
    });
  }
  const item = schema.items === undefined ? undefined : resolved(schema.items);
  if (item !== undefined) {
    items.forEach((each, index) => check(each, item, [...path, index], findings));
  }
  checkRepeated(items, schema, path).forEach((each) => findings.push(each));
}

function checkFields(object: PlainObject, schema: Schema, path: Path, findings: SchemaFinding[]): void {
  const { properties = {}, additionalProperties } = schema;
  for (const name of schema.required ?? []) {
    const field = properties[name];
    const filled = field !== undefined && resolved(field).default !== undefined;
    if (object[name] === undefined && !filled) {
      findings.push({ path: [...path, name], code: 'required', complaint: 'is missing' });
    }
  }
  const names = Object.keys(properties);
  for (const [name, value] of Object.entries(object)) {
    const field = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    if (field !== undefined) {
      const inner = fieldSchema(resolved(field), schema);
      // Kubernetes puts the default in where null is given.
      if (value !== null || inner.default === undefined) {
        check(value, inner, [...path, name], findings);
      }
    } else if (schema.open !== true) {
      findings.push({ path: [...path, name], code: 'unknown-field', value, ...unknownField(name, names) });
    }
  }
}

/** A list of what the object is itself, such as the routes of a route. */
function fieldSchema(field: Schema, object: Schema): Schema {
  return field.items?.above === true ? { ...field, items: object } : field;
}

/** Names that are shown where none is near: all of a small object. */
const MOST_NAMES = 12;

/** @param names of the fields that there are */
export function unknownField(name: string, names: readonly string[]): { complaint: string; remedy: string } {
  const near = nearest(name, names);
  return {
    complaint: 'is not a known field: the API server drops it without a word',
    remedy:
      near !== undefined
        ? `Did you mean "${near}"?`
        : names.length === 0 || names.length > MOST_NAMES
          ? 'Remove it.'
          : `There is: ${[...names].sort().join(', ')}.`,
  };
}

function limits({ minItems, maxItems }: Schema): string {
  return minItems === undefined
    ? `at most ${maxItems ?? 0} are allowed`
    : `at least ${minItems} ${minItems === 1 ? 'is' : 'are'} needed`;
}

function counted(count: number, what: string): string {
  return `${count === 0 ? 'no' : count} ${what}${count === 1 ? '' : 's'}`;
}
