import { isObject, type PlainObject } from '../schema';
import type { Place } from './place';
import type { Surroundings } from './surroundings';

/** Props, or a part of them, before the shapes of the constructs have checked them. */
export type Fields = Readonly<Record<string, unknown>>;

/** A field that a rule converts. */
export interface Given {
  readonly key: string;
  readonly value: unknown;
  readonly place: Place;
  readonly surroundings: Surroundings;

  /** Rules by the path of the field in the spec: `endpoints[].port`. */
  readonly rules: Rules;
  readonly path: string;
}

/** What a field becomes: some props, perhaps none, and perhaps a finding. */
export type Rule = (given: Given) => Fields;

export type Rules = Readonly<Record<string, Rule>>;

/**
 * Converts the fields of an object. One that no rule is for is a prop of the same name, and so is what is in it:
 * a test walks through the CRDs and the props, and holds that this is so.
 */
export function convertFields(
  fields: PlainObject,
  rules: Rules,
  place: Place,
  surroundings: Surroundings,
  path = '',
): Fields {
  return joined(
    Object.entries(fields)
      .filter(([key, value]) => !isAbsent(key, value))
      .map(([key, value]) => {
        const inner = path === '' ? key : `${path}.${key}`;
        const rule = ruleFor(rules, inner, key) ?? same;
        return rule({ key, value, place: place.at(key), surroundings, rules, path: inner });
      }),
  );
}

/** Props of which several fields may say something. */
const LISTS = ['additionalArgs', 'additionalAlertManagerConfigs', 'excludedFromEnforcement'];

/** Props of several fields in one: lists, and what is said of the pods, are added up. */
export function joined(parts: readonly Fields[]): Fields {
  const lists = LISTS.map(
    (prop) => [prop, parts.flatMap((part) => (part[prop] ?? []) as unknown[])] as const,
  ).filter(([, list]) => list.length > 0);
  const podSpec = Object.assign({}, ...parts.map((part) => part.podSpec)) as Fields;
  return {
    ...(Object.assign({}, ...parts) as Fields),
    ...Object.fromEntries(lists),
    ...(Object.keys(podSpec).length === 0 ? {} : { podSpec }),
  };
}

/** The rule for a field, if there is one: its own, or that of every field of the name. */
export function ruleFor(rules: Rules, path: string, key: string): Rule | undefined {
  return rules[path] ?? rules[`*.${key}`];
}

/** A prop of the same name; its own fields are converted in turn. */
export const same: Rule = ({ key, value, ...given }) => ({ [key]: convertValue(value, given) });

/** Converts what is in a value, in whatever way it is nested. */
export function convertValue(value: unknown, given: Omit<Given, 'key' | 'value'>): unknown {
  const { place, surroundings, rules, path } = given;
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      convertValue(item, { ...given, place: place.at(index), path: `${path}[]` }),
    );
  }
  if (!isObject(value)) {
    return value;
  }
  const fields = convertFields(value, rules, place, surroundings, path);
  return isReference(fields) ? surroundings.reference(fields, place.object) : fields;
}

/** Whether it names a key of a Secret or a ConfigMap. Labels and the like are not looked into, and so not mistaken. */
function isReference(fields: Fields): boolean {
  return typeof fields.name === 'string' && typeof fields.key === 'string';
}

/** Fields in which an empty text says something. */
const EMPTY_TEXTS = new Set([
  'replacement',
  'separator',
  'replicaExternalLabelName',
  'prometheusExternalLabelName',
]);

/** Lists that a prop must have, even where there is nothing in them. */
const EMPTY_LISTS = new Set(['endpoints', 'podMetricsEndpoints', 'groups', 'rules', 'static', 'targets']);

/** References and settings of which Go writes down that they are not there. */
const EMPTY_OBJECTS = new Set([
  'ca',
  'cert',
  'authorization',
  'keySecret',
  'client_ca',
  'basicAuth',
  'labels',
  'annotations',
  'externalLabels',
  'params',
]);

/** Whether a value says nothing: what Go writes for fields that were never set. */
function isAbsent(key: string, value: unknown): boolean {
  return (
    value === null ||
    (value === '' && !EMPTY_TEXTS.has(key)) ||
    (Array.isArray(value) && value.length === 0 && !EMPTY_LISTS.has(key)) ||
    (isObject(value) && Object.keys(value).length === 0 && EMPTY_OBJECTS.has(key))
  );
}
