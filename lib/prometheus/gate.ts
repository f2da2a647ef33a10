import type { PrometheusConfig, RuleFile, ScrapeConfig } from '../native/prometheus';
import type { Where } from '../problems';
import {
  checkConfig,
  prometheusCatalogue,
  PROMETHEUS_ROOT,
  reportGate,
  RULE_FILE_ROOT,
  type GateFinding,
  type Version,
} from '../versions';

/** How the path of a native field is told: in its own words where the user wrote it so, else in those of the props. */
export type Words = 'native' | 'props';

/** Reports fields of a main configuration that the version does not have. */
export function gateConfig(where: Where, config: PrometheusConfig, version: Version, words: Words): void {
  report(where, checkConfig(prometheusCatalogue, PROMETHEUS_ROOT, config, version), version, words);
}

/** Reports fields of a job that the version does not have. */
export function gateJob(where: Where, job: ScrapeConfig, version: Version, words: Words): void {
  report(where, checkConfig(prometheusCatalogue, 'scrape_config', job, version), version, words);
}

/** Reports fields of rules that the version does not have. */
export function gateRules(where: Where, file: RuleFile, version: Version): void {
  report(where, checkConfig(prometheusCatalogue, RULE_FILE_ROOT, file, version), version, 'props');
}

function report(where: Where, findings: readonly GateFinding[], version: Version, words: Words): void {
  for (const finding of findings) {
    // What is deprecated in what we write ourselves is our business, not the user's.
    if (words === 'props' && finding.kind === 'deprecated') {
      continue;
    }
    const keys = words === 'native' ? finding.path : finding.path.map(inProps);
    reportGate(where.at(...keys), undefined, finding, 'Prometheus', version);
  }
}

function inProps(key: string | number): string | number {
  return typeof key === 'number' ? key : key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
