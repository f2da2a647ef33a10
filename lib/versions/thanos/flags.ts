import type { Fact, Section } from '../catalogue';
import { deprecated, each, since } from '../facts';

/** The programs that one `thanos` is, by the words on its command line. */
export type ThanosCommand = 'query' | 'query-frontend' | 'rule' | 'store' | 'compact' | 'sidecar';

/** Known since before 0.38, the first release whose changes we looked at one by one. */
const old: Fact = { since: '0.1', source: 'before 0.38' };

/** Flags that take no value. Each can be turned off as well, under its name with `no-` before it. */
function switches<Name extends string>(fact: Fact, ...names: readonly Name[]) {
  return { ...each(fact, ...names), ...each(fact, ...names.map((name) => `no-${name}` as const)) };
}

/** A file, and the same as a text on the command line. */
function config<Name extends string>(...names: readonly Name[]) {
  return { ...each(old, ...names), ...each(old, ...names.map((name) => `${name}-file` as const)) };
}

const common = {
  ...each(old, 'log.level', 'log.format', 'http-address', 'http-grace-period', 'http.config'),
  ...switches(old, 'enable-auto-gomemlimit'),
  'auto-gomemlimit.ratio': old,
  ...config('tracing.config'),
} satisfies Section;

const logging = config('request.logging-config');

const grpc = {
  ...each(old, 'grpc-address', 'grpc-grace-period', 'grpc-server-max-connection-age'),
  ...each(old, 'grpc-server-tls-cert', 'grpc-server-tls-key', 'grpc-server-tls-client-ca'),
  'grpc-server-tls-min-version': old,
  'grpc-server-tls-ciphers': since('0.42', '#8730'),
  'grpc-server-tls-curves': since('0.42', '#8770'),
  ...each(old, 'store.limits.request-series', 'store.limits.request-samples'),
} satisfies Section;

const web = {
  ...each(old, 'web.external-prefix', 'web.prefix-header'),
  ...switches(old, 'web.disable-cors'),
} satisfies Section;

const bucket = {
  ...config('objstore.config', 'selector.relabel-config'),
  ...each(old, 'data-dir', 'min-time', 'max-time', 'consistency-delay', 'bucket-web-label'),
  ...each(old, 'block-discovery-strategy', 'block-meta-fetch-concurrency'),
  ...switches(old, 'web.disable', 'disable-admin-operations'),
} satisfies Section;

const shipper = {
  ...config('objstore.config'),
  ...each(old, 'hash-func', 'shipper.meta-file-name'),
  ...switches(old, 'shipper.upload-compacted', 'shipper.allow-out-of-order-uploads'),
  'shipper.upload-concurrency': since('0.41', '#8595'),
} satisfies Section;

const endpointFile = 'endpoint.sd-config-file, which the construct writes from `endpoints`';

const query = {
  ...config('endpoint.sd-config', 'selector.relabel-config'),
  'endpoint.sd-config-reload-interval': old,
  ...each(
    deprecated(old, '0.39', endpointFile),
    ...(['endpoint', 'endpoint-group', 'endpoint-strict', 'endpoint-group-strict'] as const),
    ...(['store.sd-files', 'store.sd-interval'] as const),
  ),
  ...each(
    deprecated(old, '0.42', endpointFile),
    ...(['grpc-client-tls-cert', 'grpc-client-tls-key', 'grpc-client-tls-ca'] as const),
    ...(['grpc-client-server-name', 'grpc-compression', 'grpc-client-tls-min-version'] as const),
  ),
  ...switches(deprecated(old, '0.42', endpointFile), 'grpc-client-tls-secure', 'grpc-client-tls-skip-verify'),
  ...each(old, 'store.sd-dns-interval', 'store.unhealthy-timeout', 'store.response-timeout'),
  ...each(old, 'query.timeout', 'query.promql-engine', 'query.mode', 'query.max-concurrent'),
  ...each(old, 'query.lookback-delta', 'query.max-concurrent-select', 'query.conn-metric.label'),
  ...each(old, 'deduplication.func', 'query.replica-label', 'query.partition-label', 'selector-label'),
  ...each(old, 'query.metadata.default-time-range', 'query.active-query-path', 'query.default-step'),
  ...each(old, 'query.default-evaluation-interval', 'enable-feature', 'alert.query-url', 'web.route-prefix'),
  ...each(old, 'query.tenant-header', 'query.default-tenant-id', 'query.tenant-certificate-field'),
  ...each(
    old,
    ...(['request-duration-seconds', 'request-samples', 'request-series-seconds'] as const).map(
      (what) => `query.telemetry.${what}-quantiles` as const,
    ),
  ),
  'query.tenant-label-name': old,
  ...switches(old, 'query.partial-response', 'query.auto-downsampling', 'query.enable-x-functions'),
  ...switches(old, 'query.enforce-tenancy'),
  // Not in its help.
  ...each(old, 'endpoint.info-timeout', 'grpc.proxy-strategy', 'query.lazy-retrieval-max-buffered-responses'),
  ...each(old, 'query.instant.default.max_source_resolution', 'store.sd-dns-resolver'),
  ...switches(old, 'rule.partial-response', 'target.partial-response', 'exemplar.partial-response'),
  ...switches(old, 'metric-metadata.partial-response', 'status.partial-response'),
  ...switches(old, 'query.dynamic-lookback-delta', 'query.distributed-with-overlapping-interval'),
} satisfies Section;

