import type { Flag } from '../workload';
import { uploadFlags } from '../query';
import type { PrometheusModel } from './model';
import { CONFIG_DIRECTORY, CONFIG_FILE, DATA_DIRECTORY } from './paths';

type Value = string | number | undefined;

const MESSAGES = { 'V1.0': 'prometheus.WriteRequest', 'V2.0': 'io.prometheus.write.v2.Request' } as const;

/** The flags that follow from the props. */
export function flags(model: PrometheusModel, webConfigFile: string | undefined): Flag[] {
  const { program, props } = model;
  return [
    ['config.file', `${CONFIG_DIRECTORY}/${CONFIG_FILE}`],
    // No sidecar: Prometheus sees by itself that files of its configuration changed.
    ['config.auto-reload'],
    ['config.auto-reload-interval', props.configReloadInterval ?? '30s'],
    ...(program === 'agent' ? agentStorage(model) : serverStorage(model)),
    ['web.route-prefix', model.routePrefix],
    ...given([
      ['web.config.file', webConfigFile],
      ['web.page-title', props.web?.pageTitle],
      ['web.max-connections', props.web?.maxConnections],
      ['web.external-url', props.externalUrl],
    ]),
    ...(program === 'agent' ? [] : queryFlags(model)),
    ...given([
      ['log.level', model.logLevelInFile ? undefined : props.logLevel],
      ['log.format', props.logFormat],
      ['enable-feature', model.features.length === 0 ? undefined : model.features.join(',')],
    ]),
    ...switches([
      ['web.enable-admin-api', props.enableAdminAPI],
      ['web.enable-remote-write-receiver', props.enableRemoteWriteReceiver],
      ['web.enable-otlp-receiver', props.enableOTLPReceiver],
    ]),
    ...(props.remoteWriteReceiverMessageVersions ?? []).map((message): Flag => [
      'web.remote-write-receiver.accepted-protobuf-messages',
      MESSAGES[message],
    ]),
  ];
}

function serverStorage({ props: { walCompression, thanos } }: PrometheusModel): Flag[] {
  return [
    ['storage.tsdb.path', DATA_DIRECTORY],
    ...either('storage.tsdb.wal-compression', walCompression),
    ...uploadFlags(thanos, DATA_DIRECTORY),
  ];
}

function agentStorage({ props: { walCompression } }: PrometheusModel): Flag[] {
  return [
    ['agent'],
    ['storage.agent.path', DATA_DIRECTORY],
    ...either('storage.agent.wal-compression', walCompression),
  ];
}

function queryFlags({ props: { query = {}, rules: { alert = {} } = {} } }: PrometheusModel): Flag[] {
  return given([
    ['query.lookback-delta', query.lookbackDelta],
    ['query.timeout', query.timeout],
    ['query.max-concurrency', query.maxConcurrency],
    ['query.max-samples', query.maxSamples],
    ['rules.alert.for-outage-tolerance', alert.forOutageTolerance],
    ['rules.alert.for-grace-period', alert.forGracePeriod],
    ['rules.alert.resend-delay', alert.resendDelay],
  ]);
}

function given(pairs: ReadonlyArray<readonly [name: string, value: Value]>): Flag[] {
  return pairs.filter(([, value]) => value !== undefined).map(([name, value]): Flag => [name, String(value)]);
}

function switches(pairs: ReadonlyArray<readonly [name: string, on: boolean | undefined]>): Flag[] {
  return pairs.filter(([, on]) => on === true).map(([name]): Flag => [name]);
}

/** A switch that is on by itself. */
function either(name: string, on: boolean | undefined): Flag[] {
  return on === undefined ? [] : [[on ? name : `no-${name}`]];
}
