import type { Container, ContainerPort, ResourceRequirements, VolumeMount } from 'kubernetes-types/core/v1';
import { compact } from '../values';
import { containerSecurity } from './pod-security';
import type { WorkloadProps } from './props';

/** The sidecar that makes a program read a changed configuration. */
export interface ConfigReloaderOptions {
  /** @default - quay.io/prometheus-operator/prometheus-config-reloader of a version that was tried */
  readonly image?: string;

  /** @default - requests and limits of 10m CPU and 50Mi memory */
  readonly resources?: ResourceRequirements;
}

/** What it watches, and whom it tells. */
export interface ReloaderParts {
  readonly reloadUrl: string;
  readonly watched: readonly string[];

  /** Mounts of the main container: those of what is watched are taken. */
  readonly mounts: readonly VolumeMount[];
  readonly port: ContainerPort;
}

/** Tried with Alertmanager 0.34.2 and 0.32.3, and with Thanos 0.42.4. */
const IMAGE = 'quay.io/prometheus-operator/prometheus-config-reloader:v0.93.1';

/** What the operator gives it: it sleeps until a file changes. */
const RESOURCES = { requests: { cpu: '10m', memory: '50Mi' }, limits: { cpu: '10m', memory: '50Mi' } };

/** The sidecar beside programs that have no way of their own to notice that a file changed. */
export function configReloader(
  { reloadUrl, watched, mounts, port }: ReloaderParts,
  options: ConfigReloaderOptions,
  { imagePullPolicy, logLevel, logFormat }: WorkloadProps,
): Container {
  return compact<Container>({
    name: 'config-reloader',
    image: options.image ?? IMAGE,
    imagePullPolicy,
    args: [
      `--listen-address=:${port.containerPort}`,
      // It takes any certificate, since the one of the program is not made for this address.
      `--reload-url=${reloadUrl}`,
      ...watched.map((directory) => `--watched-dir=${directory}`),
      ...(logLevel === undefined ? [] : [`--log-level=${logLevel}`]),
      ...(logFormat === undefined ? [] : [`--log-format=${logFormat}`]),
    ],
    ports: [port],
    resources: options.resources ?? RESOURCES,
    securityContext: containerSecurity,
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: mounts.filter(({ mountPath }) => watched.includes(mountPath)),
  });
}
