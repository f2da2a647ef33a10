import type { SecretKeySelector, SecretOrConfigMap } from '../references';
import type { LabelSelector } from '../scrape';
import type { GrafanaDashboard, HasPath } from './grafana-dashboard';

/** How Grafana proves to a data source who it is, and how it trusts it. Upstream: `jsonData` and `secureJsonData`. */
export interface DataSourceTls {
  /** Upstream: `tlsCACert`. @default - the authorities that Grafana's image trusts */
  readonly ca?: SecretOrConfigMap;

  /** Certificate that Grafana shows, with `keySecret`. Upstream: `tlsClientCert`. */
  readonly cert?: SecretOrConfigMap;

  /** Upstream: `tlsClientKey`. */
  readonly keySecret?: SecretKeySelector;
  readonly serverName?: string;

  /** Upstream: `tlsSkipVerify`. @default false */
  readonly insecureSkipVerify?: boolean;
}

/** Where a label of an exemplar leads. */
export interface ExemplarLink {
  /** The label that holds the id of a trace. */
  readonly name: string;

  /** Uid of the data source of traces, or instead `url`. */
  readonly datasourceUid?: string;
  readonly url?: string;
  readonly urlDisplayLabel?: string;
}

/** What is special about one data source. */
export interface DataSourceSettings {
  /** The Prometheus or Alertmanager that is meant. */
  readonly of: HasPath;

  /** Name in Grafana. @default - `<namespace>/<name of its Service>` */
  readonly name?: string;

  /**
   * By this dashboards and links find it: where a Prometheus is renamed, write its former one here.
   * @default - `<kind>-<namespace>-<name>`, shortened to 40 characters where it is longer
   */
  readonly uid?: string;

  /** Whether it is asked where a panel names none. @default - true for the only Prometheus, false where there are several */
  readonly isDefault?: boolean;

  /** Smallest step of a graph, as a Prometheus duration. Upstream: `jsonData.timeInterval`. @default - the scrape interval */
  readonly timeInterval?: string;

  readonly basicAuth?: {
    readonly username: string | SecretKeySelector;
    readonly password: SecretKeySelector;
  };

  /** Sent as `Authorization: Bearer …`. */
  readonly authorization?: { readonly credentials: SecretKeySelector };
  readonly tlsConfig?: DataSourceTls;

  /** Upstream: `jsonData.exemplarTraceIdDestinations`. */
  readonly exemplarTraceIdDestinations?: readonly ExemplarLink[];

  /** Further settings as Grafana calls them; they win. Upstream: `jsonData`. */
  readonly jsonData?: Readonly<Record<string, unknown>>;
}

/** What lints of dashboards weigh. */
export interface DashboardLints {
  /** A name with a colon that no recording rule of the app records. @default 'warning' */
  readonly 'dashboard/series'?: 'off' | 'warning' | 'error';
}

/** What a Grafana gets. */
export interface GrafanaContentProps {
  /**
   * What is special about data sources. Every Prometheus, global view and Alertmanager of the app is one, whether it is
   * named here or not.
   * @default - nothing
   */
  readonly dataSources?: readonly DataSourceSettings[];

  /** Those of the app that are no data sources of this Grafana. @default - none */
  readonly withoutDataSources?: readonly HasPath[];

  /** Told apart from those of other clusters: part of uids and names. @default - none */
  readonly cluster?: string;

  /** Dashboards, whatever their labels. @default - all of the app, where `dashboardSelector` is absent as well */
  readonly dashboards?: readonly GrafanaDashboard[];

  /** Dashboards by their labels. */
  readonly dashboardSelector?: LabelSelector;

  /** Labels of namespaces. @default - all */
  readonly dashboardNamespaceSelector?: LabelSelector;

  readonly lints?: DashboardLints;
}

/**
 * ConfigMaps with a label, which the sidecar of Grafana's Helm chart (`sidecar.datasources`, `sidecar.dashboards`) finds
 * and puts into Grafana.
 */
export interface SidecarDiscovery {
  readonly mode: 'sidecar';

  /** @default { grafana_datasource: '1' } */
  readonly dataSourceLabels?: Readonly<Record<string, string>>;

  /** @default { grafana_dashboard: '1' } */
  readonly dashboardLabels?: Readonly<Record<string, string>>;

  /** Name of the annotation that holds the folder. Helm: `sidecar.dashboards.folderAnnotation`. @default 'grafana_folder' */
  readonly folderAnnotation?: string;
}

/** ConfigMaps with the files of Grafana's own provisioning, for you to mount. */
export interface FileDiscovery {
  readonly mode: 'provisioning';

  /** Where you mount the dashboards: a folder for each folder of Grafana. @default '/var/lib/grafana/dashboards' */
  readonly dashboardsPath?: string;
}

/** Objects of the Grafana operator (`grafana.integreatly.org/v1beta1`). */
export interface OperatorDiscovery {
  readonly mode: 'operator';

  /** Which Grafanas get them. */
  readonly instanceSelector: LabelSelector;

  /** Whether Grafanas of other namespaces get them. @default false */
  readonly allowCrossNamespaceImport?: boolean;
}

/** ConfigMaps with bodies for Grafana's HTTP API (`POST /api/datasources`, `/api/dashboards/db`), for you to send. */
export interface ApiDiscovery {
  readonly mode: 'api';
}

/** How a Grafana that somebody else runs comes to its data sources and dashboards. */
export type GrafanaDiscovery = SidecarDiscovery | FileDiscovery | OperatorDiscovery | ApiDiscovery;

/** Props of `GrafanaProvisioning`. */
export interface GrafanaProvisioningProps extends GrafanaContentProps {
  /** Part of the names of ConfigMaps. @default - the construct's id */
  readonly name?: string;

  /** @default - the namespace of the chart */
  readonly namespace?: string;

  /** Labels of all objects, beside ours. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly discovery: GrafanaDiscovery;

  /** URL under which people reach the Grafana: links to dashboards (`dashboardUrl`) begin with it. @default - there are no links */
  readonly externalUrl?: string;

  /** Grafana's pods, which the NetworkPolicies of the data sources then let in. @default - nobody is let in */
  readonly grafanaPods?: {
    readonly namespace: string;
    readonly matchLabels: Readonly<Record<string, string>>;
  };

  /**
   * Where Grafana mounts the Secrets that data sources name: `<folder>/<secret>/<key>`. Not for the operator, which reads
   * them itself.
   * @default '/etc/grafana/secrets'
   */
  readonly secretsPath?: string;
}
