import type { Theme } from '../theme';
import { CLUSTER_TLS } from './alertmanager-cluster-tls';
import { ALERTMANAGER_GLOBAL, ALERTMANAGER_MERGE, ALERTMANAGER_RAW } from './alertmanager-configuration';
import { CONFIGURATION } from './configuration';
import { ALERTMANAGER_HTTP, TIME_RANGES, URL_VERDICTS } from './alertmanager-parts';
import { ALERTMANAGER_PROVISION } from './alertmanager-provision';
import { ALERTMANAGER_SANITIZE } from './alertmanager-sanitize';
import { ALERTMANAGER_VERDICTS } from './alertmanager-verdicts';
import { ALERTMANAGER_WORKLOADS } from './alertmanager-workloads';
import { ADDITIONAL_ARGUMENTS, CONTAINER_MERGE, IMAGE_PATH, RELOADER } from './containers';
import { ENFORCED_EXPRESSIONS, ENFORCED_RULES } from './enforcement';
import {
  CLASS_TLS,
  COMMON_ARGUMENTS,
  ENFORCED_RELABELINGS,
  HONOR,
  KUBERNETES_SD,
  TOPOLOGY,
} from './fragments';
import { PART_VERDICTS } from './part-verdicts';
import { RULE_CONFIG_MAPS, RULE_FILES, RULE_VERDICTS } from './rules';
import { RESOURCE_VERDICTS } from './verdicts';
import { THANOS_RULERS } from './thanos-ruler';
import { WORKLOADS } from './workloads';
import { WEB_CONFIG, WEB_CONFIG_MOUNTS } from './web';

/** All that is compared by now. A theme of the corpus that is not here is listed as one that comes later. */
export const THEMES: readonly Theme[] = [
  CONFIGURATION,
  WORKLOADS,
  THANOS_RULERS,
  RELOADER,
  CONTAINER_MERGE,
  ADDITIONAL_ARGUMENTS,
  IMAGE_PATH,
  WEB_CONFIG,
  WEB_CONFIG_MOUNTS,
  RULE_FILES,
  RULE_CONFIG_MAPS,
  ENFORCED_RULES,
  ENFORCED_EXPRESSIONS,
  ENFORCED_RELABELINGS,
  RESOURCE_VERDICTS,
  PART_VERDICTS,
  RULE_VERDICTS,
  KUBERNETES_SD,
  HONOR,
  CLASS_TLS,
  COMMON_ARGUMENTS,
  TOPOLOGY,
  ALERTMANAGER_WORKLOADS,
  CLUSTER_TLS,
  ALERTMANAGER_MERGE,
  ALERTMANAGER_GLOBAL,
  ALERTMANAGER_RAW,
  ALERTMANAGER_SANITIZE,
  ALERTMANAGER_PROVISION,
  ALERTMANAGER_HTTP,
  ALERTMANAGER_VERDICTS,
  URL_VERDICTS,
  TIME_RANGES,
];
