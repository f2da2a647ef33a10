import type { LabelSelector } from '../../scrape';
import type { OperatorObject } from '../object';
import { isObject, type PlainObject } from '../schema';
import type { Surroundings } from './surroundings';

/**
 * The selectors that may take the pods of an object, as far as the files say: of Services, disruption budgets, network policies
 * and PodMonitors, and of its own scheduling. Whether they do is for the caller to find out.
 */
export function selectorsOfPods(surroundings: Surroundings, object: OperatorObject): LabelSelector[] {
  const { namespace } = object.metadata;
  const others = surroundings.others.flatMap(({ manifest }) => {
    const spec = isObject(manifest.spec) ? manifest.spec : {};
    const isNear = surroundings.namespaceOf(manifest) === namespace;
    switch (manifest.kind) {
      case 'Service':
        return isNear && isObject(spec.selector) ? [{ matchLabels: spec.selector }] : [];
      case 'PodDisruptionBudget':
        return isNear ? [spec.selector] : [];
      // Policies of others let in by labels, too.
      case 'NetworkPolicy':
        return isNear ? podSelectors(spec) : peersOf(spec);
      default:
        return [];
    }
  });
  const monitors = surroundings.objects
    .filter(({ kind }) => kind === 'PodMonitor')
    .map(({ spec }) => spec.selector);
  const { affinity, topologySpreadConstraints } = object.spec;
  const scheduling = [...labelSelectors(affinity), ...labelSelectors(topologySpreadConstraints)];
  return [...others, ...monitors, ...scheduling].filter(isObject).filter(isNarrow);
}

/** One that takes all pods takes them whatever they are called. */
function isNarrow(selector: PlainObject): boolean {
  return Object.keys(selector).length > 0;
}

function podSelectors(spec: PlainObject): unknown[] {
  return [spec.podSelector, ...peersOf(spec)];
}

function peersOf(spec: PlainObject): unknown[] {
  return ['ingress', 'egress']
    .flatMap((direction) => list(spec[direction]))
    .flatMap((rule) => [...list(rule.from), ...list(rule.to)])
    .map((peer) => peer.podSelector);
}

/** Every selector in a part of the pods' spec. */
function labelSelectors(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap(labelSelectors);
  }
  return isObject(value)
    ? Object.entries(value).flatMap(([key, inner]) =>
        key === 'labelSelector' ? [inner] : labelSelectors(inner),
      )
    : [];
}

function list(value: unknown): PlainObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
