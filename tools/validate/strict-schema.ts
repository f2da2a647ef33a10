/** The parts of an OpenAPI schema that have schemas in them, or decide about unknown fields. */
export interface OpenApiSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly additionalProperties?: OpenApiSchema | boolean;
  readonly items?: OpenApiSchema;
  readonly allOf?: readonly OpenApiSchema[];
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-group-version-kind'?: ReadonlyArray<{
    group: string;
    version: string;
    kind: string;
  }>;
}

/**
 * A copy of a schema in which an object has the fields that are named, and no others.
 *
 * Objects without named fields stay open (`RawExtension`), and so do maps and what is open by declaration.
 */
export function refuseUnknownFields(schema: OpenApiSchema): OpenApiSchema {
  const { properties, additionalProperties, items, allOf } = schema;
  if (properties !== undefined && allOf !== undefined) {
    // Kubernetes puts `allOf` around a single `$ref` only. Were it beside `properties`, the fields of the
    // one would be unknown to the other.
    throw new Error('a schema with both properties and allOf cannot be closed');
  }
  return {
    ...schema,
    ...(typeof additionalProperties === 'object' && {
      additionalProperties: refuseUnknownFields(additionalProperties),
    }),
    ...(items !== undefined && { items: refuseUnknownFields(items) }),
    ...(allOf !== undefined && { allOf: allOf.map(refuseUnknownFields) }),
    ...(properties !== undefined && { properties: mapValues(properties, refuseUnknownFields) }),
    ...(isClosable(schema) && { additionalProperties: false }),
  };
}

export function mapValues<T, U>(
  record: Readonly<Record<string, T>>,
  change: (value: T) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function isClosable(schema: OpenApiSchema): boolean {
  return (
    schema.properties !== undefined &&
    schema.additionalProperties === undefined &&
    schema['x-kubernetes-preserve-unknown-fields'] !== true
  );
}
