/** Keywords that ask something of a value, and that are taken as they are. */
const TAKEN = [
  'type',
  'enum',
  'pattern',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'required',
  'default',
];

/** Keywords that ask nothing: prose, and how lists are merged by a server-side apply. */
const LEFT = ['description', 'anyOf', 'x-kubernetes-map-type'];

/**
 * A schema of a CRD in our form (`lib/operator/schema/schema.ts`): without prose, and with short names for
 * Kubernetes's extensions.
 *
 * @throws {Error} where the CRD has a keyword that is not known here: it would not be checked
 */
export function compact(schema) {
  const out = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (TAKEN.includes(keyword)) out[keyword] = value;
    else if (!LEFT.includes(keyword)) Object.assign(out, translate(keyword, value));
  }
  checkAnyOf(schema);
  return withNestedRoutes(out);
}

function translate(keyword, value) {
  switch (keyword) {
    case 'properties':
      return { properties: mapValues(value, compact) };
    case 'items':
      return { items: compact(value) };
    case 'additionalProperties':
      return { additionalProperties: compact(value) };
    case 'format':
      // The size of an integer; `date-time` is in `status` only.
      return { format: oneOf(keyword, value, ['int32', 'int64', 'date-time']) };
    case 'x-kubernetes-int-or-string':
      return { intOrString: true };
    case 'x-kubernetes-preserve-unknown-fields':
      return { open: true };
    case 'x-kubernetes-list-type':
      // Atomic and map: the keys of a map are a keyword of their own.
      return oneOf(keyword, value, ['atomic', 'map', 'set']) === 'set' ? { set: true } : {};
    case 'x-kubernetes-list-map-keys':
      return { keys: value };
    case 'x-kubernetes-validations':
      return { rules: value.map(({ rule, message }) => ({ rule, message })) };
    default:
      throw new Error(`the CRDs use ${keyword}, which is not known to tools/crds/compact.mjs`);
  }
}

/** The only use of anyOf is that an integer or a string is fine, which `intOrString` says. */
function checkAnyOf({ anyOf, 'x-kubernetes-int-or-string': intOrString }) {
  if (anyOf !== undefined && (intOrString !== true || anyOf.length !== 2)) {
    throw new Error('the CRDs use anyOf for something else than integers and strings');
  }
}

/**
 * The CRD of AlertmanagerConfig leaves the routes below the first one open, because its OpenAPI knows no
 * recursion. The operator reads them as routes, strictly, and so do we: `above` is the schema of the object
 * whose field the list is.
 */
function withNestedRoutes(schema) {
  const nested = schema.properties?.routes;
  return nested?.items?.open === true && schema.properties.receiver !== undefined
    ? { ...schema, properties: { ...schema.properties, routes: { ...nested, items: { above: true } } } }
    : schema;
}

function oneOf(keyword, value, known) {
  if (!known.includes(value)) throw new Error(`the CRDs use ${keyword}: ${value}, which is not known here`);
  return value;
}

function mapValues(record, change) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
