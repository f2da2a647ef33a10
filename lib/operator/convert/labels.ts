import { objectLabels } from '../../kubernetes';
import { matchesLabels, type LabelSelector } from '../../scrape';
import { isObject, type PlainObject } from '../schema';
import type { Fields } from './fields';
import { type Place } from './place';
import { identityOf, PROGRAMS, type WorkloadObject } from './identity';
import { selectorsOfPods } from './selectors';
import type { Surroundings } from './surroundings';

type Labels = Readonly<Record<string, string>>;

/** By these StatefulSets find their pods: they are the same as the operator's, and nobody else's to choose. */
const FIXED = ['app.kubernetes.io/name', 'app.kubernetes.io/instance', 'operator.prometheus.io/shard'];

/** What says who wrote an object, and not whose it is. */
const ABOUT = [...FIXED, 'app.kubernetes.io/version', 'app.kubernetes.io/managed-by'];

/** The labels that the operator gives the pods of an object. */
export function operatorPodLabels({ kind, metadata: { name }, spec }: WorkloadObject, shard = 0): Labels {
  const own: Record<string, string> =
    kind === 'Alertmanager' || kind === 'ThanosRuler'
      ? { [kind === 'Alertmanager' ? 'alertmanager' : 'thanos-ruler']: name }
      : {
          'operator.prometheus.io/name': name,
          ...(spec.mode === 'DaemonSet' ? {} : { 'operator.prometheus.io/shard': String(shard) }),
          ...(kind === 'Prometheus' ? { prometheus: name } : {}),
        };
  return {
    ...podMetadataOf(spec).labels,
    'app.kubernetes.io/name': PROGRAMS[kind].app,
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/managed-by': 'prometheus-operator',
    ...own,
  };
}

/**
 * What the pods are to carry. Labels that we set to the same are left out; those of the operator are kept where somebody
 * selects the pods by them: Services, budgets and policies of the user's own must go on to find them.
 */
export function podMetadataProps(object: WorkloadObject, surroundings: Surroundings): Fields {
  const { labels = {}, annotations = {} } = podMetadataOf(object.spec);
  const theirs = operatorPodLabels(object);
  const shards = Math.max(1, Number(object.spec.shards ?? 1));
  const ofShards = Array.from({ length: shards }, (_, shard) => operatorPodLabels(object, shard));
  const ours: Labels = objectLabels(identityOf(object));
  const demanded = selectorsOfPods(surroundings, object)
    .filter((selector) => ofShards.some((labels) => matchesLabels(selector, labels)))
    .flatMap(keysOf);
  const wanted = [...new Set([...Object.keys(labels), ...demanded])].sort();
  const own = wanted.flatMap((key) => {
    const value = theirs[key];
    const isOurs = value === undefined || value === ours[key] || FIXED.includes(key);
    return isOurs || (ABOUT.includes(key) && !demanded.includes(key)) ? [] : [[key, value] as const];
  });
  const metadata = {
    ...(own.length === 0 ? {} : { labels: Object.fromEntries(own) }),
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
  };
  return Object.keys(metadata).length === 0 ? {} : { podMetadata: metadata };
}

/** The labels of all objects: those of the resource, and of a Service of the user's own that ours takes the place of. */
export function objectLabelProps(object: WorkloadObject, surroundings: Surroundings): Fields {
  const { kind, metadata } = object;
  const replaced = surroundings.find(
    'Service',
    metadata.namespace,
    `${PROGRAMS[kind].prefix}-${metadata.name}`,
  );
  const ours: Labels = objectLabels(identityOf(object));
  const all: Labels = { ...metadata.labels, ...(replaced?.metadata.labels as Labels | undefined) };
  const own = Object.entries(all)
    .filter(([key, value]) => !ABOUT.includes(key) && value !== ours[key])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return own.length === 0 ? {} : { labels: Object.fromEntries(own) };
}

/** Annotations of tools, which the operator keeps to itself or which are of the resource alone. */
const OWN_ANNOTATIONS = /^(kubectl\.kubernetes\.io|operator\.prometheus\.io|meta\.helm\.sh|helm\.sh)\//;

/** Says which metadata has no effect any more. */
export function noteMetadata(place: Place, { spec, metadata }: WorkloadObject): void {
  const { name } = isObject(spec.podMetadata) ? spec.podMetadata : {};
  if (typeof name === 'string' && name !== '') {
    place.at('spec', 'podMetadata', 'name').warning({
      code: 'no-controller',
      value: name,
      complaint: 'has no effect, and had none with the operator: pods are called after their StatefulSet',
      remedy: 'Leave it out.',
    });
  }
  for (const annotation of Object.keys(metadata.annotations).sort()) {
    if (!OWN_ANNOTATIONS.test(annotation)) {
      place.at('metadata', 'annotations', annotation).warning({
        code: 'no-controller',
        value: metadata.annotations[annotation],
        complaint: 'is not put onto the StatefulSet, as the operator does it',
        remedy:
          'Where it is needed there, add it with `Synthesis.of(app).patch`; those of pods belong into `podMetadata`.',
      });
    }
  }
}

function podMetadataOf(spec: PlainObject): { readonly labels?: Labels; readonly annotations?: Labels } {
  return isObject(spec.podMetadata) ? spec.podMetadata : {};
}

function keysOf({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string[] {
  return [...Object.keys(matchLabels), ...matchExpressions.map(({ key }) => key)];
}
