import type { Container, ContainerPort, VolumeMount } from 'kubernetes-types/core/v1';
import { configReloader, servedPath } from '../workload';
import type { CompiledAlertmanager } from './plan';
import { CONFIG_DIRECTORY, RELOADER_PORT, RELOADER_PORT_NAME, WEB_PORT } from './paths';

const PORT: ContainerPort = { name: RELOADER_PORT_NAME, containerPort: RELOADER_PORT, protocol: 'TCP' };

/** The port of its own metrics. */
export const RELOADER_PORTS: ContainerPort[] = [PORT];

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
  return configReloader(
    {
      reloadUrl: `${scheme}://127.0.0.1:${WEB_PORT}${servedPath(pathPrefix, '/-/reload')}`,
      watched: [CONFIG_DIRECTORY, ...templateDirectories],
      mounts,
      port: PORT,
    },
    props.configReloader ?? {},
    props,
  );
}
