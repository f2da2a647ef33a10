import { podSecurity } from '../../workload';
import { isObject, type PlainObject } from '../schema';
import { COMMON } from './client';
import { joined, type Fields, type Rules } from './fields';
import { containerPatches, operatorVolumes } from './pods';
import { elsewhere, gone, missing, podField, unless, verbatim } from './rules';
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
  topologySpreadConstraints: verbatim,
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
export function workloadProps(
  { spec }: { readonly spec: PlainObject },
  usual: { readonly version: string; readonly repository: string },
): Fields {
  return joined([
    imageProps(spec, usual),
    securityProps(spec),
    routeProps(spec),
    // A policy that lets in nobody but Prometheus would be a surprise.
    { networkPolicy: false },
  ]);
}

/** The version that the operator takes the program for, and the image where it is not that of upstream. */
export function imageProps(
  spec: PlainObject,
  usual: { readonly version: string; readonly repository: string },
): Fields {
  const image = imageOf(spec, usual);
  const tag = /:v?(\d+\.\d+\.\d+(?:-[\w.]+)?)(?:@|$)/.exec(image ?? '')?.[1];
  const version = typeof spec.version === 'string' && spec.version !== '' ? spec.version : undefined;
  const release = (version ?? tag ?? usual.version).replace(/^v/, '');
  return {
    version: release,
    ...(image === undefined || image === `${usual.repository}:v${release}` ? {} : { image }),
  };
}

/** As the operator puts it together. */
function imageOf(spec: PlainObject, usual: { readonly version: string }): string | undefined {
  const given = (field: string): string | undefined =>
    typeof spec[field] === 'string' && spec[field] !== '' ? spec[field] : undefined;
  const [image, base, tag, sha] = ['image', 'baseImage', 'tag', 'sha'].map(given);
  if (image !== undefined || base === undefined) {
    return image;
  }
  const version = given('version') ?? usual.version;
  return sha === undefined
    ? `${base}:${tag ?? (version.startsWith('v') ? version : `v${version}`)}`
    : `${base}@sha256:${sha}`;
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
