import type { AlertmanagerConfig, PrometheusConfig, RuleGroup, ScrapeConfig } from '../native/prometheus';
import type { Manifest } from '../kubernetes';
import { LookupError, prometheusFiles, type PrometheusFiles } from '../manifests';
import type { Addresses } from './addresses';
import type { Builder } from './builder';
import { replicas, type Program } from './program';
import { count, shownAddress } from './words';

/** The jobs of a monitor are called after it, with an index behind it. */
const JOB_OF_MONITOR = /^((?:serviceMonitor|podMonitor|probe|scrapeConfig)\/[^/]+\/[^/]+)(?:\/\d+)?$/;

/** One shard, and what it reads. */
interface Read {
  readonly shard: number;
  readonly files: PrometheusFiles;
}

/** A Prometheus, all of its shards as one. */
export function addPrometheus(
  builder: Builder,
  manifests: readonly Manifest[],
  shards: readonly Program[],
  addresses: Addresses,
): void {
  const [first] = shards;
  if (first === undefined) {
    return;
  }
  const read = shards.flatMap((shard): Read[] => {
    const files = filesOf(builder, manifests, shard);
    return files === undefined ? [] : [{ shard: shard.shard ?? 0, files }];
  });
  const id = builder.node('prometheus', first.name, [
    ...(first.instance?.agent === true ? ['agent'] : []),
    ...(shards.length > 1 ? [count(shards.length, 'shard')] : []),
    ...replicas(manifests, first).map((each) => (shards.length > 1 ? `${each} of each` : each)),
    ...rulesFact(groupsOf(read)),
  ]);
  addJobs(builder, id, first.name, read, shards.length);
  for (const { files } of read) {
    addFederation(builder, id, first, files.config, addresses);
  }
  for (const { files } of read) {
    for (const pattern of files.unmatched) {
      builder.cannotTell(
        `What Prometheus ${first.name} reads as ${pattern}: the manifests have no file for it`,
      );
    }
    addAlerting(builder, id, first, files.config, addresses);
    addRemotes(builder, id, first, files.config, addresses);
  }
}

/** The groups of all shards: those of the first one, and what only others have. */
function groupsOf(read: readonly Read[]): readonly RuleGroup[] {
  const shards = [...read].sort((a, b) => a.shard - b.shard);
  return shards.reduce<readonly RuleGroup[]>((before, { files }) => {
    const known = new Set(before.map(({ name }) => name));
    return [...before, ...(files.rules.groups ?? []).filter(({ name }) => !known.has(name))];
  }, []);
}

/** `12 rules in 3 groups: 8 alerting, 4 recording`. */
export function rulesFact(groups: readonly RuleGroup[]): string[] {
  const rules = groups.flatMap((group) => group.rules ?? []);
  const alerting = rules.filter((rule) => 'alert' in rule).length;
  return rules.length === 0
    ? []
    : [
        `${count(rules.length, 'rule')} in ${count(groups.length, 'group')}: ${alerting} alerting, ${rules.length - alerting} recording`,
      ];
}

function filesOf(
  builder: Builder,
  manifests: readonly Manifest[],
  { name, instance }: Program,
): PrometheusFiles | undefined {
  if (instance === undefined) {
    return undefined;
  }
  try {
    return prometheusFiles(manifests, instance);
  } catch (error) {
    if (error instanceof LookupError) {
      builder.cannotTell(`What Prometheus ${name} does: ${error.message}`);
      return undefined;
    }
    throw error;
  }
}

function addJobs(builder: Builder, id: string, name: string, read: readonly Read[], shards: number): void {
  const monitors = new Map<string, { jobs: Set<string>; shards: Set<number> }>();
  for (const { shard, files } of read) {
    for (const { job_name: job } of (files.config.scrape_configs ?? []).filter(
      (each) => !isFederation(each),
    )) {
      const monitor = JOB_OF_MONITOR.exec(job)?.[1] ?? `job ${job} of ${name}`;
      const known = monitors.get(monitor) ?? { jobs: new Set(), shards: new Set() };
      monitors.set(monitor, { jobs: known.jobs.add(job), shards: known.shards.add(shard) });
    }
  }
  for (const [monitor, { jobs, shards: some }] of monitors) {
    const partly = some.size < shards ? `, shard ${[...some].sort((a, b) => a - b).join(', ')} only` : '';
    builder.edge(id, 'scrapes', builder.node('monitor', monitor), `${count(jobs.size, 'job')}${partly}`);
  }
}

