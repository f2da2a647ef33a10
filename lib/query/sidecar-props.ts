import type { ResourceRequirements, VolumeMount } from 'kubernetes-types/core/v1';
import type { SecretKeySelector } from '../references';
import type { GrpcServerTls } from './grpc-tls';
import type { ObjectStorageProps } from './objstore';

/** The sidecar that lets Thanos read a Prometheus, and uploads its blocks where there is an object storage. Operator: `ThanosSpec`. */
export interface ThanosSidecar extends ObjectStorageProps {
  /** Release of Thanos, `major.minor.patch`. @default - the newest that this library knows */
  readonly version?: string;

  /** Whole reference of the image. @default - the upstream image of `version` */
  readonly image?: string;

  /** @default - requests of 10m CPU and 100Mi memory */
  readonly resources?: ResourceRequirements;

  /**
   * Length of the blocks that are uploaded, as a Prometheus duration: Prometheus then compacts none of them itself.
   * @default - 2h, and Prometheus compacts what has been uploaded
   */
  readonly blockSize?: string;

  /** TLS of the gRPC server that Queries read. @default - none */
  readonly grpcServerTlsConfig?: GrpcServerTls;

  /** Where samples begin that are served, as a time or a duration before now: `-6h`. @default - all that Prometheus has */
  readonly minTime?: string;

  /** How long the sidecar waits for Prometheus, as a Prometheus duration. @default - `maximumStartupDurationSeconds` */
  readonly readyTimeout?: string;

  /** How often external labels are read anew, as a Prometheus duration. @default '30s' */
  readonly getConfigInterval?: string;

  /** Prometheus duration. @default '30s' */
  readonly getConfigTimeout?: string;

  /** @default 'info' */
  readonly logLevel?: 'debug' | 'info' | 'warn' | 'error';

  /** @default 'logfmt' */
  readonly logFormat?: 'logfmt' | 'json';

  /** A key of a Secret that holds a whole tracing configuration of Thanos. @default - no traces */
  readonly tracingConfig?: SecretKeySelector;

  /** Path of such a file in the pod. Excludes `tracingConfig`. */
  readonly tracingConfigFile?: string;
  readonly volumeMounts?: readonly VolumeMount[];

  /** Further flags. One that we set ourselves already is an error. */
  readonly additionalArgs?: ReadonlyArray<{ readonly name: string; readonly value?: string }>;
}
