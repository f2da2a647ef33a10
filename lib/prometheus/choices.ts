import type { Choice } from '../scrape';
import type { Resource } from '../synthesis';
import type { SelectionProps } from './props';

/** The resources that were handed over by reference, by kind. */
export interface References {
  readonly rules: readonly Resource[];
  readonly serviceMonitors: readonly Resource[];
  readonly podMonitors: readonly Resource[];
  readonly probes: readonly Resource[];
  readonly scrapeConfigs: readonly Resource[];
}

/** The plain data of the constructs that the props refer to. */
export function referencesOf(props: SelectionProps): References {
  return {
    rules: resources(props.prometheusRules),
    serviceMonitors: resources(props.serviceMonitors),
    podMonitors: resources(props.podMonitors),
    probes: resources(props.probes),
    scrapeConfigs: resources(props.scrapeConfigs),
  };
}

/** What a Prometheus takes, kind by kind: rules first, then scrape definitions in the operator's order. */
export function choices(props: SelectionProps, references: References): Choice[] {
  return [
    {
      kind: 'PrometheusRule',
      references: references.rules,
      selector: props.ruleSelector,
      namespaceSelector: props.ruleNamespaceSelector,
    },
    {
      kind: 'ServiceMonitor',
      references: references.serviceMonitors,
      selector: props.serviceMonitorSelector,
      namespaceSelector: props.serviceMonitorNamespaceSelector,
    },
    {
      kind: 'PodMonitor',
      references: references.podMonitors,
      selector: props.podMonitorSelector,
      namespaceSelector: props.podMonitorNamespaceSelector,
    },
    {
      kind: 'Probe',
      references: references.probes,
      selector: props.probeSelector,
      namespaceSelector: props.probeNamespaceSelector,
    },
    {
      kind: 'ScrapeConfig',
      references: references.scrapeConfigs,
      selector: props.scrapeConfigSelector,
      namespaceSelector: props.scrapeConfigNamespaceSelector,
    },
  ];
}

function resources(constructs: ReadonlyArray<{ readonly resource: Resource }> | undefined): Resource[] {
  return (constructs ?? []).map(({ resource }) => resource);
}
