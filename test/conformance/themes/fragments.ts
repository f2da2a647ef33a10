import type { StatefulSetSpec } from 'kubernetes-types/apps/v1';
import { parse } from 'yaml';
import type { Manifest } from '../../../lib/kubernetes';
import type { PrometheusConfig } from '../../../lib/native/prometheus';
import { make } from '../app';
import { type Cluster, type CustomResource } from '../cluster';
import { canonical } from '../canonical';
import type { Case, Fields } from '../corpus';
import { makeMended } from '../mended';
import { covered, equal, unexplained, type Outcome } from '../outcome';
import type { Theme } from '../theme';
import { podOf } from './containers';
import { because, isSupported, atSupported } from '../versions';
import { mapFields, same } from '../walk';

/** One entry of `kubernetes_sd_configs`. */
export const KUBERNETES_SD: Theme = {
  names: ['fragment-kubernetes-sd'],
  judge: (one) => {
    const { attachMetadata, namespaceSelector, prometheus, role } = one.input as {
      readonly attachMetadata: { readonly attachMetadata: Fields } | null;
      readonly namespaceSelector: Fields;
      readonly prometheus: CustomResource;
      readonly role: string;
    };
    if (one.input.apiserverConfig !== null) {
      return covered(['other-api-server']);
    }
    const spec = {
      selector: {},
      namespaceSelector,
      ...(attachMetadata === null ? {} : { attachMetadata: attachMetadata.attachMetadata }),
    };
    const metadata = { name: 'test', namespace: 'default' };
    const job = jobOf(
      one,
      role === 'pod'
        ? {
            prometheus,
            podMonitors: [{ metadata, spec: { ...spec, podMetricsEndpoints: [{ port: 'web' }] } }],
          }
        : { prometheus, serviceMonitors: [{ metadata, spec: { ...spec, endpoints: [{ port: 'web' }] } }] },
    );
    return judgeFields(one, job);
  },
};

/** Whether the labels and timestamps of a target are believed. */
export const HONOR: Theme = {
  names: ['fragment-honor'],
  judge: (one) => {
    const {
      function: field,
      user,
      prometheus,
    } = one.input as {
      readonly function: string;
      readonly user: boolean | null;
      readonly prometheus: CustomResource;
    };
    const metadata = { name: 'test', namespace: 'default' };
    const endpoint = { port: 'web', ...(user === null ? {} : { [field]: user }) };
    return judgeFields(
      one,
      jobOf(one, {
        prometheus,
        serviceMonitors: [{ metadata, spec: { selector: {}, endpoints: [endpoint] } }],
      }),
      ['honor_labels', 'honor_timestamps', 'track_timestamps_staleness'],
    );
  },
};

/** TLS of a monitor merged with that of its class. */
export const CLASS_TLS: Theme = {
  names: ['fragment-scrapeclass-tls'],
  judge: (one) => {
    const { scrapeClass, tlsConfig } = one.input as {
      readonly scrapeClass: Fields;
      readonly tlsConfig: Fields;
    };
    const metadata = { name: 'test', namespace: 'default' };
    const job = jobOf(one, {
      prometheus: { metadata, spec: { scrapeClasses: [{ ...scrapeClass, name: 'main', default: true }] } },
      serviceMonitors: [{ metadata, spec: { selector: {}, endpoints: [{ port: 'web', tlsConfig }] } }],
    });
    const native = mapFields(one.expected as Fields, (_, value) =>
      typeof value === 'string' ? value : undefined,
    );
    const expected = Object.fromEntries(
      Object.entries(native).map(([field, value]) => [
        field.replace(/[A-Z]/, (letter) => `_${letter.toLowerCase()}`),
        value,
      ]),
    );
    return same(job?.tls_config, expected) ? equal() : unexplained(job?.tls_config, expected);
  },
};

/** The flags that servers and agents have in common. */
export const COMMON_ARGUMENTS: Theme = {
  names: ['fragment-common-args'],
  judge: (one) => {
    const { prometheus } = one.input as { readonly prometheus: CustomResource };
    const made = make(atSupported(one, { prometheus }));
    if (made.kind === 'refused') {
      return unexplained(made.problems, one.expected);
    }
    const theirs = (one.expected as ReadonlyArray<{ readonly name: string; readonly value?: string }>)
      .map(({ name, value }) => (value === undefined ? `--${name}` : `--${name}=${value}`))
      .filter((flag) => !/^--(config\.file|web\.console|web\.enable-lifecycle)/.test(flag))
      .flatMap((flag) =>
        flag.includes('accepted-protobuf')
          ? flag.replace(/,/g, `,${flag.split('=')[0]!}=`).split(',')
          : [flag],
      );
    const ours = (podOf(made.manifests).containers[0]?.args ?? []).filter(
      (flag) => !/^--(config\.|storage\.)/.test(flag),
    );
    if (same([...ours].sort(), [...theirs].sort())) {
      return because(isSupported(one.version) ? ['no-reloader'] : ['version', 'no-reloader'], equal());
    }
    const [mine, others] = [ours, theirs].map((flags) =>
      flags.filter((flag) => !/otlp|protobuf|enable-feature/.test(flag)).sort(),
    );
    return !isSupported(one.version) && same(mine, others)
      ? covered(['version', 'version-gated', 'no-reloader'])
      : unexplained(ours, theirs);
  },
};