const queryFrontend = {
  ...config('query-frontend.downstream-tripper-config'),
  ...config('query-range.response-cache-config', 'labels.response-cache-config'),
  ...each(old, 'query-frontend.downstream-url', 'query-frontend.log-queries-longer-than', 'enable-feature'),
  ...each(old, 'query-frontend.org-id-header', 'query-frontend.forward-header'),
  ...each(old, 'query-frontend.vertical-shards', 'query-frontend.slow-query-logs-user-header'),
  ...each(
    old,
    'query-range.split-interval',
    'query-range.min-split-interval',
    'query-range.max-split-interval',
  ),
  ...each(old, 'query-range.horizontal-shards', 'query-range.max-retries-per-request'),
  ...each(old, 'query-range.max-query-length', 'query-range.max-query-parallelism'),
  ...each(old, 'query-range.response-cache-max-freshness', 'query.max-retries-per-request'),
  ...each(old, 'labels.split-interval', 'labels.max-retries-per-request', 'labels.max-query-parallelism'),
  ...each(old, 'labels.response-cache-max-freshness', 'labels.default-time-range', 'cache-compression-type'),
  ...switches(old, 'query-range.align-range-with-step', 'query-range.request-downsampled'),
  ...switches(old, 'query-range.partial-response', 'labels.partial-response', 'web.disable-cors'),
  ...switches(old, 'query-frontend.compress-responses', 'query-frontend.force-query-stats'),
  ...switches(old, 'query-frontend.enable-x-functions'),
} satisfies Section;

const rule = {
  ...config('query.config', 'alertmanagers.config', 'alert.relabel-config', 'remote-write.config'),
  ...each(old, 'query', 'query.sd-files', 'query.sd-interval', 'query.sd-dns-interval', 'query.http-method'),
  ...each(old, 'query.default-step', 'grpc-query-endpoint', 'enable-feature', 'data-dir', 'rule-file'),
  ...each(old, 'alertmanagers.url', 'alertmanagers.send-timeout', 'alertmanagers.sd-dns-interval'),
  'query.sd-dns-resolver': old, // not in its help
  ...each(old, 'alert.query-url', 'alert.query-template', 'alert.label-drop', 'label', 'eval-interval'),
  ...each(old, 'tsdb.block-duration', 'tsdb.retention', 'resend-delay', 'restore-ignored-label'),
  ...each(old, 'for-outage-tolerance', 'for-grace-period', 'rule-concurrent-evaluation'),
  ...each(old, 'web.route-prefix'),
  'rule-query-offset': since('0.38', '#7986'),
  ...switches(old, 'tsdb.no-lockfile', 'tsdb.wal-compression', 'query.enable-x-functions'),
  ...switches(deprecated(old, '0.41', 'nothing: it is always on'), 'tsdb.enable-native-histograms'),
} satisfies Section;

const store = {
  ...config('index-cache.config', 'objstore-parquet.config'),
  ...each(old, 'index-cache-size', 'chunk-pool-size', 'sync-block-duration', 'block-sync-concurrency'),
  ...each(old, 'store.grpc.touched-series-limit', 'store.grpc.series-sample-limit'),
  ...each(old, 'store.grpc.downloaded-bytes-limit', 'store.grpc.series-max-concurrency'),
  ...each(old, 'ignore-deletion-marks-delay', 'store.posting-group-max-key-series-ratio'),
  ...each(old, 'store.index-header-lazy-download-strategy', 'matcher-cache-size'),
  ...switches(old, 'cache-index-header', 'store.enable-index-header-lazy-reader'),
  ...switches(old, 'store.enable-lazy-expanded-postings'),
} satisfies Section;

const compact = {
  ...each(old, 'retention.resolution-raw', 'retention.resolution-5m', 'retention.resolution-1h'),
  ...each(old, 'wait-interval', 'block-files-concurrency', 'compact.cleanup-interval'),
  ...each(old, 'block-viewer.global.sync-block-interval', 'block-viewer.global.sync-block-timeout'),
  ...each(old, 'compact.progress-interval', 'compact.concurrency', 'compact.blocks-fetch-concurrency'),
  ...each(old, 'downsample.concurrency', 'delete-delay', 'deduplication.func', 'deduplication.replica-label'),
  ...each(old, 'hash-func', 'web.route-prefix'),
  ...switches(old, 'wait', 'downsampling.disable'),
} satisfies Section;

const sidecar = {
  ...config('prometheus.http-client'),
  ...each(old, 'prometheus.url', 'prometheus.ready_timeout', 'prometheus.get_config_interval'),
  ...each(old, 'prometheus.get_config_timeout', 'tsdb.path', 'min-time', 'reloader.rule-dir'),
  ...each(old, 'reloader.config-file', 'reloader.config-envsubst-file', 'reloader.watch-interval'),
  ...each(old, 'reloader.retry-interval', 'reloader.method', 'reloader.process-name'),
  ...switches(old, 'shipper.ignore-unequal-block-size'),
} satisfies Section;

/** The command line of each program. */
export const thanosFlags: Readonly<Record<ThanosCommand, Section>> = {
  query: { ...common, ...logging, ...grpc, ...web, ...query },
  'query-frontend': { ...common, ...logging, ...queryFrontend },
  rule: { ...common, ...logging, ...grpc, ...web, ...shipper, ...rule },
  store: { ...common, ...logging, ...grpc, ...web, ...bucket, ...store },
  compact: { ...common, ...web, ...bucket, ...compact },
  sidecar: { ...common, ...logging, ...grpc, ...shipper, ...sidecar },
};

/** Values of `--enable-feature` of the programs that evaluate PromQL. */
export const thanosFeatures: Section = {
  'promql-experimental-functions': since('0.38', '#8062'),
};
