import type { SlotItem } from '../../kubernetes';
import type { TlsConfig } from '../../http';
import { thanosAlerts, thanosMonitor, type ScrapedThanos } from '../../query';
import { ruleFiles, type RuleGroup } from '../../rules';
import type { Relabeling, ServiceMonitorProps } from '../../scrape';
import type { Resource } from '../../synthesis';

/** A part of a view, as its Prometheus watches it. */
export interface WatchedPart {
  /** Of one job, which is called as the Service is. */
  readonly monitor: Resource<ServiceMonitorProps>;
  readonly alerts: RuleGroup;
}

/** The shard that scrapes the parts, and tells of them: a Ruler that is down cannot say so, nor can a Query be asked for itself. */
const WATCHING = 0;

/** A part that is a program of Thanos. */
export function watchedThanos(scraped: ScrapedThanos, path: string, tlsConfig: TlsConfig): WatchedPart {
  const { selector, endpoints } = thanosMonitor({ scraped }, { tlsConfig });
  return {
    monitor: onWatchingShard({
      kind: 'ServiceMonitor',
      name: scraped.service,
      namespace: scraped.namespace,
      labels: {},
      path,
      problems: [],
      spec: { selector, endpoints },
    }),
    alerts: thanosAlerts({ scraped }),
  };
}

/**
 * Rules rely on that series of one instance are on one shard, whatever their jobs. Targets that are kept on a shard have instances that
 * no address looks like, so that this holds although somebody else may scrape the same pods.
 */
const INSTANCE: Relabeling = {
  sourceLabels: ['namespace', 'pod'],
  separator: '/',
  targetLabel: 'instance',
};

/** Keeps the targets of a monitor on one shard, so that all rules about them are right there. */
export function onWatchingShard(monitor: Resource<ServiceMonitorProps>): Resource<ServiceMonitorProps> {
  const { spec } = monitor;
  return {
    ...monitor,
    spec: {
      ...spec,
      sharding: { shard: WATCHING },
      endpoints: spec.endpoints.map((endpoint) => ({
        ...endpoint,
        relabelings: [...(endpoint.relabelings ?? []), INSTANCE],
      })),
    },
  };
}

/** The rule files about the parts, on each of so many shards. */
export function watchingFiles(parts: readonly WatchedPart[], shards: number): SlotItem[][] {
  const files = parts.flatMap(({ alerts, monitor: { namespace, name } }) =>
    ruleFiles(['view', namespace, name], [alerts]),
  );
  return Array.from({ length: shards }, (_, shard) => (shard === WATCHING ? files : []));
}
