import type { Container, ContainerPort, VolumeMount } from 'kubernetes-types/core/v1';
import { compact } from '../values';
import { containerSecurity, servedPath } from '../workload';
import type { CompiledAlertmanager } from './plan';
import { CONFIG_DIRECTORY, RELOADER_PORT, RELOADER_PORT_NAME, WEB_PORT } from './paths';

/** Tried with Alertmanager 0.34.2 and 0.32.3. */
const IMAGE = 'quay.io/prometheus-operator/prometheus-config-reloader:v0.93.1';

/** What the operator gives it: it sleeps until a file changes. */
const RESOURCES = { requests: { cpu: '10m', memory: '50Mi' }, limits: { cpu: '10m', memory: '50Mi' } };

/** The port of its own metrics. */
export const RELOADER_PORTS: ContainerPort[] = [
  { name: RELOADER_PORT_NAME, containerPort: RELOADER_PORT, protocol: 'TCP' },
];

/**
 * The sidecar that makes Alertmanager read a changed configuration: it has no way of its own to notice.
 *
 * Secrets are not watched: their files are read anew for each notification.
 */
export function reloaderContainer(
  { model, templateDirectories }: CompiledAlertmanager,
  mounts: readonly VolumeMount[],
): Container {
  const { scheme, pathPrefix, props } = model;
  const watched = [CONFIG_DIRECTORY, ...templateDirectories];
  return compact<Container>({
    name: 'config-reloader',
    image: props.configReloader?.image ?? IMAGE,
    imagePullPolicy: props.imagePullPolicy,
    args: [
      `--listen-address=:${RELOADER_PORT}`,
      // It takes any certificate, since the one of Alertmanager is not made for this address.
      `--reload-url=${scheme}://127.0.0.1:${WEB_PORT}${servedPath(pathPrefix, '/-/reload')}`,
      ...watched.map((directory) => `--watched-dir=${directory}`),
      ...(props.logLevel === undefined ? [] : [`--log-level=${props.logLevel}`]),
      ...(props.logFormat === undefined ? [] : [`--log-format=${props.logFormat}`]),
    ],
    ports: RELOADER_PORTS,
    resources: props.configReloader?.resources ?? RESOURCES,
    securityContext: containerSecurity,
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: mounts.filter(({ mountPath }) => watched.includes(mountPath)),
  });
}