/** Whether it asks other Prometheis for what they have. */
function isFederation({ metrics_path: path = '' }: ScrapeConfig): boolean {
  return path.endsWith('/federate');
}

function addFederation(
  builder: Builder,
  id: string,
  { pod }: Program,
  { scrape_configs: jobs = [] }: PrometheusConfig,
  addresses: Addresses,
): void {
  const targets = jobs
    .filter(isFederation)
    .flatMap(({ static_configs: groups = [] }) => groups.flatMap(({ targets: some = [] }) => some));
  const ends = targets.flatMap((target) => {
    const own = addresses.find(target, ['prometheus'], pod.namespace);
    return own.length > 0 ? own : [builder.node('remote', shownAddress(target))];
  });
  for (const to of new Set(ends)) {
    builder.edge(id, 'federates', to);
  }
}

function addAlerting(
  builder: Builder,
  id: string,
  { pod, name }: Program,
  { alerting }: PrometheusConfig,
  addresses: Addresses,
): void {
  for (const set of alerting?.alertmanagers ?? []) {
    const targets = (set.static_configs ?? []).flatMap((group) => group.targets ?? []);
    for (const target of targets) {
      addTarget(builder, id, target, pod.namespace, addresses);
    }
    const services = discoveredServices(set, pod.namespace);
    const own = services.flatMap((each) => addresses.find(each, ['alertmanager'], pod.namespace));
    for (const each of own) {
      builder.edge(id, 'alerts', each);
    }
    const discoveries = Object.keys(set).filter((field) => field.endsWith('_sd_configs'));
    if (discoveries.length > 0 && own.length === 0) {
      builder.cannotTell(
        `Which Alertmanagers Prometheus ${name} finds by ${discoveries.sort().join(', ')}: only the cluster knows`,
      );
    }
  }
}

/** The Services whose names a discovery keeps, as addresses. */
function discoveredServices(
  { kubernetes_sd_configs: discoveries = [], relabel_configs: relabelings = [] }: AlertmanagerConfig,
  own: string,
): string[] {
  const names = relabelings
    .filter(
      ({ action, source_labels: labels = [] }) =>
        action === 'keep' && labels.length === 1 && labels[0] === '__meta_kubernetes_service_name',
    )
    .flatMap(({ regex }) => (regex !== undefined && /^[a-z0-9-]+$/.test(regex) ? regex : []));
  const namespaces = discoveries.flatMap(
    ({ namespaces: { names: listed = [], own_namespace: mine } = {} }) => [
      ...listed,
      ...(mine === true ? [own] : []),
    ],
  );
  return names.flatMap((name) => namespaces.map((namespace) => `${name}.${namespace}.svc`));
}

/** An Alertmanager of the app, or a foreign one. */
export function addTarget(
  builder: Builder,
  id: string,
  target: string,
  namespace: string,
  addresses: Addresses,
): void {
  const own = addresses.find(target, ['alertmanager'], namespace);
  const to =
    own.length > 0 ? own : [builder.node('alertmanager', shownAddress(target), ['not in the manifests'])];
  for (const each of to) {
    builder.edge(id, 'alerts', each);
  }
}

function addRemotes(
  builder: Builder,
  id: string,
  { pod }: Program,
  { remote_write: writes = [], remote_read: reads = [] }: PrometheusConfig,
  addresses: Addresses,
): void {
  const ends = (url: string): string[] => {
    const own = addresses.find(url, ['prometheus'], pod.namespace);
    return own.length > 0 ? own : [builder.node('remote', shownAddress(url))];
  };
  for (const { url, name } of writes) {
    for (const to of ends(url)) {
      builder.edge(id, 'writes', to, name);
    }
  }
  for (const { url, name } of reads) {
    for (const to of ends(url)) {
      builder.edge(id, 'reads', to, name);
    }
  }
}
