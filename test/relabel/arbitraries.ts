import fc from 'fast-check';
import type { GlobalConfig, RelabelConfig, ScrapeConfig } from '../../lib/native/prometheus';
import type { Labels } from '../../lib/relabel';

/** A job and a target that it discovers. */
export interface Sample {
  readonly job: ScrapeConfig;
  readonly labels: Labels;
}

/** Few names and values, so that sources, targets and expressions meet often. */
const NAMES = [
  '__meta_kubernetes_namespace',
  '__meta_kubernetes_pod_label_app',
  '__meta_kubernetes_pod_label_team',
  '__meta_kubernetes_pod_phase',
  '__tmp_hash',
  'job',
  'instance',
  'namespace',
  'größe',
  'constructor',
  'with.dot',
];
const VALUES = [
  'shop',
  'checkout-0',
  'Running',
  'a;b',
  'x\ny',
  'Straße ΑΣ ǅ İ ﬁ ᾳ',
  '0',
  'true',
  'key=value',
  ' ',
];
const PATTERNS = [
  '(.*)',
  '(.+)',
  '',
  'shop',
  '.*(a|o).*',
  '(?i)running|RUNNING',
  '(\\w+)[=;-](.*)',
  '(?P<first>[^;]*);?(.*)',
  'x.y',
  'a|b|',
  '.{2,5}(.)?',
];
const TEMPLATES = [
  '$1',
  '${1}',
  '$2-$1',
  '$$1',
  'fixed',
  '',
  '${first}_x',
  '$first',
  'a$',
  '$01',
  '${1}:9100',
];

const name = fc.constantFrom(...NAMES);
const writable = fc.constantFrom(
  ...NAMES,
  '__address__',
  '__scheme__',
  '__metrics_path__',
  '__scrape_interval__',
  '__scrape_timeout__',
  '__param_target',
  '__param_new',
  '__scrape_native_histograms__',
);
const sources = fc.array(fc.oneof(name, writable), { maxLength: 3 });
const regex = fc.constantFrom(...PATTERNS);
const separator = fc.constantFrom(';', '', '/', '=');

function some<T extends object>(
  required: ReadonlyArray<keyof T>,
  fields: { [K in keyof T]: fc.Arbitrary<T[K]> },
) {
  return fc.record(fields, { requiredKeys: required as unknown as never[] });
}

const replace = some<RelabelConfig>(['target_label'], {
  source_labels: sources,
  separator,
  regex,
  replacement: fc.constantFrom(...TEMPLATES),
  target_label: fc.oneof(
    { weight: 4, arbitrary: name },
    { weight: 1, arbitrary: writable },
    { weight: 1, arbitrary: fc.constantFrom('$1', 'x_${1}', '${2}') },
  ),
});

const timing = some<RelabelConfig>(['target_label', 'replacement'], {
  target_label: fc.constantFrom('__scrape_interval__', '__scrape_timeout__'),
  replacement: fc.constantFrom('5m', '1h', '10s', '0s', 'soon', '1h30m'),
});

const written = some<RelabelConfig>(['source_labels', 'target_label', 'action'], {
  source_labels: sources,
  separator,
  target_label: name,
  action: fc.constantFrom('lowercase' as const, 'uppercase' as const),
});

const hashmod = some<RelabelConfig>(['source_labels', 'target_label', 'action', 'modulus'], {
  source_labels: sources,
  separator,
  target_label: name,
  modulus: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })),
  action: fc.constant('hashmod' as const),
});

const choice = some<RelabelConfig>(['source_labels', 'regex', 'action'], {
  source_labels: sources,
  separator,
  regex: fc.constantFrom(...PATTERNS, '.*', '.+|', '[^z]*'),
  action: fc.constantFrom('keep' as const, 'drop' as const),
});

const comparison = some<RelabelConfig>(['source_labels', 'target_label', 'action'], {
  source_labels: sources,
  target_label: name,
  action: fc.constantFrom('keepequal' as const, 'dropequal' as const),
});

