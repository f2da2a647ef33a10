import type { Fact, Section } from '../catalogue';
import { deprecated, each, since } from '../facts';
import { old } from './old';

/** Flags that take no value. Each can be turned off as well, under its name with `no-` before it. */
function switches<Name extends string>(fact: Fact, ...names: readonly Name[]) {
  return { ...each(fact, ...names), ...each(fact, ...names.map((name) => `no-${name}` as const)) };
}

const web = {
  ...each(old, 'web.listen-address', 'web.config.file', 'web.read-timeout', 'web.max-connections'),
  ...each(old, 'web.external-url', 'web.route-prefix', 'web.user-assets', 'web.page-title'),
  ...each(old, 'web.cors.origin', 'web.console.templates', 'web.console.libraries'),
  ...switches(old, 'web.systemd-socket', 'web.enable-lifecycle', 'web.enable-admin-api'),
  ...switches(old, 'web.enable-remote-write-receiver'),
  'web.remote-write-receiver.accepted-protobuf-messages': since('2.54', '#14395'),
  'web.max-notifications-subscribers': since('3.0', '#14994'),
  ...switches(since('3.0', '#14894'), 'web.enable-otlp-receiver'),
  'web.search.max-limit': since('3.13', '#18573'),
} satisfies Section;

const tsdb = {
  ...each(old, 'storage.tsdb.path', 'storage.tsdb.min-block-duration', 'storage.tsdb.max-block-duration'),
  ...each(old, 'storage.tsdb.max-block-chunk-segment-size', 'storage.tsdb.wal-segment-size'),
  'storage.tsdb.retention.time': deprecated(old, '3.8', 'storage.tsdb.retention.time in the configuration'),
  'storage.tsdb.retention.size': deprecated(old, '3.8', 'storage.tsdb.retention.size in the configuration'),
  ...switches(old, 'storage.tsdb.no-lockfile', 'storage.tsdb.wal-compression'),
  'storage.tsdb.head-chunks-write-queue-size': old,
  'storage.tsdb.samples-per-chunk': since('2.45', '#12055'),
  'storage.tsdb.wal-compression-type': since('2.46', '#11666'),
  ...switches(since('2.55', '#14581'), 'storage.tsdb.allow-overlapping-compaction'),
  'storage.tsdb.delayed-compaction.max-percent': since('3.0', '#14919'),
  'storage.tsdb.delay-compact-file.path': since('3.9', '#17435'),
  'storage.tsdb.block-reload-interval': since('3.9', '#16728'),
} satisfies Section;

const agent = {
  ...switches(since('3.0', '#14747'), 'agent'),
  ...each(
    old,
    'storage.agent.path',
    'storage.agent.wal-segment-size',
    'storage.agent.wal-truncate-frequency',
  ),
  ...each(old, 'storage.agent.retention.min-time', 'storage.agent.retention.max-time'),
  ...switches(old, 'storage.agent.wal-compression', 'storage.agent.no-lockfile'),
  'storage.agent.wal-compression-type': since('2.46', '#11666'),
  ...switches(since('3.12', '#17948'), 'storage.agent.checkpoint-from-in-memory-series'),
  'storage.agent.checkpoint-batch-size': since('3.12', '#17948'),
} satisfies Section;

const rulesAndAlerts = {
  ...each(
    old,
    'rules.alert.for-outage-tolerance',
    'rules.alert.for-grace-period',
    'rules.alert.resend-delay',
  ),
  'rules.max-concurrent-evals': since('2.51', '#12946'),
  'alertmanager.notification-queue-capacity': old,
  ...switches(since('2.54', '#14290'), 'alertmanager.drain-notification-queue-on-shutdown'),
  'alertmanager.notification-batch-size': since('3.4', '#16254'),
} satisfies Section;

const scrapeAndQuery = {
  ...each(old, 'query.lookback-delta', 'query.timeout', 'query.max-concurrency', 'query.max-samples'),
  ...each(old, 'storage.remote.flush-deadline', 'storage.remote.read-sample-limit'),
  ...each(old, 'storage.remote.read-concurrent-limit', 'storage.remote.read-max-bytes-in-frame'),
  ...each(old, 'scrape.discovery-reload-interval', 'scrape.timestamp-tolerance'),
  ...switches(old, 'scrape.adjust-timestamps'),
} satisfies Section;

const runtime = {
  ...each(old, 'config.file', 'enable-feature', 'log.format', 'version', 'help', 'write-documentation'),
  'log.level': deprecated(old, '3.15', 'runtime.log_level in the configuration'),
  ...switches(since('3.0', '#15376'), 'auto-gomaxprocs'),
  ...switches(since('3.0', '#15373'), 'auto-gomemlimit'),
  'auto-gomemlimit.ratio': since('2.50', '#13395'),
  'auto-gomemlimit.refresh-interval': since('3.15', '#18843'),
  ...switches(since('3.12', '#18620'), 'config.auto-reload'),
  'config.auto-reload-interval': since('3.0', '#14769'),
} satisfies Section;

/** Flags of the server and the agent, hidden ones too, without their dashes. */
export const prometheusFlags: Section = {
  ...web,
  ...tsdb,
  ...agent,
  ...rulesAndAlerts,
  ...scrapeAndQuery,
  ...runtime,
};
