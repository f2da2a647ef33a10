import { createRequire } from 'node:module';
import type * as Cel from '@marcbachmann/cel-js';
import type { SchemaFinding } from './finding';
import { resolved } from './kinds';
import type { Rule, Schema } from './schema';
import { isObject } from './values';

/**
 * Loaded when a rule is to be evaluated: it has ECMAScript modules only, which Jest cannot load on Node 20, and tests
 * of apps that read no resources of the operator must not fail for that.
 */
let environment: Cel.Environment | undefined;

function celEnvironment(): Cel.Environment {
  if (environment === undefined) {
    const cel = createRequire(__filename)('@marcbachmann/cel-js') as typeof Cel;
    environment = new cel.Environment().registerVariable('self', 'dyn');
  }
  return environment;
}

const COMPILED = new Map<string, Cel.ParseResult>();

/** The rules of a schema that are not true of a value, which is right in all that the schema says otherwise. */
export function brokenRules(
  value: unknown,
  schema: Schema,
): Array<Pick<SchemaFinding, 'code' | 'complaint' | 'remedy'>> {
  const self = completed(value, schema);
  return (schema.rules ?? [])
    .filter((rule) => !holds(rule, self))
    .map(({ rule, message }) => ({
      code: 'rule',
      complaint: `breaks a rule of the CRD: ${message}`,
      remedy: `Change the fields so that this is true: ${rule}`,
    }));
}

/** As in Kubernetes, a rule that cannot be evaluated is one that is not true. */
function holds({ rule }: Rule, self: unknown): boolean {
  let compiled = COMPILED.get(rule);
  if (compiled === undefined) {
    compiled = celEnvironment().parse(rule);
    COMPILED.set(rule, compiled);
  }
  try {
    return compiled({ self }) === true;
  } catch {
    return false;
  }
}

/** The value as rules see it: with the defaults put in, and whole numbers as the integers that CEL tells from others. */
function completed(value: unknown, schema: Schema): unknown {
  if (Array.isArray(value)) {
    const item = schema.items === undefined ? {} : resolved(schema.items);
    return value.map((each) => completed(each, item));
  }
  if (isObject(value)) {
    const { properties = {}, additionalProperties } = schema;
    const absent = Object.entries(properties)
      .map(([name, property]) => [name, resolved(property).default] as const)
      .filter(([name, given]) => given !== undefined && (value[name] ?? undefined) === undefined);
    const fields: Record<string, unknown> = { ...value, ...Object.fromEntries(absent) };
    return Object.fromEntries(
      Object.entries(fields).map(([name, each]) => {
        const field = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
        return [name, completed(each, field === undefined ? {} : resolved(field))];
      }),
    );
  }
  const whole = schema.type === 'integer' || schema.intOrString === true;
  return whole && typeof value === 'number' ? BigInt(value) : value;
}
