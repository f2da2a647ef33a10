import type { Container, Probe } from 'kubernetes-types/core/v1';
import type { Where } from '../problems';
import { compact } from '../values';
import { prometheusFlags } from '../versions';
import { containerSecurity, renderArguments, servedPath } from '../workload';
import { flags } from './flags';
import { logVolume } from './log-files';
import { nodeConfigMount, nodeName } from './per-node';
import type { PrometheusModel } from './model';
import {
  CONFIG_DIRECTORY,
  DATA_DIRECTORY,
  DATA_SUB_PATH,
  PROBE_CLIENT_FILE,
  RULES_DIRECTORY,
  WEB_PORT,
} from './paths';
import { userRuleMounts } from './user-rules';

/** Names of the pod's volumes. */
export const VOLUMES = { config: 'config', rules: 'rules' } as const;

/** What the container needs to know that is not in the model. */
export interface ContainerFiles {
  /** Path of the web configuration, where there is one. */
  readonly webConfigFile: string | undefined;

  /** Name of the data volume. */
  readonly claim: string;
  readonly mounts: NonNullable<Container['volumeMounts']>;
}

/** The container of Prometheus itself. */
export function prometheusContainer(where: Where, model: PrometheusModel, files: ContainerFiles): Container {
  const { props } = model;
  return compact<Container>({
    name: 'prometheus',
    image: model.image,
    imagePullPolicy: props.imagePullPolicy,
    args: renderArguments(
      where.at('additionalArgs'),
      flags(model, files.webConfigFile),
      props.additionalArgs ?? [],
      {
        known: prometheusFlags,
        version: model.version,
        program: 'Prometheus',
      },
    ),
    // With the default spelt out: else a change from client-side to server-side apply is a conflict.
    env: [
      { name: 'POD_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } },
      ...(model.perNode ? [nodeName] : []),
    ],
    ports: [{ name: model.portName, containerPort: WEB_PORT, protocol: 'TCP' }],
    resources: props.resources,
    securityContext: containerSecurity,
    startupProbe: { ...probe(model, 'ready'), ...startup(props.maximumStartupDurationSeconds ?? 900) },
    readinessProbe: { ...probe(model, 'ready'), periodSeconds: 5, failureThreshold: 3 },
    livenessProbe: { ...probe(model, 'healthy'), periodSeconds: 5, failureThreshold: 6 },
    volumeMounts: [
      model.perNode ? nodeConfigMount : { name: VOLUMES.config, mountPath: CONFIG_DIRECTORY, readOnly: true },
      ...(model.program === 'agent'
        ? []
        : [{ name: VOLUMES.rules, mountPath: RULES_DIRECTORY, readOnly: true }, ...userRuleMounts(model)]),
      { name: files.claim, mountPath: DATA_DIRECTORY, subPath: DATA_SUB_PATH },
      ...logVolume(props).mounts,
      ...files.mounts,
      ...(props.volumeMounts ?? []),
    ],
    // The last lines of the log say why it ended.
    terminationMessagePolicy: 'FallbackToLogsOnError',
  });
}

/**
 * How the kubelet asks. It has no certificate to show and no password to give: where one is asked for,
 * the image's own promtool asks instead, or the port has to do.
 */
function probe(model: PrometheusModel, state: 'ready' | 'healthy'): Probe {
  const { web = {} } = model.props;
  const timeoutSeconds = 3;
  if (web.configFile?.basicAuth !== undefined) {
    const url = `${model.scheme}://localhost:${WEB_PORT}${model.routePrefix}`;
    const client = `${CONFIG_DIRECTORY}/${PROBE_CLIENT_FILE}`;
    return {
      exec: { command: ['promtool', 'check', state, `--url=${url}`, `--http.config.file=${client}`] },
      timeoutSeconds,
    };
  }
  if (web.tlsConfig?.clientAuthType?.startsWith('Require') === true) {
    return { tcpSocket: { port: model.portName }, timeoutSeconds };
  }
  const scheme = model.scheme === 'https' ? { scheme: 'HTTPS' } : {};
  return {
    httpGet: { path: servedPath(model.routePrefix, `/-/${state}`), port: model.portName, ...scheme },
    timeoutSeconds,
  };
}

/** Looks often enough to notice soon, and long enough for a large write-ahead log. */
function startup(seconds: number): Pick<Probe, 'periodSeconds' | 'failureThreshold'> {
  const failureThreshold = Math.ceil(seconds / 15);
  return { periodSeconds: Math.ceil(seconds / failureThreshold), failureThreshold };
}
