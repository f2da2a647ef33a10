import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import {
  federationsFrom,
  federationsInto,
  leavesOf,
  servedLeaves,
  type FederationProps,
} from '../federation';
import { allow, fileKey, ingressPolicy, objectLabels, type Manifest, type SlotItem } from '../kubernetes';
import { placeRules, SHARD_LABEL, type PlacedRule } from '../placement';
import { Where } from '../problems';
import { parsePromQL, printPromQL, PROMQL_FEATURES } from '../promql';
import { readGroups, type PrometheusRuleProps, type Rule, type RuleGroup } from '../rules';
import type { JobToShard } from '../sharding';
import { describeResource, type Contribution, type Resource, type World } from '../synthesis';
import { DEFAULT_INTERVAL } from './common-check';
import type { PrometheusModel } from './model';
import { filesOf, type Source } from './plan-rules';
import { promqlOptions } from './promql-options';
import { shardFacts } from './shard-facts';

/** What hubs want a Prometheus to record for them. What its version does not understand is reported. */
export function contributedSources(
  where: Where,
  model: PrometheusModel,
  contributed: readonly Contribution[],
): Source[] {
  return contributed
    .filter(({ resource }) => resource.kind === 'PrometheusRule')
    .map(({ resource }) => {
      const { namespace, name, spec } = resource as Resource<PrometheusRuleProps>;
      const about = where.about(describeResource(resource));
      return {
        resource,
        where: about,
        groups: readGroups(about, spec.groups, promqlOptions(model)),
        names: [namespace, name],
      };
    });
}

/**
 * Files of contributed rules on each shard. A part that no single shard can work out is recorded by each of them from its own
 * series, with its number: the hub puts parts of shards together as it does those of leaves.
 *
 * @param own rules of the Prometheus itself, which contributed ones may read
 */
export function contributedFiles(
  where: Where,
  model: PrometheusModel,
  own: readonly Source[],
  contributed: readonly Source[],
  jobs: readonly JobToShard[],
): ReadonlyArray<readonly SlotItem[]> {
  const shards = model.sharding.shards.map((_, index) => index);
  if (shards.length === 1 || contributed.length === 0) {
    return shards.map(() => contributed.flatMap((source) => filesOf(source)));
  }
  // What is wrong with the facts and with its own rules has been said; names of parts are those of a hub.
  const placement = placeRules(new Where([], where.path), {
    files: [...own, ...contributed].map(({ names, groups }) => ({ file: fileKey(...names), groups })),
    facts: shardFacts(new Where([], where.path), model, jobs),
    view: 'prometheus',
    evaluationInterval: model.props.evaluationInterval ?? DEFAULT_INTERVAL,
    promql: promqlOptions(model),
  });
  return shards.map((shard) =>
    contributed.flatMap((source) => {
      const groups = source.groups.map(({ group, rules }): RuleGroup => ({
        ...group,
        rules: rules.flatMap((read) => {
          const placed = placement.rules.find(
            (each) =>
              each.file === fileKey(...source.names) &&
              each.group === group.name &&
              each.name === read.rule.record,
          );
          return placed === undefined ? [] : ruleOnShard(read, placed, shard);
        }),
      }));
      const filled = groups.filter(({ rules }) => rules.length > 0);
      return filled.length === 0 ? [] : filesOf(source, filled);
    }),
  );
}

function ruleOnShard(
  { rule, where }: Source['groups'][number]['rules'][number],
  placed: PlacedRule,
  shard: number,
): Rule[] {
  const numbered = { ...rule.labels, [SHARD_LABEL]: String(shard) };
  if (placed.onShards !== undefined) {
    const expr = shard === 0 ? placed.onShards.expr : placed.onShards.elsewhere;
    // Guards count each shard; else what is the same on all of them is one.
    const isAlive = rule.record?.endsWith(':leaf_alive') === true;
    return expr === undefined ? [] : [{ ...rule, expr, ...(isAlive ? { labels: numbered } : {}) }];
  }
  const [part, ...others] = placed.partials;
  if (part === undefined || others.length > 0 || part.expr !== inOneLine(rule.expr)) {
    if (shard === 0) {
      const [reason] = placed.reasons;
      where.at('expr').error({
        code: 'unplaceable',
        value: reason?.part ?? rule.expr,
        complaint: `${reason?.complaint ?? 'needs more than one shard'}, and a hub wants it recorded: no shard can, and parts of shards do not add up to it`,
        remedy:
          'Say so that it keeps the instance up to an aggregation in the rule of the hub, or let every shard scrape one side of it.',
      });
    }
    return [];
  }
  const expr = shard === 0 ? part.expr : part.elsewhere;
  return expr === undefined ? [] : [{ ...rule, expr, labels: numbered }];
}

function inOneLine(expr: string): string {
  return printPromQL(parsePromQL(expr, { enableFeatures: PROMQL_FEATURES }));
}

/** Those from other clusters whom the NetworkPolicy lets in: hubs that ask, and leaves that write. */
export function federationPeers(path: string, world: World): NetworkPolicyPeer[] {
  return peersAt(path, world, ({ transport }) => transport !== 'thanos');
}

/** Lets in those of other clusters who read it by Thanos: its sidecars, or the Query of its view, which know of nobody elsewhere. */
export function storePolicies(
  { namespace, identity, names, props }: PrometheusModel,
  path: string,
  world: World,
): Manifest[] {
  const [leaf] = servedLeaves(path, world).filter(
    ({ transport, reach }) => transport === 'thanos' && reach !== 'cluster',
  );
  const peers = peersAt(path, world, ({ transport }) => transport === 'thanos');
  return leaf === undefined || peers.length === 0 || !leaf.server.isClosed
    ? []
    : [
        ingressPolicy(
          { namespace, labels: { ...objectLabels(identity), ...props.labels } },
          `${names.whole}-federation`,
          leaf.server.pods.podSelector,
          allow([{ port: leaf.server.port, protocol: 'TCP' }], peers),
        ),
      ];
}

function peersAt(
  path: string,
  world: World,
  isMeant: (spec: FederationProps) => boolean,
): NetworkPolicyPeer[] {
  const peers = [...federationsFrom(path, world), ...federationsInto(path, world)]
    .filter(({ spec }) => isMeant(spec) && isReachedFromElsewhere(path, spec))
    .flatMap(({ spec }) => spec.peers ?? []);
  return [...new Map(peers.map((peer) => [JSON.stringify(peer), peer])).values()];
}

function isReachedFromElsewhere(path: string, spec: FederationProps): boolean {
  return leavesOf(spec).some(({ server, reach }) => server.path === path && reach !== 'cluster');
}
