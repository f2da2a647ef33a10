import type { GrafanaDataSource } from '../native/grafana';
import type { SecretKeySelector, SecretOrConfigMap } from '../references';
import type { DataSourceFact } from '../synthesis';
import { compact } from '../values';
import type { DataSourceSettings } from './props';
import { uidOf } from './uid';

/** A value of a Secret or ConfigMap, and the field of the data source that it belongs into. */
export interface Credential {
  /** `basicAuthUser`, or a key of `secureJsonData`. */
  readonly field: string;
  readonly reference: SecretOrConfigMap;

  /** What stands before the value. */
  readonly prefix: string;

  /** For messages: `tlsConfig.ca`. */
  readonly prop: string;
}

/** A data source, natively but for its credentials: each way to reach Grafana has its own place for them. */
export interface DataSource {
  readonly fact: DataSourceFact;
  readonly native: GrafanaDataSource;
  readonly credentials: readonly Credential[];
}

/** What of the whole Grafana matters to one data source. */
export interface DataSourceContext {
  readonly cluster: string;
  readonly isDefault: boolean;

  /** Uids of Alertmanagers, by `<namespace>/<name>`. */
  readonly alertmanagers: ReadonlyMap<string, string>;
}

/** The data source that a workload becomes. */
export function dataSourceOf(
  fact: DataSourceFact,
  settings: DataSourceSettings | undefined,
  context: DataSourceContext,
): DataSource {
  const { kind, url } = fact;
  const { basicAuth } = settings ?? {};
  const literalUser = typeof basicAuth?.username === 'string' ? basicAuth.username : undefined;
  const native = compact<GrafanaDataSource>({
    name: settings?.name ?? defaultName(fact, context.cluster),
    uid: uidOfFact(fact, settings, context.cluster),
    type: kind === 'Alertmanager' ? 'alertmanager' : 'prometheus',
    access: 'proxy',
    url,
    isDefault: context.isDefault ? true : undefined,
    basicAuth: basicAuth === undefined ? undefined : true,
    basicAuthUser: literalUser,
    jsonData: {
      ...(kind === 'Alertmanager' ? ALERTMANAGER : prometheusData(fact, settings, context)),
      ...tlsData(settings),
      ...(settings?.authorization === undefined ? {} : { httpHeaderName1: 'Authorization' }),
      ...settings?.jsonData,
    },
  });
  return { fact, native, credentials: credentialsOf(settings) };
}

/** The uid under which dashboards find a data source. */
export function uidOfFact(
  { kind, namespace, name }: DataSourceFact,
  settings: DataSourceSettings | undefined,
  cluster: string,
): string {
  // A view is the same Prometheus for those who ask it: it has not to be found anew when one becomes several.
  const word = kind === 'Alertmanager' ? 'alertmanager' : 'prometheus';
  return settings?.uid ?? uidOf(word, cluster, namespace, name);
}

function defaultName({ kind, namespace, name }: DataSourceFact, cluster: string): string {
  const service = `${kind === 'Alertmanager' ? 'alertmanager' : 'prometheus'}-${name}`;
  return [cluster, namespace, service].filter((part) => part !== '').join('/');
}

const ALERTMANAGER = { implementation: 'prometheus', handleGrafanaManagedAlerts: false };

function prometheusData(
  { kind, version, scrapeInterval, alertmanagers = [] }: DataSourceFact,
  settings: DataSourceSettings | undefined,
  context: DataSourceContext,
): Record<string, unknown> {
  const [alertmanager] = alertmanagers.flatMap((key) => context.alertmanagers.get(key) ?? []);
  return compact({
    httpMethod: 'POST',
    timeInterval: settings?.timeInterval ?? scrapeInterval,
    prometheusType: kind === 'Thanos' ? 'Thanos' : 'Prometheus',
    prometheusVersion: version,
    manageAlerts: true,
    alertmanagerUid: alertmanager,
    exemplarTraceIdDestinations: settings?.exemplarTraceIdDestinations,
  });
}

function tlsData(settings: DataSourceSettings | undefined): Record<string, unknown> {
  const { tlsConfig } = settings ?? {};
  return compact({
    tlsAuthWithCACert: tlsConfig?.ca === undefined ? undefined : true,
    tlsAuth: tlsConfig?.cert === undefined ? undefined : true,
    tlsSkipVerify: tlsConfig?.insecureSkipVerify === true ? true : undefined,
    serverName: tlsConfig?.serverName,
  });
}

function credentialsOf(settings: DataSourceSettings | undefined): Credential[] {
  const { basicAuth, authorization, tlsConfig } = settings ?? {};
  const user = typeof basicAuth?.username === 'string' ? undefined : basicAuth?.username;
  return [
    ...credential('basicAuthUser', 'basicAuth.username', secret(user)),
    ...credential('basicAuthPassword', 'basicAuth.password', secret(basicAuth?.password)),
    ...credential(
      'httpHeaderValue1',
      'authorization.credentials',
      secret(authorization?.credentials),
      'Bearer ',
    ),
    ...credential('tlsCACert', 'tlsConfig.ca', tlsConfig?.ca),
    ...credential('tlsClientCert', 'tlsConfig.cert', tlsConfig?.cert),
    ...credential('tlsClientKey', 'tlsConfig.keySecret', secret(tlsConfig?.keySecret)),
  ];
}

function secret(reference: SecretKeySelector | undefined): SecretOrConfigMap | undefined {
  return reference && { secret: reference };
}

function credential(
  field: string,
  prop: string,
  reference: SecretOrConfigMap | undefined,
  prefix = '',
): Credential[] {
  return reference === undefined ? [] : [{ field, prop, reference, prefix }];
}
