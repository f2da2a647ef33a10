/** Exit codes, for scripts; `docs/companion.md` lists them. */
export const EXIT = {
  /** Healthy, or done. */
  ok: 0,

  /** An instance is not whole. */
  unhealthy: 1,
  usage: 2,

  /** No kubeconfig, no such context. */
  noCluster: 3,

  /** No such namespace or StatefulSet. */
  notFound: 4,

  /** It is there, but none of Alertmanagers. */
  notAlertmanager: 5,

  /** A right is missing; the message names verb and resource. */
  forbidden: 6,

  /** There are no replicas. */
  noInstances: 7,

  /** No instance can be reached at its gossip port. */
  gossipClosed: 8,

  /** A certificate has ended, or is not trusted. */
  certificate: 9,

  /** The API server cannot be reached. */
  apiServer: 10,

  /** It stopped at an instance that did not get whole. */
  halted: 11,

  /** That instance is back at its former revision. */
  rolledBack: 12,

  /** Somebody else rolls the same. */
  lease: 13,

  /** What pods are going to be cannot take what is there; nothing was touched. */
  preflight: 14,

  /** A disruption budget does not allow evictions. */
  refused: 15,

  /** Several instances are broken, and none of that is of our doing. */
  degraded: 16,

  /** Kubernetes replaces the pods by itself. */
  selfRolling: 17,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
