import type { Problem } from '../../problems';
import type { Converted } from '../convert';
import type { OtherObject } from '../object';
import { isObject } from '../schema';

/** Labels of namespaces by their names. */
export type NamespaceLabels = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Labels of namespaces among the files, where a selector asks for any. */
export function namespaceLabels(
  others: readonly OtherObject[],
  converted: readonly Converted[],
): NamespaceLabels {
  if (!converted.some(({ props }) => namespaceSelectors(props).length > 0)) {
    return {};
  }
  const used = usedNamespaces(converted);
  const found = others
    .filter(
      ({ manifest: { apiVersion, kind, metadata } }) =>
        kind === 'Namespace' && apiVersion === 'v1' && used.includes(metadata.name),
    )
    .map(({ manifest: { metadata } }) => [metadata.name, labelsOf(metadata.labels)] as const);
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function labelsOf(labels: unknown): Readonly<Record<string, string>> {
  return isObject(labels) ? (labels as Record<string, string>) : {};
}

/** That every namespace has. */
const NAME_LABEL = 'kubernetes.io/metadata.name';

/** The selectors of namespaces that ask for more than the name, with their props. */
function namespaceSelectors(props: Converted['props']): Array<[prop: string, selector: unknown]> {
  return Object.entries(props).filter(
    ([prop, selector]) =>
      prop.endsWith('NamespaceSelector') && keysOf(selector).some((key) => key !== NAME_LABEL),
  );
}

function usedNamespaces(converted: readonly Converted[]): string[] {
  return [...new Set(converted.map(({ object }) => object.metadata.namespace))].sort();
}

function keysOf(selector: unknown): string[] {
  const { matchLabels = {}, matchExpressions = [] } = (isObject(selector) ? selector : {}) as {
    readonly matchLabels?: object;
    readonly matchExpressions?: ReadonlyArray<{ readonly key: string }>;
  };
  return [...Object.keys(matchLabels), ...matchExpressions.map(({ key }) => key)];
}

/** Says where a selector was compared with a namespace of which nothing but the name is known. */
export function unknownNamespaces(converted: readonly Converted[], known: NamespaceLabels): Problem[] {
  const unknown = usedNamespaces(converted).filter((name) => known[name] === undefined);
  return unknown.length === 0
    ? []
    : converted.flatMap(({ object, props }) =>
        namespaceSelectors(props).map(([prop, selector]): Problem => ({
          severity: 'warning',
          code: 'unknown-namespace',
          path: `${object.source.file}:${object.source.line(['spec', prop])}`,
          subject: `${object.kind} ${object.metadata.namespace}/${object.metadata.name}`,
          field: `spec.${prop}`,
          value: selector,
          complaint: `was compared with the names alone of ${unknown.join(', ')}: their labels are not known`,
          remedy: 'Give their Namespaces along.',
        })),
      );
}
