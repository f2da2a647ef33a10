/** Definitions that a Prometheus leaves as they are. Operator: `ObjectReference`. */
export interface ExcludedObjects {
  /** API group of the operator's resources. @default 'monitoring.coreos.com' */
  readonly group?: 'monitoring.coreos.com';

  /** The kind, in the plural and in small letters. */
  readonly resource: 'prometheusrules' | 'servicemonitors' | 'podmonitors' | 'probes' | 'scrapeconfigs';

  /** Namespace of the definitions. */
  readonly namespace: string;

  /** @default - all of the kind in the namespace */
  readonly name?: string;
}

/** Who owns a series is said by a label that nobody else can write. */
export interface NamespaceEnforcementProps {
  /**
   * Label that every series of a monitor, and every series and alert of a rule, gets: the namespace of that
   * definition. What the definition itself writes into the label is overridden, and rules read only series that
   * have it. Rules that others put into the cluster live are not touched, nor are `additionalScrapeConfigs`.
   * @default - none
   */
  readonly enforcedNamespaceLabel?: string;

  /** Definitions that are left alone by `enforcedNamespaceLabel`. @default - none */
  readonly excludedFromEnforcement?: readonly ExcludedObjects[];
}
