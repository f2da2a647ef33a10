import {
  DEFAULT_LABEL,
  federationAlerts,
  federationJobs,
  federationsInto,
  isCovered,
  leavesOf,
  printSelection,
  readMatch,
  selectionOf,
  takesEverything,
  timesOf,
  type FederationProps,
  type Leaf,
} from '../federation';
import { dashboardSelectors, type GrafanaDashboardProps } from '../grafana';
import { fileKey, type SlotItem } from '../kubernetes';
import { aliveName, onLeaf, pushRules, type FiledGroup, type PushedRules } from '../placement';
import type { Where } from '../problems';
import { metricNamesOf, parsePromQL, type VectorSelector } from '../promql';
import type { PrometheusRuleProps, RuleGroup } from '../rules';
import type { ScrapeConfigProps } from '../scrape';
import { describeResource, type Contribution, type Resource, type World } from '../synthesis';
import { parseDuration } from '../values';
import { DEFAULT_INTERVAL } from './common-check';
import { checkFederations } from './federation-check';
import type { PrometheusModel } from './model';
import { filesOf, type Source } from './plan-rules';

/** What a Prometheus that federates others becomes. */
export interface FederatedHub {
  readonly federations: ReadonlyArray<Resource<FederationProps>>;

  /** Its rule files, in the place of those that were written. */
  readonly files: readonly SlotItem[];
  readonly jobs: ReadonlyArray<Resource<ScrapeConfigProps>>;
  readonly contributions: readonly Contribution[];
}

/**
 * Divides the rules of a hub between it and its leaves, and makes the jobs by which the rest comes up. Undefined where it
 * federates nobody.
 */
export function federate(
  where: Where,
  model: PrometheusModel,
  path: string,
  sources: readonly Source[],
  hasTargets: boolean,
  world: World,
): FederatedHub | undefined {
  const federations = federationsInto(path, world);
  if (federations.length === 0) {
    return undefined;
  }
  const evaluation = model.props.evaluationInterval ?? DEFAULT_INTERVAL;
  const shortest = Math.min(
    milliseconds(evaluation),
    ...sources
      .flatMap(({ groups }) => groups)
      .flatMap(({ group }) => (group.interval === undefined ? [] : [milliseconds(group.interval)])),
  );
  const times = federations.map(({ spec }) => timesOf(spec, shortest));
  checkFederations(where, model, path, { federations, times, world });
  const prefix = `federated:${model.name.replace(/\W/g, '_')}`;
  const pushed = pushRules({
    files: sources.map(({ names, groups }) => ({ file: fileKey(...names), groups })),
    carried: carriedLabels(federations),
    prefix,
    alive: leaves(federations).reduce((sum, { endpoint }) => sum + endpoint.services.length, 0),
    beside: hasTargets ? leaves(federations).map(({ value }) => value) : undefined,
    evaluationInterval: evaluation,
    ...(model.props.ruleQueryOffset === undefined ? {} : { queryOffset: model.props.ruleQueryOffset }),
    delay: Math.max(...times.map(({ interval, timeout }) => interval + timeout)),
  });
  reportCoarse(where, pushed, sources);
  const recorded = new Set(
    sources.flatMap(({ groups }) =>
      groups.flatMap(({ rules }) => rules.flatMap(({ rule }) => rule.record ?? [])),
    ),
  );
  const dashboards = dashboardReads(where, path, world).filter(
    (selector) => metricNamesOf(selector)?.every((name) => recorded.has(name)) !== true,
  );
  const parts = partsSelector(prefix);
  return {
    federations,
    files: [
      ...sources.flatMap((source) =>
        filesOf(
          source,
          pushed.above.filter(({ file }) => file === fileKey(...source.names)).map(({ group }) => group),
        ),
      ),
      ...federations.flatMap((federation) =>
        filesOf(alertSource(where, federation), [
          federationAlerts(federation, aliveName(prefix), timesOf(federation.spec, shortest)),
        ]),
      ),
    ],
    jobs: federations.flatMap((federation) =>
      federationJobs(
        federation,
        [parts, ...matchOf(where, federation, [...pushed.reads, ...dashboards])],
        timesOf(federation.spec, shortest),
      ),
    ),
    contributions: leaves(federations).flatMap((leaf) => contributionsTo(leaf, model, pushed.below)),
  };
}

function leaves(federations: ReadonlyArray<Resource<FederationProps>>): Leaf[] {
  return federations.flatMap(({ spec }) => leavesOf(spec));
}

