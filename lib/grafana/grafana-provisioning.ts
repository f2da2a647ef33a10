import { Construct } from 'constructs';
import { objectLabels } from '../kubernetes';
import { attempt, Where, type Problem } from '../problems';
import { checkSelector } from '../scrape';
import { checkShape } from '../shapes';
import {
  checkNamespace,
  namespaceOf,
  Synthesis,
  type Connection,
  type Plan,
  type Workload,
  type World,
} from '../synthesis';
import { checkChoice, checkDnsSubdomain, checkKubernetesLabels, checkUrl } from '../values';
import { compileContent, type GrafanaContent } from './compile';
import { DashboardLinks } from './dashboard-links';
import { discoveryObjects } from './discovery';
import type { GrafanaDashboard } from './grafana-dashboard';
import type { GrafanaProvisioningProps } from './props';
import { SECRETS_PATH } from './paths';

/**
 * Brings data sources and dashboards of the app to a Grafana that somebody else runs, in the way that it finds them.
 *
 * ```ts
 * new GrafanaProvisioning(chart, 'grafana', { discovery: { mode: 'sidecar' } });
 * ```
 */
export class GrafanaProvisioning extends Construct implements Workload {
  /** It has no pods. */
  readonly serviceFacts = [];
  readonly podFacts = [];

  private readonly problems: Problem[] = [];
  private readonly name: string;
  private readonly namespace: string;
  private readonly props: GrafanaProvisioningProps | undefined;
  private readonly links: DashboardLinks;

  constructor(scope: Construct, id: string, props: GrafanaProvisioningProps) {
    super(scope, id);
    const where = new Where(this.problems, this.node.path);
    const namespace = namespaceOf(this, props.namespace);
    checkNamespace(where, namespace);
    this.name = props.name ?? id;
    this.namespace = namespace ?? '';
    this.props = checkShape(where, 'GrafanaProvisioningProps', props) ? props : undefined;
    this.links = new DashboardLinks(this.props?.externalUrl);
    if (this.props !== undefined) {
      attempt(where, () => {
        checkProvisioning(where, this.name, props);
      });
    }
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
    const { props } = this;
    const content = props && attempt(where, () => compileContent(where, props, this.namespace, world));
    if (content !== undefined) {
      this.links.check(where, content.dashboards);
    }
    const manifests =
      props && content ? attempt(where, () => this.manifests(where, props, content)) : undefined;
    return {
      problems,
      selected: content?.dashboards.map(({ resource }) => resource) ?? [],
      connections: props && content ? connectionsOf(props, content) : [],
      figures: { dataSources: content?.dataSources.length ?? 0, dashboards: content?.dashboards.length ?? 0 },
      render: () => manifests ?? [],
    };
  }

  private manifests(where: Where, props: GrafanaProvisioningProps, content: GrafanaContent) {
    const identity = { app: 'grafana', instance: this.name, version: '' };
    const { 'app.kubernetes.io/version': _, ...ours } = objectLabels(identity);
    return discoveryObjects(
      {
        where,
        place: { namespace: this.namespace, labels: { ...ours, ...props.labels } },
        name: this.name,
        secretsPath: props.secretsPath ?? SECRETS_PATH,
      },
      content,
      props.discovery,
    );
  }
}

function checkProvisioning(where: Where, name: string, props: GrafanaProvisioningProps): void {
  checkDnsSubdomain(where.at('name'), name);
  checkKubernetesLabels(where.at('labels'), props.labels);
  checkUrl(where.at('externalUrl'), props.externalUrl);
  checkSelector(where.at('dashboardSelector'), props.dashboardSelector);
  checkSelector(where.at('dashboardNamespaceSelector'), props.dashboardNamespaceSelector);
  const { discovery } = props;
  checkChoice(where.at('discovery', 'mode'), discovery.mode, ['sidecar', 'provisioning', 'operator', 'api']);
  if (discovery.mode === 'operator') {
    checkSelector(where.at('discovery', 'instanceSelector'), discovery.instanceSelector);
  }
  if (discovery.mode === 'sidecar') {
    checkKubernetesLabels(where.at('discovery', 'dataSourceLabels'), discovery.dataSourceLabels);
    checkKubernetesLabels(where.at('discovery', 'dashboardLabels'), discovery.dashboardLabels);
  }
}

/** Grafana's server asks the data sources. */
function connectionsOf(
  { grafanaPods }: GrafanaProvisioningProps,
  { dataSources }: GrafanaContent,
): Connection[] {
  if (grafanaPods === undefined) {
    return [];
  }
  const from = { namespace: grafanaPods.namespace, podSelector: grafanaPods.matchLabels };
  return dataSources.map(({ fact }) => ({ from, to: fact.pods, port: fact.port }));
}
