import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Prometheus, PrometheusAgent, type PrometheusProps } from '../../lib/prometheus';
import { synth } from './monitoring';

const CORPUS = join('..', 'shared', 'corpus', 'operator-golden');

type Fields = Readonly<Record<string, unknown>>;

interface Case {
  readonly name: string;
  readonly version: string;
  readonly expected: string | null;
  readonly input: Readonly<Record<string, unknown>> & {
    readonly prometheus?: { readonly spec: Fields };
    readonly prometheusAgent?: { readonly spec: Fields };
  };
}

/** Sections that the fields of a server or an agent make up by themselves. */
const SECTIONS = ['global', 'runtime', 'remote_read', 'otlp', 'tracing', 'storage'];

/** What a case may have for us to compare it: nothing that is selected, nothing native. */
const OTHERS = ['serviceMonitors', 'podMonitors', 'probes', 'scrapeConfigs', 'additionalScrapeConfigs'];

/** Fields that the operator's tests set without any effect on these sections, or that we do not have. */
const LEFT_OUT = [
  // Instances are named, not discovered.
  'alerting',
  'resources',
  'shards',
  'shardingStrategy',
  'scrapeClasses',
  'thanos',
  'remoteWrite',
  'version',
];

function cases(): Case[] {
  return ['prometheus-config', 'prometheus-agent-config'].flatMap((theme) =>
    readdirSync(join(CORPUS, theme)).map(
      (file) => JSON.parse(readFileSync(join(CORPUS, theme, file), 'utf8'), fromQuantity) as Case,
    ),
  );
}

/** Shares are quantities of Kubernetes there, and numbers here. */
function fromQuantity(field: string, value: unknown): unknown {
  return field === 'samplingFraction' && typeof value === 'string' && value.endsWith('m')
    ? Number.parseInt(value, 10) / 1000
    : value;
}

/** Releases that we support, and cases whose whole input is the server's own. */
function isComparable({ version, expected, input }: Case): boolean {
  return (
    version.startsWith('3.13') &&
    expected !== null &&
    OTHERS.every((field) => ((input[field] as unknown[] | undefined) ?? []).length === 0) &&
    // Sharding is a matter of its own: its labels are not here.
    input.prometheus?.spec.shardingStrategy === undefined &&
    !Object.keys(input).some((field) => field.startsWith('additional'))
  );
}

/** Ours, for the same fields. */
function ours({ input, version }: Case): Fields {
  const spec = (input.prometheus ?? input.prometheusAgent)?.spec ?? {};
  const props = Object.fromEntries(
    Object.entries(spec).filter(([field]) => !LEFT_OUT.includes(field)),
  ) as PrometheusProps;
  const common = {
    ...props,
    version,
    name: 'test',
    namespace: 'default',
    storage: { emptyDir: {} },
    selfMonitoring: false as const,
  };
  const result = synth((chart) => {
    if (input.prometheus === undefined) new PrometheusAgent(chart, 'k8s', common);
    else new Prometheus(chart, 'k8s', common);
  });
  const name = input.prometheus === undefined ? 'prom-agent-test' : 'prometheus-test';
  return parse(result.data(name)['prometheus.yml'] ?? '') as Fields;
}

/** Both without what differs on purpose: each difference has its reason beside it. */
function comparable(config: Fields): Fields {
  const text = JSON.stringify(config)
    // Prometheus expands its environment itself, there is no reloader that does.
    .replaceAll('$(POD_NAME)', '${POD_NAME}')
    // The operator keeps 24 hours where nothing is said, Prometheus 15 days: the upstream default is ours.
    .replace(/,?"retention":\{"time":"24h"\}/, '');
  const { global = {}, ...rest } = JSON.parse(text) as Record<string, Fields>;
  // The operator's tests go without the defaults of its CRD, which are ours.
  const others = Object.fromEntries(
    Object.entries(global).filter(([field]) => !['scrape_interval', 'evaluation_interval'].includes(field)),
  );
  const sections = { ...rest, global: others };
  return Object.fromEntries(
    SECTIONS.map((section) => [section, withoutEmpty((sections as Fields)[section])] as const).filter(
      ([, value]) => value !== undefined,
    ),
  );
}

function withoutEmpty(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, withoutEmpty(inner)] as const);
  const kept = entries.filter(([, inner]) => inner !== undefined);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

(existsSync(CORPUS) ? describe : describe.skip)('the configuration of the operator', () => {
  const compared = existsSync(CORPUS) ? cases().filter(isComparable) : [];

  test('is compared for as many cases', () => {
    expect(compared).toHaveLength(16);
  });

  test.each(compared.map((each) => [each.name, each] as const))('%s', (_, each) => {
    const mine = ours(each);
    expect(comparable(mine)).toEqual(comparable(parse(each.expected ?? '') as Fields));
  });
});
