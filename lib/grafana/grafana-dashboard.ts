import { Construct } from 'constructs';
import type { Where } from '../problems';
import { ResourceConstruct, type ResourceProps } from '../synthesis';
import { checkDashboard, readDashboard } from './dashboard';

/** Props of {@link GrafanaDashboard}. */
export interface GrafanaDashboardProps extends ResourceProps {
  /**
   * The dashboard, as Grafana exports it (model "Classic"): the text of a file, or an object, for example of
   * `@grafana/grafana-foundation-sdk`. What is no dashboard, and a query that no Prometheus takes, is an error.
   */
  readonly json: string | Readonly<Record<string, unknown>>;

  /** Title of the folder that it is shown in. @default - the root */
  readonly folder?: string;

  /**
   * What its queries are sent to, where it does not say so itself: a Prometheus or Alertmanager of the app.
   * @default - the default data source of the Grafana
   */
  readonly dataSource?: HasPath;
}

/** Any construct: they know where they stand. */
export interface HasPath {
  readonly node: { readonly path: string };
}

/**
 * A dashboard. Renders nothing by itself: every `Grafana` and `GrafanaProvisioning` of the app takes it, unless they
 * choose (`dashboards`, `dashboardSelector`).
 */
export class GrafanaDashboard extends ResourceConstruct<GrafanaDashboardProps> {
  constructor(scope: Construct, id: string, props: GrafanaDashboardProps) {
    super(scope, id, 'GrafanaDashboard', withPathsOnly(props), checkGrafanaDashboard);
  }
}

/** A construct cannot be copied as data; its path says which one it is. */
function withPathsOnly(props: GrafanaDashboardProps): GrafanaDashboardProps {
  const { dataSource } = props;
  return dataSource instanceof Construct
    ? { ...props, dataSource: { node: { path: dataSource.node.path } } }
    : props;
}

function checkGrafanaDashboard(where: Where, { json, folder }: GrafanaDashboardProps): void {
  const dashboard = readDashboard(where.at('json'), json);
  if (dashboard !== undefined) {
    checkDashboard(where.at('json'), dashboard);
  }
  if (folder?.trim() === '') {
    where.at('folder').error({ code: 'incomplete', value: folder, complaint: 'is no title of a folder' });
  }
}
