/** Text below this length is shorter than, or not worth, a reference. */
const SHORTEST = 80;

/**
 * Writes each part that appears more than once only once: the schemas of pods, TLS, HTTP clients and the like
 * make up most of the CRDs.
 *
 * A part is called after the field that has it most often, with a number where parts that differ would have
 * one name. All follows from the content alone, so the same CRDs make the same data.
 */
export function shareAll(schemas) {
  const uses = new Map(); // text of a schema -> how often each field has it
  for (const [kind, schema] of Object.entries(schemas)) count(schema, kind, uses);

  const names = new Map(); // text of a schema -> name of the part
  const parts = new Map(); // name -> the schema, with references in it
  const share = (schema, field) => {
    const inner = mapSchemas(schema, share, field);
    const text = JSON.stringify(schema);
    if (text.length < SHORTEST || total(uses.get(text)) < 2) return inner;
    if (!names.has(text)) {
      const name = unused(pascal(mostFrequent(uses.get(text))), parts);
      names.set(text, name);
      parts.set(name, inner);
    }
    return { part: names.get(text) };
  };
  const kinds = Object.fromEntries(
    Object.entries(schemas).map(([kind, schema]) => [kind, mapSchemas(schema, share, kind)]),
  );
  const sorted = [...parts].sort(([a], [b]) => (a < b ? -1 : 1));
  return { kinds, parts: Object.fromEntries(sorted) };
}

/** Counts the uses of each schema, but what is inside of equal ones only once: the outer one is shared. */
function count(schema, field, uses) {
  const text = JSON.stringify(schema);
  const fields = uses.get(text) ?? new Map();
  uses.set(text, fields.set(field, (fields.get(field) ?? 0) + 1));
  if (total(fields) === 1) mapSchemas(schema, (inner, name) => count(inner, name, uses), field);
}

function total(fields) {
  return [...fields.values()].reduce((sum, each) => sum + each, 0);
}

function mostFrequent(fields) {
  return [...fields].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0][0];
}

/** A schema with other ones in the place of those directly below it. */
function mapSchemas(schema, change, field) {
  const { properties, items, additionalProperties } = schema;
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, inner]) => [name, change(inner, name)]),
      ),
    }),
    ...(items && { items: change(items, field) }),
    ...(additionalProperties && { additionalProperties: change(additionalProperties, field) }),
  };
}

function unused(name, taken) {
  let unique = name;
  for (let number = 2; taken.has(unique); number++) unique = `${name}${number}`;
  return unique;
}

function pascal(field) {
  return field.charAt(0).toUpperCase() + field.slice(1);
}
