import { Construct } from 'constructs';
import { renderYaml } from '../native';
import { attempt, Where, type Problem } from '../problems';
import { MountedFiles } from '../references';
import { checkShape } from '../shapes';
import {
  checkNamespace,
  namespaceOf,
  Synthesis,
  type Plan,
  type PodFact,
  type Resource,
  type ServiceFact,
  type Workload,
  type World,
} from '../synthesis';
import { compileContent, type GrafanaContent } from './compile';
import { DashboardLinks } from './dashboard-links';
import { dataSourceFile } from './discovery';
import type { GrafanaDashboard } from './grafana-dashboard';
import { checkGrafana } from './server/check';
import { dashboardFolders } from './server/folders';
import { renderIni } from './server/ini';
import { CONFIG_ROOT, grafanaManifests, type CompiledGrafana } from './server/manifests';
import { grafanaModel, WEB_PORT, type GrafanaModel } from './server/model';
import type { GrafanaProps } from './server/props';

/**
 * A Grafana, for those who have none: with every Prometheus and Alertmanager of the app as data source, and all its
 * dashboards.
 *
 * ```ts
 * new Grafana(chart, 'main', {
 *   admin: { username: secretKey('grafana-admin', 'user'), password: secretKey('grafana-admin', 'password') },
 *   storage: { size: Size.gibibytes(10) },
 * });
 * ```
 */
export class Grafana extends Construct implements Workload {
  readonly serviceFacts: readonly ServiceFact[];
  readonly podFacts: readonly PodFact[];

  /** Address inside of the cluster: `http://grafana-main.monitoring.svc:3000`. */
  readonly url: string;

  private readonly model: GrafanaModel;
  private readonly problems: Problem[] = [];
  private readonly isRead: boolean;
  private readonly links: DashboardLinks;

  constructor(scope: Construct, id: string, props: GrafanaProps) {
    super(scope, id);
    const where = new Where(this.problems, this.node.path);
    const namespace = namespaceOf(this, props.namespace);
    checkNamespace(where, namespace);
    this.isRead = checkShape(where, 'GrafanaProps', props);
    if (this.isRead) {
      attempt(where, () => {
        checkGrafana(where, props.name ?? id, props);
      });
    }
    const model = (given: GrafanaProps) => grafanaModel(given.name ?? id, namespace ?? '', given);
    // Where the props cannot be read at all that has been reported, and nothing will be written.
    this.model = (this.isRead ? attempt(where, () => model(props)) : undefined) ?? model(NOTHING);
    this.links = new DashboardLinks(this.model.props.externalUrl);
    this.serviceFacts = this.model.serviceFacts;
    this.podFacts = this.model.podFacts;
    this.url = `http://${this.model.fullName}.${this.model.place.namespace}.svc:${WEB_PORT}`;
    Synthesis.of(this).addWorkload(this);
  }

  /**
   * Where people find a dashboard in it, for `dashboardUrl` of alerts.
   *
   * Errors at synth: without `externalUrl`, and where this Grafana does not get the dashboard.
   */
  dashboardUrl(dashboard: GrafanaDashboard): string {
    return this.links.to(dashboard);
  }

  /** Called when the tree of the app is complete. */
  plan(world: World): Plan {
    const problems = [...this.problems];
    const where = new Where(problems, this.node.path);
    const { model } = this;
    const content = this.isRead
      ? attempt(where, () => compileContent(where, model.props, model.place.namespace, world))
      : undefined;
    if (content !== undefined) {
      this.links.check(where, content.dashboards);
    }
    const compiled = content && attempt(where, () => compile(where, model, content));
    const sources = content?.dataSources ?? [];
    return {
      problems,
      selected: content?.dashboards.map(({ resource }): Resource => resource) ?? [],
      connections: sources.map(({ fact }) => ({ from: model.podGroup, to: fact.pods, port: fact.port })),
      figures: { dataSources: sources.length, dashboards: content?.dashboards.length ?? 0 },
      render: (connections) => (compiled ? grafanaManifests(compiled, connections) : []),
    };
  }
}

/** What is gone on with after props that cannot be read. */
const NOTHING: GrafanaProps = {
  admin: { username: { name: 'none', key: 'none' }, password: { name: 'none', key: 'none' } },
};

function compile(where: Where, model: GrafanaModel, content: GrafanaContent): CompiledGrafana {
  const { namespace } = model.place;
  const files = new MountedFiles(namespace, CONFIG_ROOT);
  const context = { files, referrer: { namespace, optional: false } };
  model.props.secrets?.forEach((name) => {
    files.whole('Secret', name);
  });
  model.props.configMaps?.forEach((name) => {
    files.whole('ConfigMap', name);
  });
  return {
    model,
    ini: renderIni(where, model.props, context),
    dataSources: renderYaml(
      dataSourceFile(content.dataSources, ({ prop, reference }, { fact }) =>
        files.either(
          where.about(`data source ${fact.path}`).at(...prop.split('.')),
          reference,
          context.referrer,
        ),
      ),
    ),
    folders: dashboardFolders(where, content.dashboards),
    files,
  };
}
