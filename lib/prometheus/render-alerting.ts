import type { AlertmanagerEndpoint, HasAlertmanagerEndpoint } from '../alertmanager';
import { renderHttpClient, type FileContext } from '../http';
import type { AlertingConfig, AlertmanagerConfig } from '../native/prometheus';
import type { Where } from '../problems';
import { renderRelabelings } from '../scrape';
import { compact, quoteRegex } from '../values';
import type { PrometheusModel } from './model';
import type { Alerting, AlertmanagerTarget } from './alerting-props';
import { renderSigv4 } from './sigv4';

/** Where alerts go, natively. Two replicas must send the same alert, and so must the shards, so their labels are taken away. */
export function renderAlerting(
  where: Where,
  { replicaLabel, shardLabel, props }: PrometheusModel,
  context: FileContext,
): AlertingConfig | undefined {
  const { alerting, additionalAlertManagerConfigs = [], additionalAlertRelabelConfigs = [] } = props;
  if (
    alerting === undefined &&
    additionalAlertManagerConfigs.length === 0 &&
    additionalAlertRelabelConfigs.length === 0
  ) {
    return undefined;
  }
  const anonymous = [replicaLabel, shardLabel]
    .filter((label) => label !== '')
    .map((label) => ({ regex: quoteRegex(label), action: 'labeldrop' as const }));
  const relabelings = [
    ...anonymous,
    ...renderRelabelings(alerting?.alertRelabelings),
    ...list(additionalAlertRelabelConfigs),
  ];
  const targets = (alerting?.alertmanagers ?? []).map((target, index) =>
    renderTarget(where.at('alertmanagers', index), settingsOf(target), context),
  );
  return compact<AlertingConfig>({
    alert_relabel_configs: relabelings.length === 0 ? undefined : relabelings,
    alertmanagers: [...targets, ...list(additionalAlertManagerConfigs)],
  });
}

/** Something else was reported where it is checked. */
function list<T>(items: readonly T[]): readonly T[] {
  const given: unknown = items;
  return Array.isArray(given) ? items : [];
}

/** The Alertmanagers of the app that alerts go to, each once: one that is named twice is reported as that. */
export function alertmanagersOf(alerting: Alerting | undefined): AlertmanagerEndpoint[] {
  const endpoints = (alerting?.alertmanagers ?? [])
    .map((target) => settingsOf(target).alertmanager?.endpoint)
    .filter((endpoint) => endpoint !== undefined);
  return [...new Map(endpoints.map((endpoint) => [alertmanagerKey(endpoint), endpoint])).values()];
}

/** What tells an Alertmanager from others: `monitoring/main`. */
export function alertmanagerKey({ namespace, name }: AlertmanagerEndpoint): string {
  return `${namespace}/${name}`;
}

/** What is said of a target, also where it is the bare Alertmanager. */
export function settingsOf(target: HasAlertmanagerEndpoint | AlertmanagerTarget): AlertmanagerTarget {
  return 'endpoint' in target ? { alertmanager: target } : withUrl(target);
}

/** The parts of an address. One that is none is reported where it is checked. */
function withUrl(target: AlertmanagerTarget): AlertmanagerTarget {
  const { url, ...rest } = target;
  if (url === undefined || !URL.canParse(url)) {
    return target;
  }
  const { protocol, host, port, pathname } = new URL(url);
  const scheme = protocol === 'https:' ? 'https' : 'http';
  const usual = scheme === 'https' ? 443 : 80;
  return {
    ...rest,
    targets: [port === '' ? `${host}:${usual}` : host],
    scheme,
    pathPrefix: pathname.replace(/\/+$/, '') || '/',
  };
}

/** Each instance by its own address: a mesh is only as safe as the number of instances that hear of an alert. */
function renderTarget(where: Where, target: AlertmanagerTarget, context: FileContext): AlertmanagerConfig {
  const endpoint = target.alertmanager?.endpoint;
  const prefix = target.pathPrefix ?? endpoint?.pathPrefix;
  return compact<AlertmanagerConfig>({
    api_version: target.apiVersion,
    scheme: target.scheme ?? endpoint?.scheme,
    path_prefix: prefix === '/' ? undefined : prefix,
    timeout: target.timeout,
    ...renderHttpClient(where, target, context),
    sigv4: target.sigv4 && renderSigv4(target.sigv4),
    ...(endpoint && target.discovery === 'Kubernetes'
      ? discovered(endpoint, target)
      : {
          static_configs: [{ targets: endpoint?.hosts ?? target.targets ?? [] }],
          relabel_configs: target.relabelings && renderRelabelings(target.relabelings),
        }),
    alert_relabel_configs: target.alertRelabelings && renderRelabelings(target.alertRelabelings),
  });
}

/** The pods behind the headless Service, ready or not: an instance needs the alerts before it is. */
function discovered(
  endpoint: AlertmanagerEndpoint,
  { relabelings }: AlertmanagerTarget,
): Partial<AlertmanagerConfig> {
  const keep = (label: string, value: string) => ({
    source_labels: [label],
    regex: quoteRegex(value),
    action: 'keep' as const,
  });
  return {
    kubernetes_sd_configs: [{ role: 'endpointslice', namespaces: { names: [endpoint.namespace] } }],
    relabel_configs: [
      keep('__meta_kubernetes_service_name', endpoint.headlessService),
      keep('__meta_kubernetes_endpointslice_port_name', endpoint.portName),
      ...renderRelabelings(relabelings),
    ],
  };
}
