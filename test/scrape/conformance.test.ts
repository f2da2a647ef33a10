import type { Chart } from 'cdk8s';
import { parse } from 'yaml';
import type { PrometheusProps } from '../../lib/prometheus';
import { PodMonitor, Probe, ScrapeConfig, ServiceMonitor } from '../../lib/scrape';
import { namespaceChart, synth, takesAll } from '../prometheus/monitoring';
import { describeUnless } from '../support/programs';
import { cases, missingCorpus, obstacle, type Case } from './conformance-cases';
import { DIFFERENCES, type Difference, type Fields, type Surroundings } from './conformance-differences';

const KINDS = {
  serviceMonitors: ServiceMonitor,
  podMonitors: PodMonitor,
  probes: Probe,
  scrapeConfigs: ScrapeConfig,
} as const;

/** Our jobs for the resources of a case, by name. */
function ourJobs({ input }: Case, { namespace, secrets }: Surroundings): Map<string, Fields> {
  const role = input.prometheus.spec.serviceDiscoveryRole as PrometheusProps['serviceDiscoveryRole'];
  const { jobs } = synth((chart) => {
    takesAll(chart, {
      namespace,
      version: '3.13.2',
      scrapeInterval: (input.prometheus.spec.scrapeInterval as string | undefined) ?? '30s',
      // Theirs is Endpoints unless the user asks for EndpointSlice.
      serviceDiscoveryRole: role ?? 'Endpoints',
    });
    define(chart, input, namespace, secrets);
  });
  return new Map(jobs.map((job) => [job.job_name, job as unknown as Fields]));
}

function define(chart: Chart, input: Case['input'], own: string, secrets: Surroundings['secrets']): void {
  const scope = namespaceChart(chart, 'resources');
  for (const [kind, Kind] of Object.entries(KINDS)) {
    for (const { metadata, spec } of input[kind as keyof typeof KINDS] ?? []) {
      const props = asProps(spec, own, metadata.namespace, secrets) as object;
      new (Kind as new (scope: Chart, id: string, props: object) => unknown)(
        scope,
        `${kind}-${metadata.name}`,
        {
          ...props,
          name: metadata.name,
          namespace: metadata.namespace,
        },
      );
    }
  }
}

/**
 * The spec of a resource in the words of our props. Little is to be done: Secrets are where the pods are, what
 * the operator reads from a Secret although it is none is written out, and words are spelt in one way.
 */
function asProps(value: unknown, own: string, namespace: string, secrets: Surroundings['secrets']): unknown {
  const inner = (item: unknown) => asProps(item, own, namespace, secrets);
  if (Array.isArray(value)) {
    return value.map(inner);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const fields = value as Readonly<Record<string, unknown>>;
  if (typeof fields.name === 'string' && typeof fields.key === 'string') {
    return { ...fields, namespace: own };
  }
  const entries = Object.entries(fields).filter(([key, field]) => !isAbsent(key, field));
  return Object.fromEntries(
    entries.map(([key, field]) => {
      if (key === 'clientId') {
        return [key, secretValue(field, namespace, secrets)];
      }
      const spelt = (key === 'scheme' || key === 'action') && typeof field === 'string';
      return [key, spelt ? field.toLowerCase() : inner(field)];
    }),
  );
}

/** Go writes down what is not there. An empty selector, on the other hand, says a lot. */
function isAbsent(key: string, field: unknown): boolean {
  const empty = JSON.stringify(field) === '{}';
  return field === '' || field === null || (empty && (key === 'ca' || key === 'cert'));
}

function secretValue(reference: unknown, namespace: string, secrets: Surroundings['secrets']): string {
  const { secret, configMap } = reference as Record<string, { name: string; key: string } | undefined>;
  const { name, key } = secret ?? configMap ?? { name: '', key: '' };
  return secrets[`${namespace}/${name}`]?.[key] ?? 'from-a-config-map';
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

  test('enough was compared', () => {
    const jobs = comparable.reduce((sum, golden) => sum + theirJobs(golden).size, 0);
    const obstacles = new Set(all.map(obstacle).filter((reason) => reason !== undefined));
    console.info(
      `compared ${jobs} jobs of ${comparable.length} cases with the operator's; ` +
        `${all.length - comparable.length} cases have what we have not: ${[...obstacles].sort().join(', ')}`,
    );
    expect(comparable.length).toBeGreaterThanOrEqual(40);
    expect(jobs).toBeGreaterThanOrEqual(70);
  });

  test('every difference on the list occurs', () => {
    expect(DIFFERENCES.filter((difference) => !used.has(difference)).map(({ what }) => what)).toEqual([]);
  });
});
