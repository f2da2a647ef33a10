/**
 * What a CRD asks of a value: the part of OpenAPI that Kubernetes calls a structural schema. Made by
 * `tools/crds.mjs`, so every keyword that occurs is here.
 */
export interface Schema {
  /** The name of the part that this schema is. */
  readonly part?: string;

  /** The schema of the object of which the list is a field that this is the schema of the items of. */
  readonly above?: true;

  readonly type?: SchemaType;

  /** An integer or a string: ports and quantities. */
  readonly intOrString?: true;

  /** Fields that have no schema are kept as they are. */
  readonly open?: true;

  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly required?: readonly string[];
  readonly items?: Schema;

  /** No two items are equal. */
  readonly set?: true;

  /** No two items have the same values of these fields. */
  readonly keys?: readonly string[];

  readonly enum?: ReadonlyArray<string | number | boolean>;
  readonly format?: 'int32' | 'int64' | 'date-time';

  /** As Go reads regular expressions. */
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;

  /** What Kubernetes puts in where nothing is given, before it looks at the rules. */
  readonly default?: unknown;

  /** Expressions in CEL that must be true, with `self` for the value. */
  readonly rules?: readonly Rule[];
}

export type SchemaType = 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';

export interface Rule {
  readonly rule: string;

  /** What is wrong where it is not true. */
  readonly message: string;
}
