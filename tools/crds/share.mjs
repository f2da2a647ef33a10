/** Text below this length is shorter than, or not worth, a reference. */
const SHORTEST = 80;

/**
 * Writes each part that appears more than once only once: the schemas of pods, TLS, HTTP clients and the like
 * make up most of the CRDs.
 *
 * A part is called after the field that it is found at first, with a number where parts that differ would
 * have one name. What is a part follows from the content alone, so the same CRDs make the same data.
 */
export function shareAll(schemas) {
  const counts = new Map();
  for (const schema of Object.values(schemas)) count(schema, counts);

  const parts = new Map(); // text of a schema -> its name
  const texts = new Map(); // name -> the schema, with references in it
  const share = (schema, field) => {
    const inner = mapSchemas(schema, share, field);
    const text = JSON.stringify(schema);
    if (text.length < SHORTEST || counts.get(text) < 2) return inner;
    if (!parts.has(text)) {
      const name = unused(pascal(field), texts);
      parts.set(text, name);
      texts.set(name, inner);
    }
    return { part: parts.get(text) };
  };
  const kinds = Object.fromEntries(
    Object.entries(schemas).map(([kind, schema]) => [kind, mapSchemas(schema, share, kind)]),
  );
  const names = [...texts.keys()].sort();
  return { kinds, parts: Object.fromEntries(names.map((name) => [name, texts.get(name)])) };
}

/** Counts how often each schema appears, but one in two equal ones only once: the outer one is shared. */
function count(schema, counts) {
  const text = JSON.stringify(schema);
  counts.set(text, (counts.get(text) ?? 0) + 1);
  if (counts.get(text) > 1) return;
  mapSchemas(schema, (inner) => count(inner, counts), '');
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
