import type { Where } from '../problems';
import { readReferences, type Choice } from '../scrape';
import type { Resource, ResourceKind, World } from '../synthesis';
import type { SelectionProps } from './props';

/** The resources that were handed over by reference, by kind. */
export interface References {
  readonly rules: readonly Resource[];
  readonly serviceMonitors: readonly Resource[];
  readonly podMonitors: readonly Resource[];
  readonly probes: readonly Resource[];
  readonly scrapeConfigs: readonly Resource[];
}

/** The same as they were handed over: what they are is known when the tree of the app is complete. */
export type GivenReferences = Readonly<Record<keyof References, unknown>>;

/** What the props refer to. */
export function referencesOf(props: SelectionProps): GivenReferences {
  return {
    rules: copy(props.prometheusRules),
    serviceMonitors: copy(props.serviceMonitors),
    podMonitors: copy(props.podMonitors),
    probes: copy(props.probes),
    scrapeConfigs: copy(props.scrapeConfigs),
  };
}

/** The resources of the app that are meant. Reports all else that was handed over. */
export function resolveReferences(where: Where, given: GivenReferences, world: World): References {
  const read = (prop: string, kind: ResourceKind, constructs: unknown): Resource[] =>
    readReferences(where.at(prop), kind, constructs, world);
  return {
    rules: read('prometheusRules', 'PrometheusRule', given.rules),
    serviceMonitors: read('serviceMonitors', 'ServiceMonitor', given.serviceMonitors),
    podMonitors: read('podMonitors', 'PodMonitor', given.podMonitors),
    probes: read('probes', 'Probe', given.probes),
    scrapeConfigs: read('scrapeConfigs', 'ScrapeConfig', given.scrapeConfigs),
  };
}

/** What a Prometheus takes, kind by kind: rules first, then scrape definitions in the operator's order. */
export function choices(props: SelectionProps, references: References): Choice[] {
  return [
    {
      kind: 'PrometheusRule',
      prop: 'ruleSelector',
      references: references.rules,
      selector: props.ruleSelector,
      namespaceSelector: props.ruleNamespaceSelector,
    },
    {
      kind: 'ServiceMonitor',
      prop: 'serviceMonitorSelector',
      references: references.serviceMonitors,
      selector: props.serviceMonitorSelector,
      namespaceSelector: props.serviceMonitorNamespaceSelector,
    },
    {
      kind: 'PodMonitor',
      prop: 'podMonitorSelector',
      references: references.podMonitors,
      selector: props.podMonitorSelector,
      namespaceSelector: props.podMonitorNamespaceSelector,
    },
    {
      kind: 'Probe',
      prop: 'probeSelector',
      references: references.probes,
      selector: props.probeSelector,
      namespaceSelector: props.probeNamespaceSelector,
    },
    {
      kind: 'ScrapeConfig',
      prop: 'scrapeConfigSelector',
      references: references.scrapeConfigs,
      selector: props.scrapeConfigSelector,
      namespaceSelector: props.scrapeConfigNamespaceSelector,
    },
  ];
}

/** What is pushed onto the user's list later is not meant. */
function copy(constructs: unknown): unknown {
  return Array.isArray(constructs) ? [...(constructs as unknown[])] : constructs;
}
