import { isObject, type PlainObject } from '../schema';
import { alertmanagersBehind } from './alertmanagers';
import { COMMON } from './client';
import { convertFields, type Fields, type Given, type Rule, type Rules } from './fields';
import { ConstructLink } from './link';
import { elsewhere, gone, refused } from './rules';

/** Read together, see below. */
export const TARGET: Rules = {
  ...COMMON,
  'alertmanagers[].name': elsewhere,
  'alertmanagers[].namespace': elsewhere,
  'alertmanagers[].port': elsewhere,
  'alertmanagers[].apiVersion': gone(
    'has no effect: alerts are sent by the API v2, and no Alertmanager has another one',
    'Leave it out.',
    (value) => String(value).toLowerCase() !== 'v2',
  ),
  ...refused('alertmanagers[].sigv4.accessKey', 'alertmanagers[].sigv4.secretKey'),
};

/** Where alerts go: to constructs where the input has the Alertmanagers, and by discovery where it has not. */
export const convertAlerting: Rule = (given) => {
  const { alertmanagers = [] } = given.value as { alertmanagers?: readonly PlainObject[] };
  const parts = alertmanagers.map((target, index) => convertTarget(given, target, index));
  const known = parts.flatMap(({ links }) => links);
  const native = parts.flatMap((part) => part.native);
  return {
    ...(known.length === 0 ? {} : { alerting: { alertmanagers: known } }),
    ...(native.length === 0 ? {} : { additionalAlertManagerConfigs: native }),
  };
};

interface Target {
  readonly links: readonly unknown[];
  readonly native: readonly Fields[];
}

function convertTarget(given: Given, target: PlainObject, index: number): Target {
  const { surroundings } = given;
  const place = given.place.at('alertmanagers', index);
  const namespace =
    typeof target.namespace === 'string' && target.namespace !== ''
      ? target.namespace
      : place.object.metadata.namespace;
  const service = String(target.name);
  const settings = convertFields(target, TARGET, place, surroundings, 'alertmanagers[]');
  const found = alertmanagersBehind(surroundings, namespace, service);
  if (found.length > 0) {
    return {
      links: found.map(({ metadata }) => {
        const link = new ConstructLink('Alertmanager', metadata.namespace, metadata.name);
        return Object.keys(settings).length === 0 ? link : { alertmanager: link, ...settings };
      }),
      native: [],
    };
  }
  place.at('name').warning({
    code: 'not-among-files',
    value: `${namespace}/${service}`,
    complaint: 'leads to no Alertmanager among the files: its pods are discovered, as the operator has it',
    remedy: 'Give the Alertmanager along; each of its instances is then named, and no rights are needed.',
  });
  return { links: [], native: [discovered(given, target, namespace, service)] };
}

/** Fields that have the same meaning and another name natively. */
const SIMPLE: Readonly<Record<string, string>> = {
  pathPrefix: 'path_prefix',
  timeout: 'timeout',
  enableHttp2: 'enable_http2',
  proxyUrl: 'proxy_url',
  noProxy: 'no_proxy',
  proxyFromEnvironment: 'proxy_from_environment',
};

/** The instances behind a Service, as the operator finds them. */
function discovered(given: Given, target: PlainObject, namespace: string, service: string): Fields {
  const place = given.place;
  const slices = place.object.spec.serviceDiscoveryRole === 'EndpointSlice';
  const prefix = slices ? '__meta_kubernetes_endpointslice' : '__meta_kubernetes_endpoint';
  const port =
    typeof target.port === 'number'
      ? { source_labels: ['__meta_kubernetes_pod_container_port_number'], regex: String(target.port) }
      : { source_labels: [`${prefix}_port_name`], regex: String(target.port) };
  for (const field of [
    'tlsConfig',
    'basicAuth',
    'authorization',
    'sigv4',
    'relabelings',
    'alertRelabelings',
    'proxyConnectHeader',
  ]) {
    const value = target[field];
    if (value !== undefined && value !== null && !(isObject(value) && Object.keys(value).length === 0)) {
      place.at('alertmanagers').error({
        code: 'not-supported',
        value: field,
        complaint: 'is said of an Alertmanager that is not among the files',
        remedy:
          'Give that Alertmanager along, or write it natively into `additionalAlertManagerConfigs` with the files of a Secret that `secrets` mounts.',
      });
    }
  }
  const simple = Object.entries(SIMPLE).flatMap(([field, native]) =>
    target[field] === undefined || target[field] === '' ? [] : [[native, target[field]] as const],
  );
  return {
    ...(typeof target.scheme === 'string' ? { scheme: target.scheme.toLowerCase() } : {}),
    ...Object.fromEntries(simple),
    ...(typeof target.bearerTokenFile === 'string' && target.bearerTokenFile !== ''
      ? { authorization: { credentials_file: target.bearerTokenFile } }
      : {}),
    kubernetes_sd_configs: [
      { role: slices ? 'endpointslice' : 'endpoints', namespaces: { names: [namespace] } },
    ],
    relabel_configs: [
      { action: 'keep', source_labels: ['__meta_kubernetes_service_name'], regex: service },
      { action: 'keep', ...port },
    ],
  };
}
