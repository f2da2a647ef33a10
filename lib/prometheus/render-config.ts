import type { FileContext } from '../http';
import type { GlobalConfig, PrometheusConfig, RuntimeConfig, StorageConfig } from '../native/prometheus';
import type { Where } from '../problems';
import { renderFormat, renderLimits } from '../scrape';
import { compact } from '../values';
import { DEFAULT_INTERVAL } from './common-check';
import type { ContributedWrite } from './federated-writes';
import type { PrometheusModel } from './model';
import { renderAlerting } from './render-alerting';
import { logPath } from './log-files';
import { renderMetricNames } from './metric-names';
import { renderOtlp } from './otlp';
import { globalLimits } from './policy';
import { renderRemoteRead } from './remote-read';
import { renderRemoteWrite } from './render-remote-write';
import { renderTracing } from './tracing';
import { renderTsdb } from './tsdb';

/** The main configuration, without the files that it names and without what the user merges into it. */
export function renderMainConfig(
  where: Where,
  model: PrometheusModel,
  context: FileContext,
  writes: readonly ContributedWrite[],
): PrometheusConfig {
  const { props } = model;
  const remotes = [
    ...(props.remoteWrite ?? []).map((remote, index) => ({ remote, where: where.at('remoteWrite', index) })),
    ...writes,
  ];
  const runtime = renderRuntime(model);
  return compact<PrometheusConfig>({
    global: renderGlobal(model),
    runtime: Object.keys(runtime).length === 0 ? undefined : runtime,
    alerting: renderAlerting(where.at('alerting'), model, context),
    remote_write:
      remotes.length === 0 && props.remoteWrite === undefined
        ? undefined
        : remotes.map((each) => renderRemoteWrite(each.where, each.remote, context)),
    remote_read: props.remoteRead?.map((remote, index) =>
      renderRemoteRead(where.at('remoteRead', index), remote, context),
    ),
    otlp: props.otlp && renderOtlp(props.otlp),
    storage: renderStorage(model),
    tracing: props.tracingConfig && renderTracing(where.at('tracingConfig'), props.tracingConfig, context),
  });
}

function renderRuntime({ logLevelInFile, props }: PrometheusModel): RuntimeConfig {
  return compact<RuntimeConfig>({
    log_level: logLevelInFile ? props.logLevel : undefined,
    gogc: props.runtime?.goGC,
  });
}

function renderGlobal({
  program,
  namespace,
  name,
  props,
  replicaLabel,
  prometheusLabel,
}: PrometheusModel): GlobalConfig {
  const externalLabels = {
    ...literal(props.externalLabels),
    ...(prometheusLabel === '' ? {} : { [prometheusLabel]: `${namespace}/${name}` }),
    // Prometheus reads it from the environment of its process.
    ...(replicaLabel === '' ? {} : { [replicaLabel]: '${POD_NAME}' }),
  };
  return compact<GlobalConfig>({
    scrape_interval: props.scrapeInterval ?? DEFAULT_INTERVAL,
    scrape_timeout: props.scrapeTimeout,
    // An agent evaluates nothing.
    evaluation_interval: program === 'agent' ? undefined : (props.evaluationInterval ?? DEFAULT_INTERVAL),
    rule_query_offset: props.ruleQueryOffset,
    external_labels: externalLabels,
    query_log_file: logPath(props.queryLogFile),
    scrape_failure_log_file: logPath(props.scrapeFailureLogFile),
    ...renderMetricNames(props),
    ...globalFormat(props),
    ...renderLimits(globalLimits(props)),
  });
}

/** Prometheus puts variables of its environment into external labels; `$$` is a plain `$`. */
function literal(labels: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).map(([name, value]) => [name, value.replaceAll('$', '$$$$')]),
  );
}

/** The fields that exist globally too: two of a job's do not. */
function globalFormat(props: PrometheusModel['props']): Partial<GlobalConfig> {
  const { scrape_protocols, scrape_native_histograms, ...format } = renderFormat(props);
  return compact<GlobalConfig>({
    scrape_protocols,
    scrape_native_histograms,
    always_scrape_classic_histograms: format.always_scrape_classic_histograms,
    convert_classic_histograms_to_nhcb: format.convert_classic_histograms_to_nhcb,
  });
}

function renderStorage({ props }: PrometheusModel): StorageConfig | undefined {
  const retention = compact({ time: props.retention, size: props.retentionSize });
  const tsdb = compact<NonNullable<StorageConfig['tsdb']>>({
    ...renderTsdb(props.tsdb ?? {}),
    retention: Object.keys(retention).length === 0 ? undefined : retention,
  });
  const storage = compact<StorageConfig>({
    tsdb: Object.keys(tsdb).length === 0 ? undefined : tsdb,
    exemplars: props.exemplars && { max_exemplars: props.exemplars.maxSize },
  });
  return Object.keys(storage).length === 0 ? undefined : storage;
}
