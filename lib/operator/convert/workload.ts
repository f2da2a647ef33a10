import { matchesLabels } from '../../scrape';
import { podSecurity } from '../../workload';
import { isObject, type PlainObject } from '../schema';
import { COMMON } from './client';
import type { Fields, Rules } from './fields';
import { imageProps, type WorkloadObject } from './identity';
import { operatorPodLabels } from './labels';
import { containerPatches, operatorVolumes } from './pods';
import type { Surroundings } from './surroundings';
import { elsewhere, gone, missing, podField, unless, verbatim } from './rules';
import { spreading } from './sharding';
import { convertStorage } from './storage';
import { convertWeb } from './web';

/** Who runs the programs of the upstream images, where nothing else is said. */
const NOBODY = 65_534;

const isTrue = (value: unknown): boolean => value === true;

/** Rules for what Prometheus, PrometheusAgent and Alertmanager have in common. */
export const WORKLOAD: Rules = {
  ...COMMON,

  // Kubernetes' own.
  affinity: verbatim,
  tolerations: verbatim,
  topologySpreadConstraints: spreading,
  resources: verbatim,
  hostAliases: verbatim,
  dnsConfig: verbatim,
  imagePullSecrets: verbatim,
  volumes: verbatim,
  persistentVolumeClaimRetentionPolicy: verbatim,
  volumeMounts: operatorVolumes,
  containers: containerPatches,
  initContainers: containerPatches,
  nodeSelector: ({ value }) => {
    const { 'kubernetes.io/os': os, ...rest } = value as PlainObject;
    const own = os === 'linux' || os === undefined ? rest : { ...rest, 'kubernetes.io/os': os };
    return Object.keys(own).length === 0 ? {} : { nodeSelector: own };
  },

  // Put together from several fields, see below.
  image: elsewhere,
  version: elsewhere,
  securityContext: elsewhere,
  podMetadata: elsewhere,
  routePrefix: elsewhere,
  replicas: elsewhere,

  storage: convertStorage,
  web: convertWeb,
  portName: unless('web'),
  logLevel: unless('info'),
  logFormat: unless('logfmt'),
  enableServiceLinks: unless(false),
  podManagementPolicy: unless('Parallel'),
  minReadySeconds: unless(0),
  automountServiceAccountToken: podField,

  paused: gone(
    'has no effect: there is no controller that would change anything by itself',
    'What you do not apply does not change.',
    isTrue,
  ),
  listenLocal: missing(
    'keeps the program from being probed, scraped and reached from outside of its pod',
    'Let it listen, and keep others out: with `networkPolicy`, with TLS (`web.tlsConfig`), or with a proxy in `containers` before a `web.configFile` that asks for a password.',
    isTrue,
  ),
  serviceName: gone(
    'is not used: each StatefulSet has a headless Service of its own, `<StatefulSet>-headless`',
    'Names such as `<pod>.<Service>` end in that one from now on: change them where they are written down.',
  ),
};

/** The older way to name an image. */
export const IMAGE_PARTS: Rules = { baseImage: elsewhere, tag: elsewhere, sha: elsewhere };

/** Props that follow from several fields, or from a field that is not there. */
export function workloadProps(object: WorkloadObject, surroundings: Surroundings): Fields {
  const { spec } = object;
  return {
    ...imageProps(object),
    ...securityProps(spec),
    ...routeProps(spec),
    // A policy that lets in nobody but Prometheus would be a surprise.
    networkPolicy: false,
    ...(hasBudget(object, surroundings) ? { podDisruptionBudget: false } : {}),
  };
}

/** Whether the user has a disruption budget for the pods: two of them keep every pod from being evicted. */
function hasBudget(object: WorkloadObject, surroundings: Surroundings): boolean {
  const labels = operatorPodLabels(object);
  return surroundings.others.some(({ manifest }) => {
    const { selector } = isObject(manifest.spec) ? manifest.spec : {};
    return (
      manifest.kind === 'PodDisruptionBudget' &&
      surroundings.namespaceOf(manifest) === object.metadata.namespace &&
      isObject(selector) &&
      matchesLabels(selector, labels)
    );
  });
}

/** Who the pods run as: the operator leaves that to the image, and volumes are theirs. */
function securityProps({ securityContext }: PlainObject): Fields {
  const given = isObject(securityContext) ? securityContext : undefined;
  const user =
    given?.runAsUser === undefined ? { runAsUser: NOBODY, runAsGroup: NOBODY, fsGroup: NOBODY } : {};
  const own = Object.entries({ ...user, ...given }).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify((podSecurity as PlainObject)[field]),
  );
  return own.length === 0 ? {} : { securityContext: Object.fromEntries(own) };
}

/** The operator serves at the root unless it is told otherwise, we at the path of the URL. */
function routeProps({ routePrefix, externalUrl }: PlainObject): Fields {
  if (typeof routePrefix === 'string' && routePrefix !== '') {
    return { routePrefix };
  }
  const path =
    typeof externalUrl === 'string' && URL.canParse(externalUrl) ? new URL(externalUrl).pathname : '/';
  return path === '/' ? {} : { routePrefix: '/' };
}
