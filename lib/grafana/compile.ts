import type { Where } from '../problems';
import { checkSelects, readReferences, select, type Choice } from '../scrape';
import { describeResource, type DataSourceFact, type Resource, type World } from '../synthesis';
import { dataSourceOf, uidOfFact, type DataSource } from './data-source';
import { checkDataSources } from './data-source-check';
import {
  bindDashboard,
  namedSources,
  readDashboard,
  textOf,
  uidOfDashboard,
  unrecordedNames,
  type JsonObject,
} from './dashboard';
import type { GrafanaDashboardProps } from './grafana-dashboard';
import type { DataSourceSettings, GrafanaContentProps } from './props';
import { recordedNames } from './recorded-names';

/** A dashboard as it is shipped. */
export interface ShippedDashboard {
  readonly resource: Resource<GrafanaDashboardProps>;

  /** With its data source and uid filled in. */
  readonly json: JsonObject;
  readonly folder: string;
}

/** What a Grafana gets: decided and checked. */
export interface GrafanaContent {
  readonly dataSources: readonly DataSource[];
  readonly dashboards: readonly ShippedDashboard[];
}

/** Decides which data sources and dashboards a Grafana in namespace `own` gets, now that the whole app is known. */
export function compileContent(
  where: Where,
  props: GrafanaContentProps,
  own: string,
  world: World,
): GrafanaContent {
  const dataSources = dataSourcesOf(where, props, world);
  const dashboards = selectDashboards(where, props, own, world)
    .filter(({ problems }) => problems.every(({ severity }) => severity !== 'error'))
    .flatMap((resource) => ship(where, resource, dataSources, world, props));
  checkUids(where, dashboards);
  return { dataSources, dashboards };
}

function dataSourcesOf(where: Where, props: GrafanaContentProps, world: World): DataSource[] {
  const { cluster = '', withoutDataSources = [] } = props;
  const without = new Set(withoutDataSources.map(({ node }) => node.path));
  const facts = world.dataSources.filter(({ path }) => !without.has(path));
  const settings = new Map(
    (props.dataSources ?? []).map((each): [string, DataSourceSettings] => [each.of.node.path, each]),
  );
  const alertmanagers = new Map(
    facts
      .filter(({ kind }) => kind === 'Alertmanager')
      .map((fact) => [`${fact.namespace}/${fact.name}`, uidOfFact(fact, settings.get(fact.path), cluster)]),
  );
  const asked = facts.filter(({ kind }) => kind !== 'Alertmanager');
  const chosen = [...settings.values()].some(({ isDefault }) => isDefault === true);
  const sources = facts.map((fact) =>
    dataSourceOf(fact, settings.get(fact.path), {
      cluster,
      alertmanagers,
      isDefault: settings.get(fact.path)?.isDefault ?? (!chosen && isOnly(fact, asked)),
    }),
  );
  checkDataSources(where, props, world.dataSources, sources);
  return sources;
}

function isOnly(fact: DataSourceFact, facts: readonly DataSourceFact[]): boolean {
  return facts.length === 1 && facts[0] === fact;
}

function selectDashboards(
  where: Where,
  props: GrafanaContentProps,
  own: string,
  world: World,
): Array<Resource<GrafanaDashboardProps>> {
  const { dashboards, dashboardSelector } = props;
  const choice: Choice = {
    kind: 'GrafanaDashboard',
    prop: 'dashboardSelector',
    references: readReferences(where.at('dashboards'), 'GrafanaDashboard', dashboards, world),
    selector: dashboardSelector ?? (dashboards === undefined ? {} : undefined),
    namespaceSelector: props.dashboardNamespaceSelector ?? {},
  };
  checkSelects(where, choice, own, world);
  return select(choice, own, world) as Array<Resource<GrafanaDashboardProps>>;
}

function ship(
  where: Where,
  resource: Resource<GrafanaDashboardProps>,
  dataSources: readonly DataSource[],
  world: World,
  { lints = {} }: GrafanaContentProps,
): ShippedDashboard[] {
  const about = where.about(describeResource(resource));
  // What is wrong with it has been reported where it was defined.
  const dashboard = readDashboard(about, resource.spec.json);
  if (dashboard === undefined) {
    return [];
  }
  lintSeries(about, dashboard, recordedNames(world), lints['dashboard/series'] ?? 'warning');
  const target = targetOf(about, resource.spec, dataSources);
  const bound = target === undefined ? dashboard : bindDashboard(dashboard, target.native);
  checkNamedSources(about, bound, dataSources);
  // The id is that of the database it came from.
  const { id: _, ...rest } = bound;
  return [
    {
      resource,
      json: { ...rest, uid: uidOfDashboard(bound, resource.name) },
      folder: resource.spec.folder ?? '',
    },
  ];
}

/** What the dashboard's queries are sent to: what it says, or the default of the Grafana. */
function targetOf(
  where: Where,
  { dataSource }: GrafanaDashboardProps,
  dataSources: readonly DataSource[],
): DataSource | undefined {
  if (dataSource === undefined) {
    return dataSources.find(({ native }) => native.isDefault === true);
  }
  const found = dataSources.find(({ fact }) => fact.path === dataSource.node.path);
  if (found === undefined) {
    where.at('dataSource').error({
      code: 'wrong-reference',
      value: dataSource.node.path,
      complaint: 'is no data source of this Grafana',
      remedy:
        'Name a Prometheus or an Alertmanager of the same app, and take it out of `withoutDataSources`.',
    });
  }
  return found;
}

function checkNamedSources(where: Where, dashboard: JsonObject, dataSources: readonly DataSource[]): void {
  const uids = new Set(dataSources.map(({ native }) => native.uid));
  for (const uid of namedSources(dashboard)) {
    if (!uids.has(uid)) {
      where.warning({
        code: 'unknown-data-source',
        value: uid,
        complaint:
          'is the uid of no data source of the app: panels that ask it show nothing, unless others provide it',
        remedy:
          uids.size === 0
            ? 'Define a Prometheus in the app.'
            : `There are: ${[...uids].sort().join(', ')}. An export "for sharing externally" asks for one instead.`,
      });
    }
  }
}

function lintSeries(
  where: Where,
  dashboard: JsonObject,
  recorded: ReadonlySet<string>,
  severity: 'off' | 'warning' | 'error',
): void {
  if (severity === 'off') {
    return;
  }
  for (const { name, place } of unrecordedNames(dashboard, recorded)) {
    const finding = {
      code: 'dashboard/series',
      value: name,
      complaint: `is read by ${place}, and no recording rule of the app records it`,
      remedy:
        "Add the rule, mend the name, or set `lints: { 'dashboard/series': 'off' }` where others record it.",
    };
    if (severity === 'error') {
      where.error(finding);
    } else {
      where.warning(finding);
    }
  }
}

function checkUids(where: Where, dashboards: readonly ShippedDashboard[]): void {
  const owners = new Map<string, ShippedDashboard>();
  for (const dashboard of dashboards) {
    const uid = textOf(dashboard.json.uid) ?? '';
    const owner = owners.get(uid);
    if (owner !== undefined) {
      where.about(describeResource(dashboard.resource)).error({
        code: 'duplicate',
        value: uid,
        complaint: `is the uid of ${describeResource(owner.resource)} as well: Grafana would keep one of them`,
        remedy: 'Change `uid` in the JSON of one of them.',
      });
    }
    owners.set(uid, owner ?? dashboard);
  }
}
