/**
 * The names of the objects of an Alertmanager: a contract with GitOps, dashboards, and volumes that must be
 * found again. Those of the StatefulSet, its claims and its data are the operator's.
 */
export interface AlertmanagerNames {
  readonly statefulSet: string;
  readonly claim: string;
  readonly serviceAccount: string;

  /** To query. */
  readonly service: string;
  readonly headlessService: string;

  /** ConfigMap of `alertmanager.yml`, whoever writes it. */
  readonly config: string;
  readonly webConfig: string;
  readonly clusterTls: string;
}

/** Pods, and the label in which Kubernetes puts the StatefulSet's name and a digest, leave this much. */
export const LONGEST_NAME = 63 - '-0123456789'.length - 'alertmanager-'.length;

export function alertmanagerNames(name: string): AlertmanagerNames {
  const full = `alertmanager-${name}`;
  return {
    statefulSet: full,
    claim: `${full}-db`,
    serviceAccount: full,
    service: full,
    headlessService: `${full}-headless`,
    config: name,
    webConfig: `${full}-web-config`,
    clusterTls: `${full}-cluster-tls`,
  };
}
