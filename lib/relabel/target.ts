import type { GlobalConfig, ScrapeConfig } from '../native/prometheus';
import { parseDuration } from '../values';
import { discoveredLabels } from './discovered-labels';
import { toLabels, toMap, type Labels } from './labels';
import { traceRelabel, type RelabelStep } from './trace';

/** What a job makes of a target that was discovered. */
export interface TargetTrace {
  /** What the relabelings begin with: the discovered labels, and the job's settings. */
  readonly discoveredLabels: Labels;
  readonly steps: readonly RelabelStep[];
  readonly outcome: TargetOutcome;
}

export type TargetOutcome =
  /** It is scraped, and these labels are on all of its series. */
  | { readonly kind: 'kept'; readonly labels: Labels; readonly url: string }
  /** `index` is that of the relabeling that dropped it. */
  | { readonly kind: 'dropped'; readonly index: number }
  /** Relabeling kept it, but Prometheus cannot scrape it so; it says so only in its log. */
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * All that Prometheus does from a discovered target to one that is scraped: defaults of the job, relabeling,
 * and what becomes of labels that begin with `__`. Ports are not added to addresses: Prometheus 3 does not.
 *
 * @throws {RelabelError} where Prometheus would not load one of the relabelings
 */
export function populateLabels(job: ScrapeConfig, labels: Labels, global: GlobalConfig = {}): TargetTrace {
  const discovered = discoveredLabels(job, global, labels);
  const nameValidationScheme =
    job.metric_name_validation_scheme ?? global.metric_name_validation_scheme ?? 'utf8';
  const trace = traceRelabel(discovered, job.relabel_configs ?? [], { nameValidationScheme });
  return { discoveredLabels: discovered, steps: trace.steps, outcome: outcome(job, trace) };
}

function outcome(job: ScrapeConfig, { steps, labels }: ReturnType<typeof traceRelabel>): TargetOutcome {
  if (labels === undefined) {
    return { kind: 'dropped', index: steps.length - 1 };
  }
  const map = toMap(labels);
  const reason = refusal(map);
  if (reason !== undefined) {
    return { kind: 'refused', reason };
  }
  if (!map.has('instance')) {
    map.set('instance', map.get('__address__') ?? '');
  }
  const url = targetUrl(job, map);
  const visible = [...map].filter(([name]) => !name.startsWith('__'));
  return { kind: 'kept', labels: toLabels(new Map(visible)), url };
}

const FLAGS = [
  '__convert_classic_histograms_to_nhcb__',
  '__always_scrape_classic_histograms__',
  '__scrape_native_histograms__',
];

/** What Go's `strconv.ParseBool` takes. */
const BOOLEAN = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;

/** Why Prometheus would not scrape a target with these labels. */
function refusal(labels: ReadonlyMap<string, string>): string | undefined {
  const address = labels.get('__address__');
  if (address === undefined) {
    return 'it has no __address__';
  }
  if (address.includes('/')) {
    return `__address__ "${address}" is no host and port`;
  }
  const interval = labels.get('__scrape_interval__') ?? '';
  const timeout = labels.get('__scrape_timeout__') ?? '';
  const [length, limit] = [parseDuration(interval) ?? 0, parseDuration(timeout) ?? 0];
  if (length === 0) {
    return `__scrape_interval__ "${interval}" is no duration above zero`;
  }
  if (limit === 0) {
    return `__scrape_timeout__ "${timeout}" is no duration above zero`;
  }
  if (limit > length) {
    return `__scrape_timeout__ "${timeout}" is longer than __scrape_interval__ "${interval}"`;
  }
  const wrong = FLAGS.find((name) => labels.has(name) && !BOOLEAN.test(labels.get(name) ?? ''));
  return wrong === undefined ? undefined : `${wrong} "${labels.get(wrong) ?? ''}" is no boolean`;
}

/** Where it is scraped; labels of parameters go before those of the job. */
function targetUrl(job: ScrapeConfig, labels: ReadonlyMap<string, string>): string {
  const params = new Map(Object.entries(job.params ?? {}));
  for (const [name, value] of labels) {
    if (name.startsWith('__param_')) {
      const key = name.slice('__param_'.length);
      params.set(key, [value, ...(params.get(key) ?? []).slice(1)]);
    }
  }
  const query = [...params]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, values]) => values.map((value) => `${escape(name)}=${escape(value)}`))
    .join('&');
  const [scheme, address, path] = ['__scheme__', '__address__', '__metrics_path__'].map(
    (name) => labels.get(name) ?? '',
  );
  const slash = path === '' || path?.startsWith('/') ? '' : '/';
  return `${scheme && `${scheme}:`}//${address}${slash}${encodeURI(path ?? '').replaceAll('?', '%3F')}${query && `?${query}`}`;
}

function escape(text: string): string {
  return encodeURIComponent(text)
    .replaceAll('%20', '+')
    .replace(/[!'()*]/g, percent);
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
