import {
  DEFAULT_LABEL,
  federationsInto,
  leavesOf,
  withHub,
  type FederationProps,
  type Leaf,
} from '../federation';
import { fileKey, type SlotItem } from '../kubernetes';
import { aliveName, pushRules, WRITERS_FILE, type PushedRules } from '../placement';
import type { Where } from '../problems';
import { parsePromQL, type VectorSelector } from '../promql';
import type { RuleGroup } from '../rules';
import type { ScrapeConfigProps } from '../scrape';
import { describeResource, type Contribution, type Resource, type World } from '../synthesis';
import { parseDuration } from '../values';
import type { Beside } from './beside';
import { DEFAULT_INTERVAL } from './common-check';
import { contributedSources } from './federated-leaf';
import { partsOf } from './federated-parts';
import { dashboardReads, matchOf } from './federated-reads';
import { checkCopies, checkFederations } from './federation-check';
import { checkHubRules, rulesOfReaders } from './hub-rules';
import type { PrometheusModel } from './model';
import { filesOf, type Source } from './plan-rules';
import type { LoadedAbove } from './rules-above';
import { hubTransport, type ComingUp, type Hub } from './transports';

/** What a Prometheus that federates others becomes. */
export interface FederatedHub {
  readonly federations: ReadonlyArray<Resource<FederationProps>>;

  /** Its rule files, in the place of those that were written. */
  readonly files: readonly SlotItem[];

  /** What it records for itself, where it is read as its leaves are. */
  readonly ownParts: readonly Source[];

  /** The rules that a Ruler evaluates in its place; undefined where it does so itself. */
  readonly overLeaves: LoadedAbove | undefined;
  readonly jobs: ReadonlyArray<Resource<ScrapeConfigProps>>;
  readonly contributions: readonly Contribution[];
}

/** What is known of a Prometheus that may be a hub. */
export interface MaybeHub {
  readonly model: PrometheusModel;
  readonly path: string;

  /** What it has besides what comes from its leaves: nothing, what it scrapes of itself and its readers, or more. */
  readonly targets: 'none' | 'itself' | 'others';
  readonly readers: Beside['readers'];
  readonly world: World;
}

/** The rules of a hub, divided. */
interface Divided {
  readonly sources: readonly Source[];
  readonly federations: ReadonlyArray<Resource<FederationProps>>;
  readonly leaves: readonly Leaf[];
  readonly pushed: PushedRules;
  readonly prefix: string;
}

/** Divides the rules of a hub between it and its leaves, and makes what brings up the rest. Undefined where it has no leaves. */
export function federate(
  where: Where,
  maybe: MaybeHub,
  sources: readonly Source[],
): FederatedHub | undefined {
  const { model, path, world } = maybe;
  const federations = federationsInto(path, world);
  const [first] = federations;
  if (first === undefined) {
    return undefined;
  }
  const transport = hubTransport(first.spec.transport);
  const prefix = `federated:${model.name.replace(/\W/g, '_')}`;
  const hub = hubOf(model, aliveName(prefix), sources);
  checkFederations(where, maybe, { federations, transport, ruleInterval: hub.ruleInterval });
  const leaves = allLeaves(federations);
  const pushed = pushRules({
    files: sources.map(({ names, groups }) => ({ file: fileKey(...names), groups })),
    carried: carriedLabels(first.spec, leaves),
    prefix,
    alive: leaves.reduce((sum, { endpoint }) => sum + endpoint.services.length, 0),
    // Where a Ruler evaluates, it reads the hub as it reads the leaves.
    beside:
      transport.evaluator === 'hub' && maybe.targets !== 'none'
        ? leaves.map(({ value }) => value)
        : undefined,
    evaluationInterval: model.props.evaluationInterval ?? DEFAULT_INTERVAL,
    ...(model.props.ruleQueryOffset === undefined ? {} : { queryOffset: model.props.ruleQueryOffset }),
    delay: Math.max(...federations.map(({ spec }) => transport.delay(spec, hub.ruleInterval))),
    shards: shardsOf(leaves),
    ...transport.pushed(hub),
  });
  reportCoarse(where, pushed, sources);
  const divided: Divided = { sources, federations, leaves, pushed, prefix };
  const comingUp = transport.selects ? selections(where, maybe, divided, transport.copies) : [];
  const parts = leaves.flatMap((leaf) => partsOf(leaf, model, pushed.below));
  return {
    federations,
    ...evaluated(where, maybe, divided, hub),
    ownParts: contributedSources(
      where,
      model,
      parts.filter(({ to }) => to === path),
    ),
    jobs: comingUp.flatMap((coming) => transport.jobs(coming, hub)),
    contributions: [
      ...parts.filter(({ to }) => to !== path),
      ...comingUp.flatMap((coming) => transport.contributions(coming, hub)),
    ],
  };
}

