import type { Cluster } from '../cluster';
import type { Case, Fields } from '../corpus';
import type { Outcome } from '../outcome';
import type { Theme } from '../theme';
import { isRecord, mapFields } from '../walk';
import { judgeAlertmanagerVerdict, withConfig } from './alertmanager-verdicts';
import { judgeVerdict } from './verdicts';

/** Whether a part of a resource is valid: we see it inside of one. */
export const PART_VERDICTS: Theme = {
  names: ['verdict-relabel', 'verdict-remotewrite', 'verdict-prometheus-spec', 'verdict-types'],
  judge,
};

function judge(one: Case): Outcome {
  const { relabelConfig, remoteWrite, prometheus, type, value } = one.input;
  if (relabelConfig !== undefined) {
    return judgeVerdict(one, withEndpoint({ relabelings: [relabelConfig] }));
  }
  if (remoteWrite !== undefined) {
    return judgeVerdict(one, withServer({ remoteWrite: [named(remoteWrite)] }));
  }
  if (prometheus !== undefined) {
    return judgeVerdict(one, { prometheus: prometheus as NonNullable<Cluster['prometheus']> });
  }
  const [version = '', name = ''] = (type as string).split('.');
  const part = CONFIG_PARTS[name];
  if (version !== 'v1' && part !== undefined) {
    const config = withConfig(one, { metadata: {}, spec: part(named(value), version) });
    return judgeAlertmanagerVerdict(one, { ...config, apiVersion: version, ...SECRETS });
  }
  const place = PLACES[name];
  if (place === undefined) {
    throw new Error(`no place for ${String(type)}`);
  }
  return judgeVerdict(one, place(value));
}

/** Where a type stands in an AlertmanagerConfig. */
const CONFIG_PARTS: Readonly<Record<string, (value: unknown, version: string) => Fields>> = {
  HTTPConfig: (httpConfig) => withReceiver({ webhookConfigs: [{ url: 'http://hook', httpConfig }] }),
  OpsGenieConfigResponder: (responder) =>
    withReceiver({
      opsgenieConfigs: [{ apiKey: { name: 'object', key: 'content' }, responders: [responder] }],
    }),
  DayOfMonthRange: (range, version) => ({
    ...withReceiver({}),
    [version === 'v1alpha1' ? 'muteTimeIntervals' : 'timeIntervals']: [
      { name: 'days', timeIntervals: [{ daysOfMonth: [range] }] },
    ],
  }),
};

function withReceiver(fields: Fields): Fields {
  return { route: { receiver: 'test' }, receivers: [{ name: 'test', ...fields }] };
}

/** Where a type stands in a resource. */
const PLACES: Readonly<Record<string, (value: unknown) => Cluster>> = {
  TSDBSpec: (value) => withServer({ tsdb: value }),
  PrometheusTracingConfig: (value) => withServer({ tracingConfig: traced(value) }),
  TracingConfig: (value) => withServer({ tracingConfig: traced(value) }),
  WebTLSConfig: (value) => withServer({ web: { tlsConfig: named(withoutEmptyKey(value)) } }),
  Authorization: (value) => withEndpoint({ authorization: named(value) }),
  SafeAuthorization: (value) => withEndpoint({ authorization: named(value) }),
  OAuth2: (value) => withEndpoint({ oauth2: named(value) }),
  TLSConfig: (value) => withEndpoint({ tlsConfig: named(value) }),
  SafeTLSConfig: (value) => withEndpoint({ tlsConfig: named(value) }),
  SecretOrConfigMap: (value) => withEndpoint({ tlsConfig: { ca: named(value) } }),
  ProbeTargets: (targets) => ({
    probes: [{ metadata: {}, spec: { prober: { url: 'blackbox-exporter:9115' }, targets } }],
  }),
};

/** What the references that were filled in name. */
const SECRETS = { secrets: { 'default/object': { key: 'content' } } };

function withEndpoint(fields: Fields): Cluster {
  const endpoint = mapFields({ port: 'web', ...fields }, (_, value) => value ?? undefined);
  return { ...SECRETS, serviceMonitors: [{ metadata: {}, spec: { selector: {}, endpoints: [endpoint] } }] };
}

function withServer(spec: Fields): Cluster {
  return {
    ...SECRETS,
    prometheus: { metadata: {}, spec: mapFields(spec, (_, value) => value ?? undefined) },
  };
}

/** The operator's tests leave out what they do not look at: where traces go. */
function traced(value: unknown): unknown {
  const { headers: _headers, ...config } = value as Fields;
  return named({ ...config, endpoint: config.endpoint === '' ? 'otel:4317' : config.endpoint });
}

/** In Go the key of a web server is a value, and an empty one means that there is none. */
function withoutEmptyKey(value: unknown): unknown {
  const { keySecret, ...rest } = value as Fields;
  return (keySecret as Fields).key === '' ? rest : { ...rest, keySecret };
}

/** The operator's tests refer to keys without names. */
function named(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(named);
  }
  if (!isRecord(value)) {
    return value;
  }
  if ('key' in value && Object.keys(value).every((field) => field === 'key' || field === 'name')) {
    return { name: value.name ?? 'object', key: value.key === '' ? 'key' : value.key };
  }
  return mapFields(value, (field, inner) =>
    field === 'tokenUrl' && inner === '' ? 'https://example.com/token' : clientId(field, inner),
  );
}

function clientId(field: string, value: unknown): unknown {
  return field === 'clientId' && isRecord(value) && Object.keys(value).length === 0
    ? { secret: { name: 'object', key: 'key' } }
    : field === 'url' && value === ''
      ? 'https://example.com'
      : named(value);
}
