import type { Chart } from 'cdk8s';
import { parse } from 'yaml';
import type { PrometheusProps } from '../../lib/prometheus';
import { PodMonitor, Probe, ScrapeConfig, ServiceMonitor, type ScrapeClass } from '../../lib/scrape';
import { namespaceChart, synth, takesAll } from '../prometheus/monitoring';
import { describeUnless } from '../support/programs';
import { cases, missingCorpus, NO_FILE_TWIN, obstacle, type Case } from './conformance-cases';
import {
  DIFFERENCES,
  PLACEHOLDER,
  type Difference,
  type Fields,
  type Objects,
  type Surroundings,
} from './conformance-differences';

const KINDS = {
  serviceMonitors: ServiceMonitor,
  podMonitors: PodMonitor,
  probes: Probe,
  scrapeConfigs: ScrapeConfig,
} as const;

/** Our jobs for the resources of a case, by name. */
function ourJobs({ input }: Case, { namespace }: Surroundings): Map<string, Fields> {
  const role = input.prometheus.spec.serviceDiscoveryRole as PrometheusProps['serviceDiscoveryRole'];
  const { jobs } = synth((chart) => {
    takesAll(chart, {
      namespace,
      version: '3.13.2',
      scrapeInterval: (input.prometheus.spec.scrapeInterval as string | undefined) ?? '30s',
      // Theirs is Endpoints unless the user asks for EndpointSlice.
      serviceDiscoveryRole: role ?? 'Endpoints',
      scrapeClasses: asProps(
        input.prometheus.spec.scrapeClasses ?? [],
        namespace,
        contextOf(input),
      ) as ScrapeClass[],
    });
    define(namespaceChart(chart, 'resources'), input);
  });
  return new Map(jobs.map((job) => [job.job_name, job as unknown as Fields]));
}

function define(scope: Chart, input: Case['input']): void {
  const context = contextOf(input);
  for (const [kind, Kind] of Object.entries(KINDS)) {
    for (const { metadata, spec } of input[kind as keyof typeof KINDS] ?? []) {
      const props = withTargets(kind, asProps(spec, metadata.namespace, context) as Fields);
      const { name, namespace } = metadata;
      const Construct = Kind as new (scope: Chart, id: string, props: object) => unknown;
      new Construct(scope, `${kind}-${name}`, { ...props, name, namespace });
    }
  }
}

function withTargets(kind: string, props: Fields): Fields {
  const hasTargets = Object.keys(props).some((field) => /SDConfigs$|^staticConfigs$/.test(field));
  return kind === 'scrapeConfigs' && !hasTargets
    ? { ...props, staticConfigs: [{ targets: [PLACEHOLDER] }] }
    : props;
}

interface Context {
  /** Namespace of the Prometheus. */
  readonly prometheus: string;
  readonly secrets: Objects;
  readonly configMaps: Objects;
}

function contextOf({ prometheus, secrets = {}, configMaps = {} }: Case['input']): Context {
  return { prometheus: prometheus.metadata.namespace, secrets, configMaps };
}

/**
 * The spec of a resource in the words of our props. Little is to be done: Secrets are where the pods are, what
 * the operator reads from a Secret although it is none is written out, and words are spelt in one way.
 */
function asProps(value: unknown, namespace: string, context: Context): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => asProps(item, namespace, context));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const fields = value as Fields;
  if (typeof fields.name === 'string' && typeof fields.key === 'string') {
    return { ...fields, namespace: context.prometheus };
  }
  const entries = Object.entries(fields).filter(([key, field]) => !isAbsent(key, field));
  return Object.fromEntries(
    entries.map(([key, field]) => {
      if (key === 'clientId') {
        return [key, contentOf(field, namespace, context)];
      }
      const isWord =
        (key === 'scheme' || key === 'action' || key === 'availability') && typeof field === 'string';
      return [key, isWord ? field.toLowerCase() : asProps(field, namespace, context)];
    }),
  );
}

