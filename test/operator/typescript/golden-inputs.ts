import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CORPUS, golden } from '../import/corpus';

const V1 = 'monitoring.coreos.com/v1';

const FIELDS = {
  prometheus: [V1, 'Prometheus'],
  serviceMonitors: [V1, 'ServiceMonitor'],
  podMonitors: [V1, 'PodMonitor'],
  probes: [V1, 'Probe'],
  scrapeConfigs: ['monitoring.coreos.com/v1alpha1', 'ScrapeConfig'],
} as const;

interface Resource {
  readonly metadata: { readonly name?: string; readonly namespace?: string };
  readonly spec: object;
}

const COMPLETE = {
  version: '3.13.2',
  image: undefined,
  serviceMonitorSelector: {},
  serviceMonitorNamespaceSelector: {},
  podMonitorSelector: {},
  podMonitorNamespaceSelector: {},
  probeSelector: {},
  probeNamespaceSelector: {},
  scrapeConfigSelector: {},
  scrapeConfigNamespaceSelector: {},
};

/** What their tests leave out, and every cluster has: names, a version, selectors that take everything. */
export function goldenInputs(): Array<[string, unknown[]]> {
  return readdirSync(join(CORPUS, 'operator-golden', 'prometheus-config'))
    .map((file) => golden('prometheus-config', file.replace('.json', '')))
    .map(({ name, input }) => [
      name,
      Object.entries(FIELDS).flatMap(([field, [apiVersion, kind]]) =>
        [(input[field] ?? []) as Resource | Resource[]].flat().map(({ metadata, spec }) => ({
          apiVersion,
          kind,
          metadata: {
            ...metadata,
            name: (metadata.name ?? 'test').toLowerCase(),
            namespace: metadata.namespace ?? 'default',
          },
          spec: kind === 'Prometheus' ? { ...spec, ...COMPLETE } : spec,
        })),
      ),
    ]);
}
