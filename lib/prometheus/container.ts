import type { Container, Probe } from 'kubernetes-types/core/v1';
import type { Where } from '../problems';
import { compact } from '../values';
import { prometheusFlags } from '../versions';
import { containerSecurity, renderArguments, servedPath, type Flag } from '../workload';
import type { PrometheusModel } from './model';
import {
  CONFIG_DIRECTORY,
  CONFIG_FILE,
  DATA_DIRECTORY,
  DATA_SUB_PATH,
  PROBE_CLIENT_FILE,
  RULES_DIRECTORY,
  USER_RULES_DIRECTORY,
  WEB_PORT,
} from './paths';

/** Names of the pod's volumes. */
export const VOLUMES = { config: 'config', rules: 'rules', userRules: 'user-rules' } as const;

/** What the container needs to know that is not in the model. */
export interface ContainerFiles {
  /** Path of the web configuration, where there is one. */
  readonly webConfigFile: string | undefined;
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
    env: [{ name: 'POD_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } }],
    ports: [{ name: model.portName, containerPort: WEB_PORT, protocol: 'TCP' }],
    resources: props.resources,
    securityContext: containerSecurity,
    startupProbe: { ...probe(model, 'ready'), ...startup(props.maximumStartupDurationSeconds ?? 900) },
    readinessProbe: { ...probe(model, 'ready'), periodSeconds: 5, failureThreshold: 3 },
    livenessProbe: { ...probe(model, 'healthy'), periodSeconds: 5, failureThreshold: 6 },
    volumeMounts: [
      { name: VOLUMES.config, mountPath: CONFIG_DIRECTORY, readOnly: true },
      { name: VOLUMES.rules, mountPath: RULES_DIRECTORY, readOnly: true },
      { name: VOLUMES.userRules, mountPath: USER_RULES_DIRECTORY, readOnly: true },
      { name: model.names.claim, mountPath: DATA_DIRECTORY, subPath: DATA_SUB_PATH },
      ...files.mounts,
      ...(props.volumeMounts ?? []),
    ],
    // The last lines of the log say why it ended.
    terminationMessagePolicy: 'FallbackToLogsOnError',
  });
}

function flags(model: PrometheusModel, webConfigFile: string | undefined): Flag[] {
  const { props } = model;
  const { web = {}, query = {}, rules: { alert = {} } = {} } = props;
  const given: ReadonlyArray<readonly [name: string, value: string | number | undefined]> = [
    ['web.config.file', webConfigFile],
    ['web.page-title', web.pageTitle],
    ['web.max-connections', web.maxConnections],
    ['web.external-url', props.externalUrl],
    ['query.lookback-delta', query.lookbackDelta],
    ['query.timeout', query.timeout],
    ['query.max-concurrency', query.maxConcurrency],
    ['query.max-samples', query.maxSamples],
    ['rules.alert.for-outage-tolerance', alert.forOutageTolerance],
    ['rules.alert.for-grace-period', alert.forGracePeriod],
    ['rules.alert.resend-delay', alert.resendDelay],
    ['log.level', model.logLevelInFile ? undefined : props.logLevel],
    ['log.format', props.logFormat],
    ['enable-feature', model.features.length === 0 ? undefined : model.features.join(',')],
  ];
  const switches: ReadonlyArray<readonly [name: string, on: boolean | undefined]> = [
    ['web.enable-admin-api', props.enableAdminAPI],
    ['web.enable-remote-write-receiver', props.enableRemoteWriteReceiver],
    ['web.enable-otlp-receiver', props.enableOTLPReceiver],
  ];
  return [
    ['config.file', `${CONFIG_DIRECTORY}/${CONFIG_FILE}`],
    // No sidecar: Prometheus sees by itself that files of its configuration changed.
    ['config.auto-reload'],
    ['config.auto-reload-interval', props.configReloadInterval ?? '30s'],
    ['storage.tsdb.path', DATA_DIRECTORY],
    ['web.route-prefix', model.routePrefix],
    ...given.filter(([, value]) => value !== undefined).map(([name, value]): Flag => [name, String(value)]),
    ...switches.filter(([, on]) => on === true).map(([name]): Flag => [name]),
  ];
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
