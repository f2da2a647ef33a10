/** A JSON schema, as far as types of TypeScript become one. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly not?: Schema;
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;

  /** Ours: whether it is data, and no object with methods. */
  readonly isPlain?: boolean;
}

export type Definitions = Readonly<Record<string, Schema>>;

const PREFIX = '#/definitions/';

export function refTo(name: string): string {
  return PREFIX + name;
}

/** What a reference stands for, through as many references as it takes. */
export function resolve(schema: Schema, definitions: Definitions): Schema {
  const target = schema.$ref === undefined ? undefined : definitions[schema.$ref.slice(PREFIX.length)];
  return target === undefined ? schema : resolve(target, definitions);
}
