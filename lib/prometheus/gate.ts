import type { PrometheusConfig, RuleFile, ScrapeConfig } from '../native/prometheus';
import type { Where } from '../problems';
import {
  asWritten,
  checkConfig,
  inProps,
  prometheusCatalogue,
  PROMETHEUS_ROOT,
  reportGates,
  RULE_FILE_ROOT,
  type Version,
  type Words,
} from '../versions';

/** Reports fields of a main configuration that the version does not have. */
export function gateConfig(where: Where, config: PrometheusConfig, version: Version, words: Words): void {
  gate(where, PROMETHEUS_ROOT, config, version, words);
}

/** Reports fields of a job that the version does not have. */
export function gateJob(where: Where, job: ScrapeConfig, version: Version, words: Words): void {
  gate(where, 'scrape_config', job, version, words);
}

/** Reports fields of what goes into `alerting` as the user wrote it. */
export function gateAlerting(
  where: Where,
  root: 'relabel_config' | 'alertmanager_config',
  configs: readonly object[] | undefined,
  version: Version,
): void {
  if (Array.isArray(configs)) {
    gate(where, root, configs, version, asWritten);
  }
}

/** Reports fields of rules that the version does not have. */
export function gateRules(where: Where, file: RuleFile, version: Version): void {
  gate(where, RULE_FILE_ROOT, file, version, inProps);
}

function gate(where: Where, root: string, config: object, version: Version, words: Words): void {
  reportGates(where, checkConfig(prometheusCatalogue, root, config, version), 'Prometheus', version, words);
}
