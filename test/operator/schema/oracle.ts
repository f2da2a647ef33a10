import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { RE2JS } from 're2js';

type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * What a CRD says of `spec` as a general validator of JSON Schema sees it: another way to the same verdict.
 * It knows neither the rules in CEL nor the keys of lists, and leaves nested routes open as the CRD does.
 */
export function oracle(schema: JsonSchema): ValidateFunction {
  const regExp = Object.assign(
    (pattern: string) => {
      const compiled = RE2JS.compile(pattern);
      // By its text the validator tells patterns apart.
      return { test: (text: string) => compiled.test(text), toString: () => pattern };
    },
    { code: 'new RegExp' },
  );
  const ajv = new Ajv({ strict: false, logger: false, code: { regExp } });
  addFormats(ajv);
  return ajv.compile(strict(schema) as object);
}

/** The schema with all that Kubernetes does besides written out. */
function strict(schema: JsonSchema): JsonSchema {
  const { description: _, properties, items, additionalProperties, required, ...rest } = schema;
  const fields = properties as Readonly<Record<string, JsonSchema>> | undefined;
  const open =
    schema['x-kubernetes-preserve-unknown-fields'] === true || schema['x-kubernetes-int-or-string'] === true;
  return {
    ...rest,
    ...(fields === undefined
      ? {}
      : {
          properties: Object.fromEntries(Object.entries(fields).map(([name, each]) => [name, field(each)])),
        }),
    ...(items === undefined ? {} : { items: strict(items as JsonSchema) }),
    ...(schema['x-kubernetes-list-type'] === 'set' ? { uniqueItems: true } : {}),
    ...(schema.type === 'object' && !open
      ? {
          additionalProperties:
            additionalProperties === undefined ? false : strict(additionalProperties as JsonSchema),
        }
      : {}),
    // Kubernetes puts the default in before it looks whether something is missing.
    ...(required === undefined
      ? {}
      : { required: (required as string[]).filter((name) => fields?.[name]?.default === undefined) }),
  };
}

function field(schema: JsonSchema): JsonSchema {
  const inner = strict(schema);
  return schema.default === undefined ? inner : { anyOf: [inner, { type: 'null' }] };
}