/** Go writes down what is not there. An empty selector, on the other hand, says a lot. */
function isAbsent(key: string, field: unknown): boolean {
  const empty = JSON.stringify(field) === '{}' && (key === 'ca' || key === 'cert' || key === 'authorization');
  return key === 'proxyConnectHeader' || empty || (field === '' && key !== 'replacement') || field === null;
}

function contentOf(reference: unknown, namespace: string, { secrets, configMaps }: Context): string {
  const { secret, configMap } = reference as Record<string, { name: string; key: string } | undefined>;
  const { name, key } = secret ?? configMap ?? { name: '', key: '' };
  const content = (secret === undefined ? configMaps : secrets)[`${namespace}/${name}`]?.[key];
  if (content === undefined) {
    throw new Error(`no ${namespace}/${name} with a key ${key}`);
  }
  return content;
}

function theirJobs({ expected }: Case): Map<string, Fields> {
  const { scrape_configs: jobs } = parse(expected ?? '') as { scrape_configs: Fields[] };
  return new Map(jobs.map((job) => [job.job_name as string, job]));
}

describeUnless(missingCorpus, "our jobs are the operator's, but for a written list of differences", () => {
  const all = missingCorpus === undefined ? cases() : [];
  const comparable = all.filter((golden) => obstacle(golden) === undefined);
  const used = new Set<Difference>();

  test.each(comparable.map((golden) => [golden.name, golden] as const))('%s', (_, golden) => {
    const { namespace } = golden.input.prometheus.metadata;
    const surroundings: Surroundings = { namespace, secrets: golden.input.secrets ?? {} };
    const normalise = (side: 'ours' | 'operator') => (job: Fields) =>
      DIFFERENCES.reduce((before, difference) => {
        const after = difference[side]?.(before, surroundings) ?? before;
        if (JSON.stringify(after) !== JSON.stringify(before)) {
          used.add(difference);
        }
        return after;
      }, job);
    const ours = ourJobs(golden, surroundings);
    const theirs = theirJobs(golden);
    expect([...ours.keys()].sort()).toEqual([...theirs.keys()].sort());
    for (const [name, job] of theirs) {
      expect(normalise('ours')(ours.get(name) ?? {})).toEqual(normalise('operator')(job));
    }
  });

  const jobs = comparable.reduce((sum, golden) => sum + theirJobs(golden).size, 0);

  test(`${comparable.length} cases with ${jobs} jobs were compared: not fewer than there were`, () => {
    expect(comparable.length).toBeGreaterThanOrEqual(114);
    expect(jobs).toBeGreaterThanOrEqual(165);
  });

  const others = all.filter((golden) => obstacle(golden) !== undefined);

  test.each(countBy(others, (golden) => `${theme(golden)}: ${obstacle(golden) ?? ''}`))(
    'left out, %s: %i',
    (reason) => {
      expect(reason).toMatch(/^(kube-)?prometheus-config: /);
    },
  );

  test.each(countBy(comparable, theme))('compared, %s: %i', (_, count) => {
    expect(count).toBeGreaterThan(0);
  });

  const refused = others.filter((golden) => obstacle(golden) === NO_FILE_TWIN);

  test.each(refused.map((golden) => [golden.name, golden] as const))(
    '%s is refused for its secret',
    (_, golden) => {
      const { namespace } = golden.input.prometheus.metadata;
      expect(() => ourJobs(golden, { namespace, secrets: golden.input.secrets ?? {} })).toThrow(
        'scrape_config_files',
      );
    },
  );

  test('every difference on the list occurs', () => {
    expect(DIFFERENCES.filter((difference) => !used.has(difference)).map(({ what }) => what)).toEqual([]);
  });
});

function theme({ name }: Case): string {
  return name.split('/')[0] ?? '';
}

function countBy(list: readonly Case[], key: (golden: Case) => string): Array<[string, number]> {
  const counts = new Map<string, number>();
  for (const golden of list) {
    counts.set(key(golden), (counts.get(key(golden)) ?? 0) + 1);
  }
  return [...counts].sort();
}
