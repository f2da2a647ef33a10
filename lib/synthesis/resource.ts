import type { Problem } from '../problems';

/** The constructs that render nothing by themselves and are selected by others. */
export type SelectableKind =
  | 'ServiceMonitor'
  | 'PodMonitor'
  | 'Probe'
  | 'ScrapeConfig'
  | 'PrometheusRule'
  | 'AlertmanagerConfig'
  | 'GrafanaDashboard'
  | 'Federation'
  | 'Routing';

/** The same, and what a workload tells another one to write to it. */
export type ResourceKind = SelectableKind | 'RemoteWrite';

/**
 * What a selectable construct says, as plain data: its identity, the labels it is selected by, and the
 * props as the user wrote them.
 */
export interface Resource<Spec = unknown> {
  readonly kind: ResourceKind;
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;

  /** Path of the construct, for messages. */
  readonly path: string;
  readonly spec: Spec;

  /** What is wrong with it whoever selects it. */
  readonly problems: readonly Problem[];
}

/** A kind as it stands in names of jobs and files, and in messages: `serviceMonitor`. */
export function kindWord({ kind }: Pick<Resource, 'kind'>): string {
  return kind.charAt(0).toLowerCase() + kind.slice(1);
}

/** `serviceMonitor "checkout" (apps/checkout)`: names a resource in messages about the construct that selected it. */
export function describeResource(resource: Resource): string {
  return `${kindWord(resource)} "${resource.name}" (${resource.path})`;
}