/** Only such as give each label a name of its own: else upstream leaves the result to chance. */
const labelmap: fc.Arbitrary<RelabelConfig> = fc.record({
  regex: fc.constantFrom(
    '__meta_kubernetes_(.+)',
    '__meta_kubernetes_pod_label_(.+)',
    '(?s)(.*)e(?:$)',
    'job|(x)',
  ),
  replacement: fc.constantFrom('$1', '${1}_copy', 'mapped_$0'),
  action: fc.constant('labelmap' as const),
});

const names: fc.Arbitrary<RelabelConfig> = fc.oneof(
  fc.record({
    regex: fc.constantFrom('__meta_.*label.*', 'instance|größe', 'n.*', '__tmp.*', 'con'),
    action: fc.constant('labeldrop' as const),
  }),
  fc.record({
    regex: fc.constantFrom('__.*|job|instance', '__.*', '__(address|scheme|scrape|param).*|namespace'),
    action: fc.constant('labelkeep' as const),
  }),
);

const relabeling = fc.oneof(
  { weight: 8, arbitrary: replace },
  { weight: 1, arbitrary: timing },
  { weight: 2, arbitrary: written },
  { weight: 2, arbitrary: hashmod },
  { weight: 2, arbitrary: choice },
  { weight: 1, arbitrary: comparison },
  { weight: 2, arbitrary: labelmap },
  { weight: 2, arbitrary: names },
);

const labels: fc.Arbitrary<Labels> = fc
  .tuple(
    fc.dictionary(fc.oneof(name, name, writable), fc.constantFrom(...VALUES), {
      maxKeys: 7,
      noNullPrototype: true,
    }),
    fc.constantFrom('10.0.0.1:8080', 'checkout.shop', '[::1]:9090'),
  )
  .map(([some, address]) => ({ ...some, __address__: address }));

const settings = some<Omit<ScrapeConfig, 'job_name'>>([], {
  scrape_interval: fc.constantFrom('15m', '5s', '0s'),
  metrics_path: fc.constantFrom('/probe', 'metrics', '/a b?c'),
  scheme: fc.constant('https' as const),
  params: fc.constantFrom({ module: ['http_2xx', 'b c'], target: ['a&b', "it's *"] }, { empty: [] }),
  honor_labels: fc.boolean(),
  scrape_native_histograms: fc.boolean(),
  convert_classic_histograms_to_nhcb: fc.boolean(),
  metric_name_validation_scheme: fc.constant('legacy' as const),
});

/** Settings that all jobs share. */
export const GLOBAL: GlobalConfig = { scrape_interval: '45m', always_scrape_classic_histograms: true };

/** Jobs with random relabelings, each with one random target; the same at every run. */
export function samples(count: number): Sample[] {
  const sample = fc.record({
    settings,
    relabelings: fc.array(relabeling, { minLength: 1, maxLength: 5 }),
    labels,
  });
  return fc
    .sample(sample, { numRuns: count, seed: 20261123 })
    .map(({ settings, relabelings, labels }, index) => ({
      job: { job_name: `job-${index}`, ...loadable(settings, relabelings) },
      labels,
    }));
}

/** Where only the names of Prometheus 2 are valid, Prometheus would not load some of ours. */
function loadable(
  settings: Partial<ScrapeConfig>,
  relabelings: readonly RelabelConfig[],
): Omit<ScrapeConfig, 'job_name'> {
  const isPlain = ({ target_label = 'x', replacement = '$1', action }: RelabelConfig): boolean =>
    /^[\w${}]+$/.test(target_label) && (action !== 'labelmap' || replacement === '$1');
  const legacy = settings.metric_name_validation_scheme === 'legacy';
  return { ...settings, relabel_configs: legacy ? relabelings.filter(isPlain) : [...relabelings] };
}