/** The label that tells leaves apart first; the hub of several federations has it of the first. */
function carriedLabels(federations: ReadonlyArray<Resource<FederationProps>>): [string, ...string[]] {
  const label = federations[0]?.spec.label ?? DEFAULT_LABEL;
  const others = leaves(federations).flatMap(({ endpoint }) => [
    ...Object.keys(endpoint.externalLabels),
    ...endpoint.otherLabels,
  ]);
  return [label, ...[...new Set(others)].filter((other) => other !== label).sort()];
}

/** All parts have names of the hub's own, so that one selector takes them. */
function partsSelector(prefix: string): VectorSelector {
  const expr = parsePromQL(`{__name__=~"${prefix}:.+"}`);
  if (expr.type !== 'vectorSelector') {
    throw new TypeError(`${prefix} begins no name`);
  }
  return expr;
}

/** What comes up besides parts: what is read, or what the user says, which must cover that. */
function matchOf(
  where: Where,
  federation: Resource<FederationProps>,
  reads: readonly VectorSelector[],
): readonly VectorSelector[] {
  const about = where.about(describeResource(federation));
  const { spec } = federation;
  const given = readMatch(spec);
  if (spec.match !== undefined) {
    const asked = given.map(selectionOf);
    const missed = reads.map(selectionOf).filter((each) => !asked.some((its) => isCovered(each, its)));
    for (const text of new Set(missed.map(printSelection))) {
      about.at('match').error({
        code: 'not-federated',
        value: text,
        complaint:
          'is read by rules or dashboards of the hub, and none of these selectors is known to take it',
        remedy: 'Add it, or leave `match` out: it is then derived.',
      });
    }
    return given;
  }
  for (const text of new Set(reads.map(selectionOf).filter(takesEverything).map(printSelection))) {
    if (spec.allowEverything !== true) {
      about.error({
        code: 'match-everything',
        value: text,
        complaint: 'is read by rules or dashboards of the hub, and takes everything that a leaf has',
        remedy: 'Name a metric or a job there, say what comes up by `match`, or set `allowEverything: true`.',
      });
    }
  }
  return reads;
}

function reportCoarse(where: Where, { rules }: PushedRules, sources: readonly Source[]): void {
  for (const { coarse, name, file, group } of rules) {
    const source = sources.find(({ names }) => fileKey(...names) === file);
    const read = source?.groups
      .find((each) => each.group.name === group)
      ?.rules.find(({ rule }) => (rule.record ?? rule.alert) === name);
    coarse.forEach((part) => {
      (read?.where ?? where).at('expr').warning({
        code: 'federation/coarse',
        value: part,
        complaint:
          'is worked out from what is federated: samples as often as they come up, and no series that the rule does not name',
        remedy: 'Record the inner expression by a rule of its own, and look back on that.',
      });
    });
  }
}

function dashboardReads(where: Where, path: string, { resources }: World): VectorSelector[] {
  return resources
    .filter((resource): resource is Resource<GrafanaDashboardProps> => resource.kind === 'GrafanaDashboard')
    .filter(({ spec, problems }) => spec.dataSource?.node.path === path && problems.length === 0)
    .flatMap((resource) => dashboardSelectors(where.about(describeResource(resource)), resource.spec.json));
}

/** What a leaf records for the hub: a rule file for each of the hub's. */
function contributionsTo(
  { endpoint }: Leaf,
  { namespace, name }: PrometheusModel,
  below: readonly FiledGroup[],
): Contribution[] {
  return [...new Set(below.map(({ file }) => file))].flatMap((file) => {
    const groups = below
      .filter((each) => each.file === file)
      .flatMap(({ group }): RuleGroup[] => {
        const rules = group.rules.flatMap((rule) =>
          rule.record === undefined ? [] : (onLeaf(rule, endpoint.externalLabels) ?? []),
        );
        return rules.length === 0 ? [] : [{ ...group, rules }];
      });
    const resource: Resource<PrometheusRuleProps> = {
      kind: 'PrometheusRule',
      name: `federated-${name}-${file.replace(/\.yaml$/, '')}`,
      namespace,
      labels: {},
      path: endpoint.path,
      problems: [],
      spec: { groups },
    };
    return groups.length === 0 ? [] : [{ to: endpoint.path, resource }];
  });
}

function alertSource(where: Where, resource: Resource): Source {
  return { resource, where, groups: [], names: ['federation', resource.namespace, resource.name] };
}

/** Durations are checked where they are written. */
function milliseconds(duration: string): number {
  return parseDuration(duration) ?? 30_000;
}
