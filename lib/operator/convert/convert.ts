import type { Problem } from '../../problems';
import { compact } from '../../values';
import type { OperatorKind, OperatorObject, ReadResult } from '../object';
import { alertmanagerProps } from './alertmanager';
import { convertFields, type Fields, type Rules } from './fields';
import { isWorkload, type WorkloadObject } from './identity';
import { POD_MONITOR, PROBE, SCRAPE_CONFIG, SERVICE_MONITOR } from './monitors';
import { ownMonitorProps } from './own-monitors';
import { Place } from './place';
import { PROMETHEUS_RULE } from './prometheus-rule';
import { prometheusProps, withoutUsual } from './prometheus';
import { Surroundings, type ConvertOptions } from './surroundings';
import { thanosRulerProps } from './thanos-ruler';

/** The kinds that constructs are made of. */
export type ConvertibleKind = Exclude<OperatorKind, 'AlertmanagerConfig'>;

/** An object in the words of our props; the shapes of the constructs check them. */
export interface Converted {
  readonly kind: ConvertibleKind;
  readonly object: OperatorObject;
  readonly props: Fields;
}

export interface Conversion {
  readonly converted: readonly Converted[];

  /** Those of kinds that there is no construct for; errors say so. */
  readonly unsupported: readonly OperatorObject[];
  readonly problems: readonly Problem[];
}

/** Rules for the kinds that are converted field by field. */
export const RESOURCE_RULES = {
  ServiceMonitor: SERVICE_MONITOR,
  PodMonitor: POD_MONITOR,
  Probe: PROBE,
  ScrapeConfig: SCRAPE_CONFIG,
  PrometheusRule: PROMETHEUS_RULE,
} as const satisfies Partial<Record<OperatorKind, Rules>>;

/** Lists without which an object does nothing: the operator takes such, and makes nothing of them. */
const CONTENT: Readonly<Record<string, string>> = {
  ServiceMonitor: 'endpoints',
  PodMonitor: 'podMetricsEndpoints',
  PrometheusRule: 'groups',
};

/**
 * Converts what was read into props of our constructs. Every field of an object is a prop then, or there is a
 * finding that names file, line and field, and what to do.
 */
export function convertObjects(
  { objects, others }: Pick<ReadResult, 'objects' | 'others'>,
  options: ConvertOptions = {},
): Conversion {
  const problems: Problem[] = [];
  const surroundings = new Surroundings(objects, others, options);
  const unsupported: OperatorObject[] = [];
  const converted = objects.flatMap((object): Converted[] => {
    const place = new Place(problems, object);
    const { kind } = object;
    if (kind === 'AlertmanagerConfig') {
      unsupported.push(object);
      return [];
    }
    if (isEmpty(object, place)) {
      return [];
    }
    const { name, namespace } = object.metadata;
    const props = { name, namespace, ...propsOf(kind, object, place, surroundings) };
    return [{ kind, object, props: compact(props) }];
  });
  return { converted, unsupported, problems };
}

function propsOf(
  kind: ConvertibleKind,
  object: OperatorObject,
  place: Place,
  surroundings: Surroundings,
): Fields {
  if (isWorkload(object)) {
    return workloadPropsOf(object, place, surroundings);
  }
  const { labels } = object.metadata;
  return {
    ...(Object.keys(labels).length === 0 ? {} : { labels }),
    ...convertFields(
      object.spec,
      RESOURCE_RULES[kind as keyof typeof RESOURCE_RULES],
      place.at('spec'),
      surroundings,
    ),
    ...(kind === 'ServiceMonitor' ? ownMonitorProps(object, place, surroundings) : {}),
  };
}

function workloadPropsOf(object: WorkloadObject, place: Place, surroundings: Surroundings): Fields {
  switch (object.kind) {
    case 'Alertmanager':
      return alertmanagerProps(object, place, surroundings);
    case 'ThanosRuler':
      return thanosRulerProps(object, place, surroundings);
    case 'Prometheus':
    case 'PrometheusAgent':
      return withoutUsual(prometheusProps(object, place, surroundings));
  }
}

/** Whether there is nothing in an object. */
function isEmpty({ kind, spec }: OperatorObject, place: Place): boolean {
  const list = CONTENT[kind];
  const items = list === undefined ? undefined : spec[list];
  if (list === undefined || (Array.isArray(items) && items.length > 0)) {
    return false;
  }
  place.at('spec', list).warning({
    code: 'empty',
    complaint: 'is empty, so it has no effect and is left out',
    remedy: 'Remove the object.',
  });
  return true;
}
