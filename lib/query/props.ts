import type { SecretKeySelector } from '../references';
import type { ServerHttp, ServerTls } from '../web';
import type { UpdateStrategy, WorkloadProps } from '../workload';

/** The HTTP server. It asks for no certificates: the kubelet, which probes, has none. */
export interface ThanosWeb {
  readonly tlsConfig?: ServerTls;
  readonly httpConfig?: ServerHttp;
}

/** What all programs of Thanos have in common. */
export interface ThanosProps extends Omit<
  WorkloadProps,
  'storage' | 'persistentVolumeClaimRetentionPolicy' | 'externalUrl' | 'routePrefix'
> {
  /** Release of Thanos, `major.minor.patch`. @default - the newest that this library knows */
  readonly version?: string;
  readonly web?: ThanosWeb;

  /**
   * Where it sends traces of itself: a key of a Secret that holds a whole tracing configuration of Thanos. Operator:
   * `tracingConfig`.
   * @default - nowhere
   */
  readonly tracingConfig?: SecretKeySelector;
}

/** Of those that keep data. */
export type StatefulProps = Pick<WorkloadProps, 'storage' | 'persistentVolumeClaimRetentionPolicy'> & {
  /** How a change of the pods is rolled out. @default { type: 'RollingUpdate' } */
  readonly updateStrategy?: UpdateStrategy;
};

/** Of those that people look at. */
export type ServedProps = Pick<WorkloadProps, 'externalUrl' | 'routePrefix'>;
