import { refTo, resolve, type Definitions, type Schema } from './schema';

/**
 * Schemas that say of a value what every check relies on: which fields there are, and of what type. Words and
 * contradictions are for the checks, which know more of them. Unions have one branch for each type of JSON, so
 * that what is wrong is said of the one that was meant.
 */
export function simplify(definitions: Definitions): Definitions {
  const names = Object.keys(definitions).sort();
  return Object.fromEntries(names.map((name) => [name, simplified(definitions[name] ?? {}, definitions)]));
}

function simplified(schema: Schema, all: Definitions): Schema {
  if (schema.$ref !== undefined) {
    const { $ref } = schema;
    const target = resolve(schema, all);
    // Names of simple types say nothing here.
    return target.properties === undefined && target.anyOf === undefined ? simplified(target, all) : { $ref };
  }
  if (schema.anyOf !== undefined) {
    return union(schema.anyOf, all);
  }
  if (schema.not !== undefined) {
    // What must not be there has a check that says why.
    return {};
  }
  const type = schema.type ?? typesOf(schema.enum ?? (schema.const === undefined ? [] : [schema.const]));
  return {
    ...(type === undefined ? {} : { type }),
    ...(schema.properties === undefined
      ? {}
      : { properties: mapped(schema.properties, (inner) => simplified(inner, all)) }),
    ...(schema.required === undefined ? {} : { required: schema.required }),
    ...(schema.items === undefined ? {} : { items: simplified(schema.items, all) }),
    ...(schema.additionalProperties === undefined
      ? {}
      : {
          additionalProperties:
            typeof schema.additionalProperties === 'boolean'
              ? schema.additionalProperties
              : simplified(schema.additionalProperties, all),
        }),
  };
}

function union(branches: readonly Schema[], all: Definitions): Schema {
  const flat = distinct(branches.flatMap((branch) => resolve(branch, all).anyOf ?? [branch]));
  const [only, ...others] = flat;
  if (only !== undefined && others.length === 0) {
    return simplified(only, all);
  }
  const kinds = flat.map((branch) => ({ branch, type: typeOf(resolve(branch, all), all) }));
  const known = kinds.filter(({ type }) => type !== undefined).map(({ branch }) => branch);
  if (known.length < flat.length) {
    // What is opaque is an object with methods: it may stand there, and plain data has to be one of the others.
    return known.length === 0 ? {} : { if: { isPlain: true }, then: union(known, all) };
  }
  const [objects, arrays] = ['object', 'array'].map((wanted) =>
    kinds.filter(({ type }) => type === wanted).map(({ branch }) => branch),
  );
  const scalars = [...new Set(kinds.flatMap(({ type }) => type ?? []))].filter(
    (type) => type !== 'object' && type !== 'array',
  );
  return byType([
    ['object', merged(objects ?? [], all)],
    ['array', arrays?.[0] && simplified(arrays[0], all)],
    [scalars, scalars.length === 0 ? undefined : { type: scalars }],
  ]);
}

/** Without a look at fields, of which one may be of the same union again. */
function typeOf(schema: Schema, all: Definitions): Schema['type'] {
  return schema.properties === undefined ? simplified(schema, all).type : schema.type;
}

type Branch = readonly [type: string | readonly string[], schema: Schema | undefined];

/** The last one is what is left, so that it says what was expected where no type fits. */
function byType(branches: readonly Branch[]): Schema {
  const [first, ...others] = branches.filter(([, schema]) => schema !== undefined);
  const [type, schema = {}] = first ?? ['object', {}];
  return others.length === 0 ? schema : { if: { type }, then: schema, else: byType(others) };
}

/** One object with the fields of all: which of them go together is for the checks. */
function merged(branches: readonly Schema[], all: Definitions): Schema | undefined {
  const [only, ...others] = branches;
  if (only === undefined || others.length === 0) {
    return only && simplified(only, all);
  }
  const objects = branches.map((branch) => resolve(branch, all));
  const names = [...new Set(objects.flatMap(({ properties = {} }) => Object.keys(properties)))];
  const required = names.filter((name) => objects.every((object) => object.required?.includes(name)));
  return {
    type: 'object',
    properties: Object.fromEntries(
      names.map((name) => {
        const inner = objects.flatMap(({ properties = {} }) => properties[name] ?? []);
        const given = inner.filter((each) => each.not === undefined);
        return [name, given.length === 0 ? {} : union(given, all)];
      }),
    ),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

function distinct(schemas: readonly Schema[]): Schema[] {
  return [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
}

/** `integer` is what JSON makes of some numbers; props know only one kind. */
function typesOf(values: readonly unknown[]): string | string[] | undefined {
  const types = [...new Set(values.map((value) => typeof value))];
  return types.length <= 1 ? types[0] : types;
}

function mapped<T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

/** Those that one of the roots leads to. */
export function reachable(definitions: Definitions, roots: readonly string[]): Definitions {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === '$ref' && typeof inner === 'string') add(inner.slice(refTo('').length));
      else visit(inner);
    }
  };
  const add = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    visit(definitions[name]);
  };
  roots.forEach(add);
  return Object.fromEntries(Object.entries(definitions).filter(([name]) => found.has(name)));
}
