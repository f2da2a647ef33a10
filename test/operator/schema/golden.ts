import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An object that the authors of the operator test it with. */
export interface GoldenObject {
  readonly file: string;

  /** `v1/ServiceMonitor`. */
  readonly kind: string;
  readonly spec: Readonly<Record<string, unknown>>;
}

/** What objects are called in the inputs of the cases, and what they are. */
const KINDS: Readonly<Record<string, string>> = {
  alertmanager: 'v1/Alertmanager',
  alertmanagerConfig: 'v1alpha1/AlertmanagerConfig',
  alertmanagerConfigs: 'v1alpha1/AlertmanagerConfig',
  podMonitors: 'v1/PodMonitor',
  probes: 'v1/Probe',
  prometheus: 'v1/Prometheus',
  prometheusAgent: 'v1alpha1/PrometheusAgent',
  prometheusRule: 'v1/PrometheusRule',
  scrapeConfigs: 'v1alpha1/ScrapeConfig',
  serviceMonitors: 'v1/ServiceMonitor',
  thanosRuler: 'v1/ThanosRuler',
};

/** All of them, each different one once. */
export function goldenObjects(folder: string): GoldenObject[] {
  const found = new Map<string, GoldenObject>();
  for (const theme of readdirSync(folder, { withFileTypes: true }).filter((each) => each.isDirectory())) {
    for (const name of readdirSync(join(folder, theme.name))) {
      const file = join(theme.name, name);
      const { input } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { input?: object };
      for (const [key, value] of Object.entries(input ?? {})) {
        for (const each of [value].flat() as Array<{ spec?: GoldenObject['spec'] } | null>) {
          const kind = KINDS[key];
          if (kind !== undefined && each?.spec !== undefined) {
            found.set(kind + JSON.stringify(each.spec), { file, kind, spec: each.spec });
          }
        }
      }
    }
  }
  return [...found.values()];
}
