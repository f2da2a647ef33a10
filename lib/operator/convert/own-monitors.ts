import { objectLabels } from '../../kubernetes';
import { matchesLabels, selectedNamespaces, type LabelSelector, type NamespaceSelector } from '../../scrape';
import type { OperatorObject } from '../object';
import type { PlainObject } from '../schema';
import type { Fields } from './fields';
import { identityOf, isWorkload, PROGRAMS } from './identity';
import { objectLabelProps } from './labels';
import type { Place } from './place';
import type { Surroundings } from './surroundings';

/** What the operator writes besides what it is told to, and its labels. All of it ends with the operator. */
const OPERATED = [
  {
    labels: { 'managed-by': 'prometheus-operator', 'operated-prometheus': 'true' },
    what: 'the Service prometheus-operated',
    remedy: 'Select the Service of the Prometheus: it has the labels of the resource.',
  },
  {
    labels: { 'managed-by': 'prometheus-operator', 'operated-alertmanager': 'true' },
    what: 'the Service alertmanager-operated',
    remedy: 'Select the Service of the Alertmanager: it has the labels of the resource.',
  },
  {
    labels: {
      'k8s-app': 'kubelet',
      'app.kubernetes.io/name': 'kubelet',
      'app.kubernetes.io/managed-by': 'prometheus-operator',
    },
    what: "the Service of the kubelets, whose endpoints it keeps up to date: new nodes won't be found",
    remedy:
      'Discover the nodes themselves, by a ScrapeConfig with `kubernetesSDConfigs: [{ role: Node }]`; docs/import.md has one.',
  },
];

/**
 * Looks at what a ServiceMonitor selects of our own and of the operator's making.
 *
 * @returns props: ports that there are no more are not compared with those that there are
 */
export function ownMonitorProps(object: OperatorObject, place: Place, surroundings: Surroundings): Fields {
  noteOperated(object, place, surroundings);
  const service = ownService(object, surroundings);
  const endpoints = object.spec.endpoints as readonly PlainObject[];
  const stale = endpoints.filter(({ port }, index) => {
    const isStale = service !== undefined && typeof port === 'string' && !service.ports.includes(port);
    if (isStale) {
      place.at('spec', 'endpoints', index, 'port').warning({
        code: 'no-controller',
        value: port,
        complaint: `is no port of the Service ${service.name} any more, so the job finds no targets`,
        remedy:
          port === 'reloader-web'
            ? 'Remove the endpoint: it is that of a sidecar of the operator.'
            : `It has: ${service.ports.join(', ')}.`,
      });
    }
    return isStale;
  });
  return stale.length === 0 ? {} : { checkPorts: false };
}

interface OwnService {
  readonly name: string;
  readonly ports: readonly string[];
}

/** The Service of a Prometheus or Alertmanager of the input that a monitor selects, if it selects one. */
function ownService(monitor: OperatorObject, surroundings: Surroundings): OwnService | undefined {
  const found = surroundings.objects.filter(isWorkload).find((object) => {
    const labels = {
      ...objectLabels(identityOf(object)),
      ...(objectLabelProps(object, surroundings).labels as Record<string, string> | undefined),
    };
    return selects(monitor, labels, object.metadata.namespace);
  });
  if (found === undefined) {
    return undefined;
  }
  const { portName } = found.spec;
  return {
    name: `${PROGRAMS[found.kind].prefix}-${found.metadata.name}`,
    ports: [typeof portName === 'string' && portName !== '' ? portName : 'web'],
  };
}

function noteOperated(monitor: OperatorObject, place: Place, surroundings: Surroundings): void {
  for (const { labels, what, remedy } of OPERATED) {
    if (selects(monitor, labels, undefined) && !hasService(monitor, surroundings)) {
      place.at('spec', 'selector').warning({
        code: 'no-controller',
        value: monitor.spec.selector,
        complaint: `selects what the operator makes: ${what}`,
        remedy,
      });
    }
  }
}

/** Whether there is something else among the files that a monitor selects. */
function hasService(monitor: OperatorObject, surroundings: Surroundings): boolean {
  return surroundings.others.some(
    ({ manifest }) =>
      manifest.kind === 'Service' &&
      selects(
        monitor,
        (manifest.metadata.labels ?? {}) as Record<string, string>,
        surroundings.namespaceOf(manifest),
      ),
  );
}

/** Whether a monitor takes a Service; one that takes every Service is not meant. */
function selects(
  { spec, metadata }: OperatorObject,
  labels: Readonly<Record<string, string>>,
  namespace: string | undefined,
): boolean {
  const selector = spec.selector as LabelSelector;
  const isNarrow =
    Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions ?? []).length > 0;
  const namespaces = selectedNamespaces(
    spec.namespaceSelector as NamespaceSelector | undefined,
    metadata.namespace,
  );
  return (
    isNarrow &&
    matchesLabels(selector, labels) &&
    (namespace === undefined || namespaces === 'all' || namespaces.includes(namespace))
  );
}
