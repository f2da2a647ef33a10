import { makeMended } from '../mended';
import { withSpec, type Cluster } from '../cluster';
import type { Case, Fields } from '../corpus';
import { compare } from '../difference';
import { covered, equal, unexplained, type Outcome } from '../outcome';
import type { Theme } from '../theme';
import { because, isSupported, atSupported } from '../versions';
import { same } from '../walk';
import { canonicalWorkload, WORKLOAD_DIFFERENCES } from '../workload-differences';

/** The pods of servers and agents. */
export const WORKLOADS: Theme = {
  names: ['statefulset-prometheus', 'statefulset-prometheus-agent', 'daemonset-prometheus-agent'],
  judge,
};

function judge(one: Case): Outcome {
  const cluster = one.input as Cluster;
  const owner = (cluster.prometheus ?? cluster.prometheusAgent)!;
  const isDaemon = one.theme.startsWith('daemonset');
  const { shard = 0 } = one.input as { readonly shard?: number };
  const given = isDaemon
    ? { ...cluster, prometheusAgent: { ...owner, spec: { ...owner.spec, mode: 'DaemonSet' } } }
    : withShard(cluster, shard);
  const { made, refusals } = makeMended(atSupported(one, given));
  const reasons = refusals.map(({ reason }) => reason);
  if (made.kind === 'refused') {
    return one.expected === null
      ? equal()
      : made.problems.length === 0
        ? covered(reasons)
        : unexplained(made.problems, one.expected);
  }
  if (one.expected === null) {
    // Nothing of ours calls that door, so that whoever wants it may open it.
    if ((one.error ?? '').includes('web.enable-lifecycle')) {
      return covered(['no-reloader']);
    }
    return unexplained('accepted', one.error);
  }
  const suffix = shard === 0 ? '' : `-shard-${shard}`;
  const object = made.manifests.find(
    ({ kind, metadata }) =>
      kind === (isDaemon ? 'DaemonSet' : 'StatefulSet') &&
      metadata.name.replace(/^.*?(-shard-\d+)?$/, '$1') === suffix,
  )!;
  const expected = one.expected as Fields;
  const theirs = one.input.specOnly === true || !('spec' in expected) ? expected : (expected.spec as Fields);
  const surroundings = {
    namespace: '',
    secrets: {},
    spec: owner.spec,
    withoutRelabelings: [],
    version: one.version,
  };
  const result = compare(
    canonicalWorkload(object.spec as Fields),
    canonicalWorkload(theirs),
    WORKLOAD_DIFFERENCES,
    surroundings,
  );
  if (!same(result.ours, result.theirs)) {
    return unexplained(result.ours, result.theirs);
  }
  const outcome = covered([...reasons, ...result.reasons]);
  return isSupported(one.version) ? outcome : because(['version'], outcome);
}

/** Their tests ask for the pods of a shard without saying how many there are. */
function withShard(cluster: Cluster, shard: number): Cluster {
  return withSpec(cluster, (spec) =>
    Number(spec.shards ?? 1) > shard ? spec : { ...spec, shards: 2 * Math.ceil((shard + 1) / 2) },
  );
}