/** What is evaluated at the hub, and by whom. */
function evaluated(
  where: Where,
  { readers }: MaybeHub,
  { sources, federations, pushed }: Divided,
  hub: Hub,
): Pick<FederatedHub, 'files' | 'overLeaves'> {
  const groupsOf = (file: string): RuleGroup[] =>
    pushed.above.filter((each) => each.file === file).map(({ group }) => group);
  const written = sources.flatMap((source) => filesOf(source, groupsOf(fileKey(...source.names))));
  const about = federations.map((federation, index) => {
    const transport = hubTransport(federation.spec.transport);
    const leaves = index === 0 ? withHub(federation.spec) : leavesOf(federation.spec);
    return {
      source: ownSource(where, federation),
      groups: [...(index === 0 ? groupsOf(WRITERS_FILE) : []), transport.alerts(federation, leaves, hub)],
    };
  });
  if (readers === undefined) {
    return {
      files: [...written, ...about.flatMap(({ source, groups }) => filesOf(source, groups))],
      overLeaves: undefined,
    };
  }
  checkHubRules(sources, readers);
  const groups = pushed.above.map(({ group }) => group);
  return { files: [], overLeaves: rulesOfReaders(where, readers, { written, about, groups }) };
}

/** What of the leaves comes up. */
function selections(
  where: Where,
  { path, world }: MaybeHub,
  { sources, federations, leaves, pushed, prefix }: Divided,
  copies: boolean,
): ComingUp[] {
  const recorded = new Set(
    sources.flatMap(({ groups }) =>
      groups.flatMap(({ rules }) => rules.flatMap(({ rule }) => rule.record ?? [])),
    ),
  );
  const hasCopies = copies && leaves.some(({ endpoint }) => endpoint.replicas > 1);
  const dashboards = dashboardReads(where, path, world, { recorded, hasCopies });
  return federations.map((federation) => {
    const read = matchOf(where, federation, [...pushed.reads, ...dashboards]);
    checkCopies(where, federation, read, world);
    return { federation, selectors: [partsSelector(prefix), ...read] };
  });
}

function hubOf(model: PrometheusModel, alive: string, sources: readonly Source[]): Hub {
  const evaluation = milliseconds(model.props.evaluationInterval ?? DEFAULT_INTERVAL);
  const intervals = sources
    .flatMap(({ groups }) => groups)
    .flatMap(({ group }) => (group.interval === undefined ? [] : [milliseconds(group.interval)]));
  return {
    model,
    ruleInterval: Math.min(evaluation, ...intervals),
    patience: 2 * evaluation,
    aliveName: alive,
  };
}

/** Of all federations, the hub among them where it is read as they are: once. */
function allLeaves(federations: ReadonlyArray<Resource<FederationProps>>): Leaf[] {
  const leaves = federations.flatMap(({ spec }) => withHub(spec));
  return leaves.filter(
    ({ endpoint }, index) => leaves.findIndex((other) => other.endpoint.path === endpoint.path) === index,
  );
}

/** Those that have several. */
function shardsOf(leaves: readonly Leaf[]): Record<string, number> {
  return Object.fromEntries(
    leaves
      .map(({ value, endpoint }) => [value, endpoint.services.length] as const)
      .filter(([, count]) => count > 1),
  );
}

/** The label that tells leaves apart first; the hub of several federations has it of the first. */
function carriedLabels(
  { label = DEFAULT_LABEL }: FederationProps,
  leaves: readonly Leaf[],
): [string, ...string[]] {
  const others = leaves.flatMap(({ endpoint }) => [
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

function ownSource(where: Where, resource: Resource): Source {
  return {
    resource,
    where: where.about(describeResource(resource)),
    groups: [],
    names: ['federation', resource.namespace, resource.name],
  };
}

/** Durations are checked where they are written. */
function milliseconds(duration: string): number {
  return parseDuration(duration) ?? 30_000;
}
