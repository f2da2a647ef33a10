import type { Container, Volume } from 'kubernetes-types/core/v1';
import type { ScrapeConfig } from '../native/prometheus';
import { compact } from '../values';
import { containerSecurity } from '../workload';
import type { PrometheusModel } from './model';
import { CONFIG_DIRECTORY, CONFIG_ROOT } from './paths';

/**
 * Stands for the name of the node in jobs. Prometheus reads its environment for external labels only, so
 * that the files of all pods, which are the same, are written out once more in each pod.
 */
const NODE_NAME = '$(NODE_NAME)';

const VOLUME = 'node-config';
const TEMPLATE_DIRECTORY = `${CONFIG_ROOT}/config-template`;

/** Seconds between two looks at what the kubelet mounted, which takes up to a minute itself. */
const PERIOD = 10;

/**
 * Whoever starts the loop must have a whole configuration when Prometheus starts. The placeholder is spelt so that
 * the kubelet, which expands it in commands, leaves it alone.
 */
const RENDER = `render() {
  cd ${TEMPLATE_DIRECTORY} || return
  for file in *; do
    sed 's/[$](NODE_NAME)/'"$NODE_NAME"'/g' "$file" > "${CONFIG_DIRECTORY}/.new" &&
      { cmp -s "${CONFIG_DIRECTORY}/.new" "${CONFIG_DIRECTORY}/$file" ||
        mv "${CONFIG_DIRECTORY}/.new" "${CONFIG_DIRECTORY}/$file"; }
  done
  cd ${CONFIG_DIRECTORY} || return
  for file in *; do [ -e "${TEMPLATE_DIRECTORY}/$file" ] || rm -f "$file"; done
}
render`;

/** A job that finds the pods of the own node only. The API server picks them out, not the agent. */
export function onOwnNode(job: ScrapeConfig): ScrapeConfig {
  return {
    ...job,
    ...(job.kubernetes_sd_configs === undefined
      ? {}
      : {
          kubernetes_sd_configs: job.kubernetes_sd_configs.map((discovery) => ({
            ...discovery,
            selectors: ownNode(discovery.selectors),
          })),
        }),
  };
}

type Selectors = NonNullable<NonNullable<ScrapeConfig['kubernetes_sd_configs']>[number]['selectors']>;

/** Prometheus takes one selector for each role. */
function ownNode(selectors: Selectors | undefined = []): Selectors {
  const field = `spec.nodeName=${NODE_NAME}`;
  const [pods, ...others] = [
    ...selectors.filter(({ role }) => role === 'pod'),
    ...selectors.filter(({ role }) => role !== 'pod'),
  ];
  return pods?.role === 'pod'
    ? [{ ...pods, field: pods.field === undefined ? field : `${pods.field},${field}` }, ...others]
    : [{ role: 'pod', field }, ...selectors];
}

/** The volume that Prometheus reads instead of the mounted one. */
export const nodeConfigVolume: Volume = { name: VOLUME, emptyDir: { medium: 'Memory' } };

/** The container that writes the configuration of the node once, and the one that goes on with it. */
export function nodeConfigContainers(
  model: PrometheusModel,
  volume: string,
): { readonly init: Container; readonly sidecar: Container } {
  const container = (name: string, script: string): Container =>
    compact<Container>({
      name,
      image: model.image,
      imagePullPolicy: model.props.imagePullPolicy,
      command: ['/bin/sh', '-c', script],
      env: [nodeName],
      resources: { requests: { cpu: '5m', memory: '10Mi' }, limits: { memory: '20Mi' } },
      securityContext: containerSecurity,
      volumeMounts: [
        { name: volume, mountPath: TEMPLATE_DIRECTORY, readOnly: true },
        { name: VOLUME, mountPath: CONFIG_DIRECTORY },
      ],
      terminationMessagePolicy: 'FallbackToLogsOnError',
    });
  return {
    init: container('init-node-config', RENDER),
    sidecar: container(
      'node-config',
      `${RENDER}\ntrap exit TERM\nwhile true; do sleep ${PERIOD} & wait $!; render; done`,
    ),
  };
}

/** With the default spelt out: else a change from client-side to server-side apply is a conflict. */
export const nodeName = {
  name: 'NODE_NAME',
  valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'spec.nodeName' } },
};

/** The mount of Prometheus's own container. */
export const nodeConfigMount = { name: VOLUME, mountPath: CONFIG_DIRECTORY, readOnly: true };
