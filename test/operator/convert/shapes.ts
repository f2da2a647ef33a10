import { definitions } from '../../../lib/shapes/shapes.json';

/** Part of the JSON schema of our props. */
export interface Shape {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape | readonly Shape[];
  readonly anyOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
  readonly then?: Shape;
  readonly else?: Shape;
}

const DEFINITIONS = definitions as unknown as Readonly<Record<string, Shape>>;

export function shapeOf(name: string): Shape {
  const shape = DEFINITIONS[name];
  if (shape === undefined) {
    throw new Error(`there is no shape ${name}`);
  }
  return shape;
}

/** The alternatives that a shape is made of, without references. */
function alternatives(shape: Shape): Shape[] {
  if (shape.$ref !== undefined) {
    return alternatives(shapeOf(shape.$ref.slice('#/definitions/'.length)));
  }
  const inner = [
    ...(shape.anyOf ?? []),
    ...(shape.allOf ?? []),
    ...(shape.then === undefined ? [] : [shape.then]),
    ...(shape.else === undefined ? [] : [shape.else]),
  ];
  return [shape, ...inner.flatMap(alternatives)];
}

/** The fields that some shapes have, each with the alternatives of its shape. */
export function fieldsOf(shapes: readonly Shape[]): Record<string, Shape[]> {
  const fields: Record<string, Shape[]> = {};
  for (const shape of shapes.flatMap(alternatives)) {
    for (const [name, field] of Object.entries(shape.properties ?? {})) {
      fields[name] = [...(fields[name] ?? []), ...alternatives(field)];
    }
  }
  return fields;
}