/** Zones of shards, the number of a shard in its zone, and where its pods run. */
export const TOPOLOGY: Theme = {
  names: ['fragment-topology'],
  judge: (one) => {
    const {
      function: asked,
      prometheus,
      shard,
    } = one.input as {
      readonly function: string;
      readonly prometheus: CustomResource;
      readonly shard: number;
    };
    // Their tests ask for a shard without saying how many there are.
    const spec = { ...prometheus.spec, shards: 6, scrapeConfigSelector: {} };
    const { made, refusals } = makeMended({
      prometheus: { ...prometheus, spec },
      scrapeConfigs: [
        { metadata: { name: 'x', namespace: 'test' }, spec: { staticConfigs: [{ targets: ['a:1'] }] } },
      ],
    });
    const reasons = refusals.map(({ reason }) => reason);
    if (made.kind === 'refused') {
      return made.problems.length === 0 ? covered(reasons) : unexplained(made.problems, one.expected);
    }
    const ours = shardFacts(made.manifests, shard);
    return same(ours[asked as keyof typeof ours], one.expected)
      ? covered(reasons)
      : unexplained(ours, one.expected);
  },
};

/** What the functions of the operator say of a shard, as it stands in our manifests. */
function shardFacts(manifests: readonly Manifest[], shard: number) {
  const name = `prometheus-test${shard === 0 ? '' : `-shard-${shard}`}`;
  const workload = manifests.find(({ kind, metadata }) => kind === 'StatefulSet' && metadata.name === name);
  const { nodeSelector = {} } = (workload?.spec as StatefulSetSpec).template.spec!;
  const { 'kubernetes.io/os': _os, ...selector } = nodeSelector;
  const zone = selector['topology.kubernetes.io/zone'] ?? '';
  const jobs = manifests.find(({ metadata }) => metadata.name === `${name}-scrape-0`)?.data as Record<
    string,
    string
  >;
  const [text = ''] = Object.values(jobs);
  const [job] = (parse(text) as PrometheusConfig).scrape_configs ?? [];
  const [first = ''] = (job?.relabel_configs?.at(-1)?.regex ?? '').split('|');
  const kept = first.split(';')[zone === '' ? 0 : 1];
  return {
    topologyZoneForShard: zone,
    // The only one of its zone needs no number.
    inzoneShardForShard: kept === '\\d+' ? 0 : Number(kept),
    nodeSelectorWithTopologyZone: selector,
  };
}

/** The label that tells whose a target is. */
export const ENFORCED_RELABELINGS: Theme = {
  names: ['namespace-enforcement-relabelings'],
  judge: (one) => {
    const { metadata, relabelings, options } = one.input as {
      readonly metadata: CustomResource['metadata'];
      readonly relabelings: readonly Fields[];
      readonly options: Fields;
    };
    const job = jobOf(one, {
      prometheus: { metadata: { name: 'test', namespace: 'default' }, spec: enforcement(options) },
      serviceMonitors: [
        { metadata, spec: { selector: {}, endpoints: [{ port: 'web', metricRelabelings: relabelings }] } },
      ],
    });
    const ours = (job?.metric_relabel_configs ?? []) as unknown[];
    return same(ours, one.expected) ? equal() : unexplained(ours, one.expected);
  },
};

export function enforcement(options: Fields): Fields {
  const { enforcedNamespaceLabel, excludedFromEnforcement } = options;
  return mapFields({ enforcedNamespaceLabel, excludedFromEnforcement }, (_, value) => value ?? undefined);
}

function jobOf(one: Case, cluster: Cluster): Fields | undefined {
  const made = make(atSupported(one, cluster));
  return made.kind === 'made' ? (made.config.scrape_configs?.[0] as Fields | undefined) : undefined;
}

/** Compares the fields that the operator writes, or might have. */
function judgeFields(one: Case, job: Fields | undefined, fields?: readonly string[]): Outcome {
  const expected = parse(one.expected as string) as Fields;
  const names = fields ?? Object.keys(expected);
  const part = mapFields(job ?? {}, (field, value) => (names.includes(field) ? value : undefined));
  const [ours, theirs] = [part, expected].map((each) => canonical({ scrape_configs: [each] }));
  if (!same(ours, theirs)) {
    return unexplained(ours, theirs);
  }
  return isSupported(one.version) ? equal() : because(['version'], equal());
}
