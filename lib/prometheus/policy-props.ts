/**
 * What the owner of a Prometheus demands of those who write monitors. One that breaks it fails the synth by
 * name. This is no security boundary against people who can edit the manifests.
 */
export interface EnforcementProps {
  /** Most samples per scrape that a monitor may ask for; those that ask for none get it. */
  readonly enforcedSampleLimit?: number;

  /** The same for targets per job. */
  readonly enforcedTargetLimit?: number;

  /** The same for labels per sample. */
  readonly enforcedLabelLimit?: number;

  /** The same for the length of a label's name, in bytes. */
  readonly enforcedLabelNameLengthLimit?: number;

  /** The same for the length of a label's value, in bytes. */
  readonly enforcedLabelValueLengthLimit?: number;

  /** The same for dropped targets that are kept in memory. */
  readonly enforcedKeepDroppedTargets?: number;

  /** The same for the uncompressed body of a scrape, for example `10MB`. */
  readonly enforcedBodySizeLimit?: string;

  /** Whether labels of targets never win over ours, whatever a monitor says. @default false */
  readonly overrideHonorLabels?: boolean;

  /** Whether timestamps of targets are never believed, whatever a monitor says. @default false */
  readonly overrideHonorTimestamps?: boolean;

  /** Whether monitors find targets in their own namespace only, whatever they say. @default false */
  readonly ignoreNamespaceSelectors?: boolean;

  /**
   * Whether monitors may name files of the pods (`bearerTokenFile`, `tlsConfig.caFile` …), which their targets then
   * get to see.
   * @default - those of the namespace of the Prometheus may, those of others may not
   */
  readonly arbitraryFSAccessThroughSMs?: { readonly deny?: boolean };
}
