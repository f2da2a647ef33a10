import type { Container, EnvVar, ResourceRequirements } from 'kubernetes-types/core/v1';
import type { Where } from '../problems';
import { checkKubernetesLabels, checkNamespaceName, compact } from '../values';
import { containerSecurity } from '../workload';
import type { PrometheusModel } from './model';
import { FOUND_RULES_DIRECTORY } from './paths';
import { foundRulesMount } from './user-rules';

/** Rule files in ConfigMaps of others, whoever writes them and whenever. */
export interface RuleConfigMaps {
  /** Labels that a ConfigMap has to have, all of them; at least one. */
  readonly matchLabels: Readonly<Record<string, string>>;

  /**
   * Namespaces that are looked at; `all` of the cluster needs a ClusterRole.
   * @default - the namespace of the Prometheus
   */
  readonly namespaces?: readonly string[] | 'all';

  /** Image of the sidecar that finds them. @default 'quay.io/kiwigrid/k8s-sidecar:2.9.0' */
  readonly image?: string;

  /** @default - 60 MiB of memory requested, at most 200 */
  readonly resources?: ResourceRequirements;
}

const IMAGE = 'quay.io/kiwigrid/k8s-sidecar:2.9.0';
const RESOURCES = { requests: { cpu: '10m', memory: '60Mi' }, limits: { memory: '200Mi' } };

/** Where it answers the probe; its own default is a port that users take. */
const HEALTH_PORT = 8099;

/** Seconds between two looks. A list misses nothing; a watch misses what is deleted while it is set up anew. */
const PERIOD = 30;

/** Reports what Kubernetes would refuse, and a selector that takes every ConfigMap. */
export function checkRuleConfigMaps(where: Where, given: RuleConfigMaps | undefined): void {
  if (given === undefined) {
    return;
  }
  // Types do not hold in plain JavaScript.
  const { matchLabels, namespaces } = given as Partial<RuleConfigMaps>;
  checkKubernetesLabels(where.at('matchLabels'), matchLabels);
  if (Object.keys(matchLabels ?? {}).length === 0) {
    where.at('matchLabels').error({
      code: 'incomplete',
      value: matchLabels,
      complaint: 'selects every ConfigMap',
      remedy: 'Name a label that only ConfigMaps of rules have, for example `{ "prometheus-rules": "k8s" }`.',
    });
  }
  if (namespaces !== undefined && namespaces !== 'all') {
    if (namespaces.length === 0) {
      where.at('namespaces').error({
        code: 'incomplete',
        value: namespaces,
        complaint: 'is empty',
        remedy: 'Name a namespace, write "all", or leave it out for that of the Prometheus.',
      });
    }
    namespaces.forEach((namespace, index) => {
      checkNamespaceName(where.at('namespaces', index), namespace);
    });
  }
}

/** The namespaces whose ConfigMaps are read. */
export function ruleConfigMapNamespaces({
  namespace,
  props: { ruleConfigMaps: given },
}: PrometheusModel): readonly string[] | 'all' {
  return given === undefined ? [] : (given.namespaces ?? [namespace]);
}

/** The containers that fetch the ConfigMaps: once before the check that precedes Prometheus, and from then on. */
export function ruleConfigMapContainers(model: PrometheusModel): {
  readonly init: Container[];
  readonly sidecars: Container[];
} {
  const { ruleConfigMaps: given, imagePullPolicy } = model.props;
  if (given === undefined) {
    return { init: [], sidecars: [] };
  }
  const container = (name: string, method: string, more: Partial<Container>): Container =>
    compact<Container>({
      name,
      image: given.image ?? IMAGE,
      imagePullPolicy,
      env: environment(model, given, method),
      resources: given.resources ?? RESOURCES,
      securityContext: containerSecurity,
      terminationMessagePolicy: 'FallbackToLogsOnError',
      volumeMounts: [foundRulesMount],
      ...more,
    });
  return {
    init: [
      container('init-found-rules', 'LIST', {
        // An API server that does not answer, or rights that are missing, are no reason not to start.
        command: ['/bin/sh', '-c', 'timeout 60 python -u -m sidecar || echo "goes on without"'],
      }),
    ],
    sidecars: [
      container('found-rules', 'SLEEP', {
        livenessProbe: {
          httpGet: { path: '/healthz', port: HEALTH_PORT, scheme: 'HTTP' },
          initialDelaySeconds: 60,
          periodSeconds: 30,
          failureThreshold: 5,
          timeoutSeconds: 5,
        },
      }),
    ],
  };
}

function environment(model: PrometheusModel, { matchLabels }: RuleConfigMaps, method: string): EnvVar[] {
  const namespaces = ruleConfigMapNamespaces(model);
  return Object.entries({
    // It puts LABEL and LABEL_VALUE into a selector as they are: without a value LABEL is the whole of it.
    LABEL: Object.entries(matchLabels)
      .map(([key, value]) => `${key}=${value}`)
      .sort()
      .join(','),
    NAMESPACE: namespaces === 'all' ? 'ALL' : [...namespaces].sort().join(','),
    FOLDER: FOUND_RULES_DIRECTORY,
    // No annotation can be called so: who writes a ConfigMap does not choose where its files go.
    FOLDER_ANNOTATION: 'not an annotation',
    METHOD: method,
    SLEEP_TIME: String(PERIOD),
    IGNORE_ALREADY_PROCESSED: 'true',
    RESOURCE: 'configmap',
    // Two ConfigMaps may have keys of one name.
    UNIQUE_FILENAMES: 'true',
    HEALTH_PORT: String(HEALTH_PORT),
    // Python would like to write what it compiled beside its sources.
    PYTHONDONTWRITEBYTECODE: '1',
    LOG_FORMAT: 'LOGFMT',
  }).map(([name, value]) => ({ name, value }));
}
