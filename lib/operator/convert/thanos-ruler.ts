import { isObject } from '../schema';
import { convertFields, joined, type Fields, type Rules } from './fields';
import type { WorkloadObject } from './identity';
import { noteMetadata, objectLabelProps, podMetadataProps } from './labels';
import type { Place } from './place';
import { elsewhere, excludedRules, flag, missing, podField, renamed, unless, verbatim } from './rules';
import type { Surroundings } from './surroundings';
import { convertGrpcTls, fileOrSecret } from './thanos';
import { WORKLOAD, workloadProps } from './workload';

const RULES_REMEDY = 'Keep this Ruler under the operator, or let a Prometheus evaluate these rules.';

/** What other workloads have, and the resource of a Ruler has not. */
const {
  persistentVolumeClaimRetentionPolicy: _,
  automountServiceAccountToken: __,
  ...COMMON_WORKLOAD
} = WORKLOAD;

export const THANOS_RULER: Rules = {
  ...COMMON_WORKLOAD,
  labels: renamed('externalLabels'),
  ruleSelector: verbatim,
  ruleNamespaceSelector: verbatim,
  queryEndpoints: elsewhere,
  queryConfig: elsewhere,
  alertmanagersUrl: elsewhere,
  alertmanagersConfig: elsewhere,
  alertRelabelConfigs: elsewhere,
  alertRelabelConfigFile: flag('alert.relabel-config-file'),
  objectStorageConfig: elsewhere,
  tracingConfig: elsewhere,
  tracingConfigFile: flag('tracing.config-file'),
  grpcServerTlsConfig: convertGrpcTls,
  evaluationInterval: elsewhere,
  retention: unless('24h'),
  externalPrefix: flag('web.external-prefix'),
  enableServiceLinks: podField,
  hostUsers: podField,
  schedulerName: podField,
  'excludedFromEnforcement[].group': unless('monitoring.coreos.com'),
  prometheusRulesExcludedFromEnforce: excludedRules,
  remoteWrite: missing(
    'leaves the Ruler without samples of its own, so that no Query reads what it records: not supported',
    RULES_REMEDY,
  ),
};

/** The props of a Ruler. What is asked and told is what the operator's flags name. */
export function thanosRulerProps(object: WorkloadObject, place: Place, surroundings: Surroundings): Fields {
  const { spec } = object;
  const at = place.at('spec');
  noteMetadata(place, object);
  const { labels, ...rest } = joined([
    workloadProps(object, surroundings),
    { replicas: spec.replicas ?? 1 },
    podMetadataProps(object, surroundings),
    convertFields(spec, THANOS_RULER, at, surroundings),
    objectLabelProps(object, surroundings),
    { evaluationInterval: textOf(spec.evaluationInterval) ?? '15s' },
    preferred(object, surroundings, 'queryConfig', 'queryEndpoints'),
    preferred(object, surroundings, 'alertmanagersConfig', 'alertmanagersUrl'),
    textOf(spec.alertRelabelConfigFile) === undefined
      ? reference(object, surroundings, 'alertRelabelConfigs')
      : {},
    fileOrSecret(spec, 'objectStorageConfig', { place: at, surroundings }),
    fileOrSecret(spec, 'tracingConfig', { place: at, surroundings }),
  ]);
  return labels === undefined ? rest : { ...rest, labels };
}

/** Of two ways to say the same the operator takes the Secret. */
function preferred(object: WorkloadObject, surroundings: Surroundings, secret: string, list: string): Fields {
  const found = reference(object, surroundings, secret);
  const { [list]: given } = object.spec;
  return found[secret] !== undefined
    ? found
    : Array.isArray(given) && given.length > 0
      ? { [list]: given }
      : {};
}

function reference(object: WorkloadObject, surroundings: Surroundings, field: string): Fields {
  const { [field]: given } = object.spec;
  return isObject(given) && typeof given.key === 'string'
    ? { [field]: surroundings.reference(given, object) }
    : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
