import type { Problem } from '../../problems';
import { compact } from '../../values';
import type { OperatorKind, OperatorObject, ReadResult } from '../object';
import { alertmanagerProps } from './alertmanager';
import { ALERTMANAGER_CONFIG } from './alertmanager-config';
import { configSource } from './alertmanager-source';
import type { BaseOrigin } from './base-config';
import { convertFields, type Fields, type Rules } from './fields';
import { isWorkload, type WorkloadObject } from './identity';
import { POD_MONITOR, PROBE, SCRAPE_CONFIG, SERVICE_MONITOR } from './monitors';
import { ownMonitorProps } from './own-monitors';
import { Place } from './place';
import { PROMETHEUS_RULE } from './prometheus-rule';
import { prometheusProps, withoutUsual } from './prometheus';
import { Surroundings, type ConvertOptions } from './surroundings';
import { thanosRulerProps } from './thanos-ruler';

/** An object in the words of our props; the shapes of the constructs check them. */
export interface Converted {
  readonly kind: OperatorKind;
  readonly object: OperatorObject;
  readonly props: Fields;

  /** Where the native part of it was read, if it has one. */
  readonly base?: BaseOrigin;
}

export interface Conversion {
  readonly converted: readonly Converted[];
  readonly problems: readonly Problem[];
}

/** Rules for the kinds that are converted field by field. */
export const RESOURCE_RULES = {
  ServiceMonitor: SERVICE_MONITOR,
  PodMonitor: POD_MONITOR,
  Probe: PROBE,
  ScrapeConfig: SCRAPE_CONFIG,
  PrometheusRule: PROMETHEUS_RULE,
  AlertmanagerConfig: ALERTMANAGER_CONFIG,
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
  const converted = objects.flatMap((object): Converted[] => {
    const place = new Place(problems, object);
    const { kind } = object;
    if (isEmpty(object, place)) {
      return [];
    }
    const { name, namespace } = object.metadata;
    const { props, ...origin } = propsOf(kind, object, place, surroundings);
    return [{ kind, object, props: compact({ name, namespace, ...props }), ...origin }];
  });
  return { converted, problems: [...problems, ...unknownBases(objects, options)] };
}

function propsOf(
  kind: OperatorKind,
  object: OperatorObject,
  place: Place,
  surroundings: Surroundings,
): Pick<Converted, 'props' | 'base'> {
  if (isWorkload(object)) {
    return workloadPropsOf(object, place, surroundings);
  }
  return { props: resourceProps(kind, object, place, surroundings) };
}

function resourceProps(
  kind: OperatorKind,
  object: OperatorObject,
  place: Place,
  surroundings: Surroundings,
): Fields {
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

/** A base for an Alertmanager that is not there would be dropped. */
function unknownBases(objects: readonly OperatorObject[], { baseConfigs = {} }: ConvertOptions): Problem[] {
  const known = objects
    .filter(({ kind }) => kind === 'Alertmanager')
    .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  return Object.keys(baseConfigs)
    .filter((name) => !known.includes(name))
    .map((name): Problem => ({
      severity: 'error',
      code: 'not-found',
      path: `base of ${name}`,
      complaint: 'is for no Alertmanager among the files',
      remedy: known.length === 0 ? 'There is none.' : `There are: ${known.join(', ')}.`,
    }));
}

function workloadPropsOf(
  object: WorkloadObject,
  place: Place,
  surroundings: Surroundings,
): Pick<Converted, 'props' | 'base'> {
  switch (object.kind) {
    case 'Alertmanager': {
      const source = configSource(object, place, surroundings);
      return { ...source, props: alertmanagerProps(object, place, surroundings, source) };
    }
    case 'ThanosRuler':
      return { props: thanosRulerProps(object, place, surroundings) };
    case 'Prometheus':
    case 'PrometheusAgent':
      return { props: withoutUsual(prometheusProps(object, place, surroundings)) };
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
