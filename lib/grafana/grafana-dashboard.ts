import { Construct } from 'constructs';
import { Where } from '../problems';
import { ResourceConstruct, type ResourceProps } from '../synthesis';
import { checkDashboard, readDashboard, uidOfDashboard } from './dashboard';

/** Props of {@link GrafanaDashboard}. */
export interface GrafanaDashboardProps extends ResourceProps {
  /**
   * The dashboard, as Grafana exports it (model "Classic"): the text of a file, or an object, for example of
   * `@grafana/grafana-foundation-sdk`. What is no dashboard, and a query that no Prometheus takes, is an error.
   */
  readonly json: string | object;

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
  /** By this links find it: what its JSON says, or the name of this construct. */
  readonly uid: string;

  constructor(scope: Construct, id: string, props: GrafanaDashboardProps) {
    super(scope, id, 'GrafanaDashboard', asData(props), checkGrafanaDashboard);
    const { spec, name } = this.resource;
    // What is no dashboard has been reported by the check.
    this.uid = uidOfDashboard(readDashboard(new Where([], this.node.path), spec.json) ?? {}, name);
  }
}

/** What can be copied as data: of a construct its path, of a dashboard what JSON makes of it. Builders leave functions in it. */
function asData(props: GrafanaDashboardProps): GrafanaDashboardProps {
  const { json, dataSource } = props;
  return {
    ...props,
    ...(typeof json === 'object'
      ? { json: JSON.parse(JSON.stringify(json)) as GrafanaDashboardProps['json'] }
      : {}),
    ...(dataSource instanceof Construct ? { dataSource: { node: { path: dataSource.node.path } } } : {}),
  };
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
