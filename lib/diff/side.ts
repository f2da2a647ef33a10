import type { Manifest } from '../kubernetes';
import {
  flagValues,
  instances,
  imageName,
  LookupError,
  matching,
  mountsOf,
  parseDocuments,
  pods,
  prometheusFiles,
  words,
  type Instance,
  type Pod,
  type PrometheusFiles,
} from '../manifests';
import type { RuleFile, RuleGroup } from '../native/prometheus';
import { RETIRED_UNTIL } from '../sharding';
import { byObject, idOf } from './objects';
import { isDurable, type Workload } from './workload';

/** A workload of a Prometheus: all of it, or one of its shards. */
export interface ShardSide {
  readonly index: number;
  readonly object: string;
  readonly workload: Workload;
  readonly instance: Instance;

  /** Undefined where no ConfigMap among the manifests has its configuration. */
  readonly files: PrometheusFiles | undefined;

  /** Has no targets any more: the day until which it is read, where that is known. */
  readonly retired: { readonly until: string | undefined } | undefined;

  /** Whether what it has outlives its pods. */
  readonly durable: boolean;
}

/** A Prometheus with all of its shards, by their numbers. */
export interface PrometheusSide {
  /** `Prometheus monitoring/k8s` */
  readonly title: string;
  readonly namespace: string;
  readonly agent: boolean;
  readonly shards: ReadonlyMap<number, ShardSide>;
}

/** What evaluates rules: a Prometheus, or a Ruler of Thanos. */
export interface Evaluator {
  readonly title: string;

  /** The groups of each of its parts: shards by their numbers. */
  readonly parts: ReadonlyArray<{ readonly part: number | undefined; readonly groups: readonly RuleGroup[] }>;
}

/** The manifests before or after, read. */
export interface Side {
  readonly manifests: readonly Manifest[];
  readonly prometheis: ReadonlyMap<string, PrometheusSide>;
  readonly evaluators: ReadonlyMap<string, Evaluator>;

  /** What manifests do not tell, in whole sentences without the period. */
  readonly unknown: readonly string[];
}

export function readSide(manifests: readonly Manifest[]): Side {
  const unknown: string[] = [];
  const objects = byObject(manifests);
  const all = pods([...objects.values()]);
  const prometheis = prometheisOf(manifests, all, objects, unknown);
  const rulers = all.flatMap((pod) => rulerOf(pod, manifests));
  const servers = [...prometheis.values()].map(({ title, shards }): Evaluator => ({
    title,
    parts: [...shards.values()].flatMap(({ index, files }) =>
      files === undefined ? [] : [{ part: shards.size === 1 ? undefined : index, groups: groupsOf(files) }],
    ),
  }));
  return {
    manifests,
    prometheis,
    evaluators: new Map([...servers, ...rulers].map((each) => [each.title, each])),
    unknown: [...new Set(unknown)].sort(),
  };
}

/** Shards that scrape, in the order of their numbers. */
export function liveShards({ shards }: PrometheusSide): ShardSide[] {
  return [...shards.values()].filter(({ retired }) => retired === undefined);
}

function groupsOf({ rules }: PrometheusFiles): readonly RuleGroup[] {
  return rules.groups ?? [];
}

function prometheisOf(
  manifests: readonly Manifest[],
  all: readonly Pod[],
  objects: ReadonlyMap<string, Manifest>,
  unknown: string[],
): Map<string, PrometheusSide> {
  const names = new Set(all.map(({ namespace, name }) => `${namespace}/${name}`));
  const sides = new Map<string, { title: string; namespace: string; agent: boolean; all: ShardSide[] }>();
  for (const pod of all) {
    const instance = instances(pod).find(({ program }) => program === 'prometheus');
    const workload = objects.get(
      idOf({ kind: pod.object.split(' ')[0] ?? '', apiVersion: '', metadata: pod }),
    );
    if (instance === undefined || workload === undefined) {
      continue;
    }
    const { base, index } = shardOf(pod, names);
    const title = titleOf(pod.namespace, base);
    const files = filesOf(manifests, instance, unknown);
    const known = sides.get(title) ?? { title, namespace: pod.namespace, agent: instance.agent, all: [] };
    known.all.push({
      index,
      object: idOf(workload),
      workload,
      instance,
      files,
      retired: retirement(workload, files, index),
      durable: isDurable(instance, workload),
    });
    sides.set(title, known);
  }
  return new Map(
    [...sides].map(([title, { all: shards, ...side }]) => [
      title,
      {
        ...side,
        shards: new Map(shards.sort((a, b) => a.index - b.index).map((shard) => [shard.index, shard])),
      },
    ]),
  );
}

function shardOf({ namespace, name }: Pod, names: ReadonlySet<string>): { base: string; index: number } {
  const [, base, index] = /^(.+)-shard-(\d+)$/.exec(name) ?? [];
  return base !== undefined && names.has(`${namespace}/${base}`)
    ? { base, index: Number(index) }
    : { base: name, index: 0 };
}

function titleOf(namespace: string, workload: string): string {
  return workload.startsWith('prom-agent-')
    ? `PrometheusAgent ${namespace}/${workload.slice('prom-agent-'.length)}`
    : `Prometheus ${namespace}/${workload.replace(/^prometheus-/, '')}`;
}

function retirement(
  { metadata }: Workload,
  files: PrometheusFiles | undefined,
  index: number,
): ShardSide['retired'] {
  const until = metadata.annotations?.[RETIRED_UNTIL];
  const { scrape_configs: jobs, scrape_config_files: more } = files?.config ?? {};
  const isIdle = index > 0 && files !== undefined && jobs === undefined && more === undefined;
  return until !== undefined || isIdle ? { until } : undefined;
}

function filesOf(
  manifests: readonly Manifest[],
  instance: Instance,
  unknown: string[],
): PrometheusFiles | undefined {
  try {
    const files = prometheusFiles(manifests, instance);
    for (const pattern of files.unmatched) {
      unknown.push(`What ${instance.object} reads as ${pattern}: the manifests have no file for it`);
    }
    return files;
  } catch (error) {
    if (error instanceof LookupError) {
      unknown.push(`What ${instance.object} does: ${error.message}`);
      return undefined;
    }
    throw error;
  }
}

function rulerOf({ spec, namespace, name }: Pod, manifests: readonly Manifest[]): Evaluator[] {
  return spec.containers.flatMap((container): Evaluator[] => {
    const isThanos = imageName(container.image) === 'thanos' || container.name.startsWith('thanos-');
    if (!isThanos || words(container).find((word) => !word.startsWith('-')) !== 'rule') {
      return [];
    }
    const { files } = mountsOf(container, spec, namespace, manifests);
    const paths = flagValues(container, 'rule-file').flatMap((pattern) =>
      matching('/', pattern, [...files.keys()]),
    );
    const groups = [...new Set(paths)].flatMap((path) =>
      parseDocuments(files.get(path)?.toString() ?? '', path).flatMap(
        (file) => (file as RuleFile).groups ?? [],
      ),
    );
    const title = `ThanosRuler ${namespace}/${name.replace(/^thanos-ruler-/, '')}`;
    return [{ title, parts: [{ part: undefined, groups }] }];
  });
}
