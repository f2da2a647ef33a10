import {
  DEFAULT_LABEL,
  federationAlerts,
  federationJobs,
  federationsInto,
  federationWrites,
  isCovered,
  isWrittenTo,
  leavesOf,
  printSelection,
  readMatch,
  selectionOf,
  silenceAlerts,
  takesEverything,
  timesOf,
  writeTimesOf,
  type FederationProps,
  type Leaf,
} from '../federation';
import { dashboardSelectors, type GrafanaDashboardProps } from '../grafana';
import { fileKey, type SlotItem } from '../kubernetes';
import {
  aliveName,
  onLeaf,
  pushRules,
  SHARD_LABEL,
  WRITERS_FILE,
  WRITER_LABEL,
  type FiledGroup,
  type PushedRules,
} from '../placement';
import type { Where } from '../problems';
import { metricNamesOf, parsePromQL, type VectorSelector } from '../promql';
import type { PrometheusRuleProps, RuleGroup } from '../rules';
import type { ScrapeConfigProps } from '../scrape';
import { describeResource, type Contribution, type Resource, type World } from '../synthesis';
import { formatDuration, parseDuration } from '../values';
import { DEFAULT_INTERVAL } from './common-check';
import { writeContribution } from './federated-writes';
import { checkCopies, checkFederations } from './federation-check';
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
  const isWritten = isWrittenTo(path, world);
  checkFederations(where, model, path, { federations, ruleInterval: shortest, world });
  const prefix = `federated:${model.name.replace(/\W/g, '_')}`;
  const patience = 2 * milliseconds(evaluation);
  const pushed = pushRules({
    files: sources.map(({ names, groups }) => ({ file: fileKey(...names), groups })),
    carried: carriedLabels(federations),
    prefix,
    alive: leaves(federations).reduce((sum, { endpoint }) => sum + endpoint.services.length, 0),
    beside: hasTargets ? leaves(federations).map(({ value }) => value) : undefined,
    evaluationInterval: evaluation,
    ...(model.props.ruleQueryOffset === undefined ? {} : { queryOffset: model.props.ruleQueryOffset }),
    delay: Math.max(...federations.map(({ spec }) => delayOf(spec, shortest))),
    shards: shardsOf(federations),
    ...(isWritten ? { writtenWithin: formatDuration(patience) } : {}),
  });
  reportCoarse(where, pushed, sources);
  const recorded = new Set(
    sources.flatMap(({ groups }) =>
      groups.flatMap(({ rules }) => rules.flatMap(({ rule }) => rule.record ?? [])),
    ),
  );
  const hasCopies = isWritten && leaves(federations).some(({ endpoint }) => endpoint.replicas > 1);
  const dashboards = dashboardReads(where, path, world, { recorded, hasCopies });
  const comingUp = federations.map((federation) => {
    const read = matchOf(where, federation, [...pushed.reads, ...dashboards]);
    checkCopies(where, federation, read, world);
    return { federation, selectors: [partsSelector(prefix), ...read] };
  });
  const groupsOf = (file: string): RuleGroup[] =>
    pushed.above.filter((each) => each.file === file).map(({ group }) => group);
  return {
    federations,
    files: [
      ...sources.flatMap((source) => filesOf(source, groupsOf(fileKey(...source.names)))),
      ...federations.flatMap((federation, index) =>
        filesOf(ownSource(where, federation), [
          ...(index === 0 ? groupsOf(WRITERS_FILE) : []),
          isWritten
            ? silenceAlerts(federation, aliveName(prefix), SHARD_LABEL, patience)
            : federationAlerts(federation, aliveName(prefix), timesOf(federation.spec, shortest)),
        ]),
      ),
    ],
    jobs: isWritten
      ? []
      : comingUp.flatMap(({ federation, selectors }) =>
          federationJobs(federation, selectors, timesOf(federation.spec, shortest)),
        ),
    contributions: [
      ...leaves(federations).flatMap((leaf) => contributionsTo(leaf, model, pushed.below)),
      ...(isWritten
        ? comingUp.flatMap(({ federation, selectors }) =>
            federationWrites(federation, selectors).map((write) =>
              writeContribution(model, write, writeTimesOf(federation.spec, shortest)),
            ),
          )
        : []),
    ],
  };
}

/** Those that have several. */
function shardsOf(federations: ReadonlyArray<Resource<FederationProps>>): Record<string, number> {
  return Object.fromEntries(
    leaves(federations)
      .map(({ value, endpoint }) => [value, endpoint.services.length] as const)
      .filter(([, count]) => count > 1),
  );
}

/** How long what leaves have may be on its way, in milliseconds. */
function delayOf(spec: FederationProps, ruleInterval: number): number {
  if (spec.transport === 'remoteWrite') {
    const { deadline, timeout } = writeTimesOf(spec, ruleInterval);
    return deadline + timeout;
  }
  const { interval, timeout } = timesOf(spec, ruleInterval);
  return interval + timeout;
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

interface KnownOfDashboards {
  /** Names of what the hub records. */
  readonly recorded: ReadonlySet<string>;

  /** Whether what comes up may be there once for each replica. */
  readonly hasCopies: boolean;
}

/** What dashboards of the hub read of the leaves. */
function dashboardReads(
  where: Where,
  path: string,
  { resources }: World,
  { recorded, hasCopies }: KnownOfDashboards,
): VectorSelector[] {
  return resources
    .filter((resource): resource is Resource<GrafanaDashboardProps> => resource.kind === 'GrafanaDashboard')
    .filter(({ spec, problems }) => spec.dataSource?.node.path === path && problems.length === 0)
    .flatMap((resource) => {
      const about = where.about(describeResource(resource));
      const read = dashboardSelectors(about, resource.spec.json).filter(
        (selector) => metricNamesOf(selector)?.every((name) => recorded.has(name)) !== true,
      );
      if (hasCopies && read.length > 0 && !JSON.stringify(resource.spec.json).includes(WRITER_LABEL)) {
        about.warning({
          code: 'federation/replicas',
          value: [...new Set(read.map(selectionOf).map(printSelection))],
          complaint: 'are written to the hub by each replica of a leaf, and shown, or counted, as often',
          remedy: `Show what rules of the hub record, or write \`avg without (${WRITER_LABEL}) (…)\` around them.`,
        });
      }
      return read;
    });
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

function ownSource(where: Where, resource: Resource): Source {
  return { resource, where, groups: [], names: ['federation', resource.namespace, resource.name] };
}

/** Durations are checked where they are written. */
function milliseconds(duration: string): number {
  return parseDuration(duration) ?? 30_000;
}
