/** A cluster of a fleet, as it is listed. */
export interface ClusterDefinition<Values extends object = object> {
  /** Name, unique in the fleet: a DNS label. It names the folder, and what is made for the cluster elsewhere. */
  readonly name: string;

  /**
   * Value of the label `cluster` of all samples and alerts from there, unique in the fleet.
   * @default - the name
   */
  readonly clusterLabel?: string;

  /** Labels of the cluster itself, by which templates may tell clusters apart. @default - none */
  readonly labels?: Readonly<Record<string, string>>;

  /** Namespace of what is made for it. @default - that of the fleet */
  readonly namespace?: string;

  /** What the template reads of it: where it differs from the others. What no template reads is told. @default - none */
  readonly values?: Values;
}

/** The fields of a definition. */
export const DEFINITION_FIELDS = [
  'name',
  'clusterLabel',
  'labels',
  'namespace',
  'values',
] as const satisfies ReadonlyArray<keyof ClusterDefinition>;
