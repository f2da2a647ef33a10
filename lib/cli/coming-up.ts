import type { Manifest } from '../kubernetes';
import { findInstances, prometheusFiles } from '../manifests';
import type { PrometheusConfig, RemoteWrite, ScrapeConfig } from '../native/prometheus';
import { parsePromQL, printPromQL, PROMQL_FEATURES } from '../promql';

/** What comes up from a Prometheus to one of its hubs. */
export interface ComingUp {
  /** Name of the hub. */
  readonly hub: string;

  /** What is recorded for it. */
  readonly parts: readonly string[];

  /** Selectors of series that come up as they are. */
  readonly selectors: readonly string[];

  /**
   * How it comes up. `unknown`: what the hub has is not among the manifests, or it reads leaves where they are and nothing comes up.
   */
  readonly transport: 'federate' | 'remoteWrite' | 'unknown';

  /** Whether relabelings let more through than what is recorded: it is not known what that comes to. */
  readonly hasMore: boolean;

  /** PromQL for the leaf: how many series that is. Those that two selectors take are counted twice. */
  readonly query: string;
}

const RECORD = /^federated:([^:]+):/;

/** What comes up from a shard of a Prometheus, hub by hub. */
export function comingUp(
  manifests: readonly Manifest[],
  { config, rules }: Pick<ReturnType<typeof prometheusFiles>, 'config' | 'rules'>,
): ComingUp[] {
  const recorded = (rules.groups ?? []).flatMap((group) => group.rules ?? []);
  const parts = new Map<string, Set<string>>();
  for (const rule of recorded) {
    const [, hub] = RECORD.exec('record' in rule ? rule.record : '') ?? [];
    if (hub !== undefined) {
      parts.set(hub, (parts.get(hub) ?? new Set()).add(inOneLine(rule.expr)));
    }
  }
  const jobs = findInstances(manifests, 'prometheus').flatMap((instance) => jobsOf(manifests, instance));
  return [...parts].map(([hub, own]) => {
    const asking = jobs.filter((job) => asksFor(job, hub) && isLeaf(job, config));
    const writing = (config.remote_write ?? []).filter((write) => writesTo(write, hub));
    const selectors = [...new Set(asking.flatMap(matches))].filter((text) => !text.includes(prefix(hub)));
    return {
      hub,
      parts: [...own],
      selectors,
      transport: asking.length > 0 ? 'federate' : writing.length > 0 ? 'remoteWrite' : 'unknown',
      hasMore: writing.some((write) => !letsPartsThroughAlone(write, hub)),
      query: [...own, ...selectors].map((text) => `(count(${text}) or vector(0))`).join('\n+ '),
    };
  });
}

function jobsOf(
  manifests: readonly Manifest[],
  instance: ReturnType<typeof findInstances>[number],
): readonly ScrapeConfig[] {
  return instance.configFile === undefined
    ? []
    : (prometheusFiles(manifests, instance).config.scrape_configs ?? []);
}

function asksFor(job: ScrapeConfig, hub: string): boolean {
  return matches(job).some((text) => text.includes(prefix(hub)));
}

/** By the label that the hub gives to what it asks there. */
function isLeaf({ static_configs: configs = [] }: ScrapeConfig, { global }: PrometheusConfig): boolean {
  return configs.some(({ labels = {} }) =>
    Object.entries(labels).every(([label, value]) => global?.external_labels?.[label] === value),
  );
}

function matches({ params = {} }: ScrapeConfig): readonly string[] {
  return params['match[]'] ?? [];
}

function writesTo({ write_relabel_configs: steps = [] }: RemoteWrite, hub: string): boolean {
  return steps.some(({ regex = '' }) => regex.includes(prefix(hub)));
}

function letsPartsThroughAlone({ write_relabel_configs: steps = [] }: RemoteWrite, hub: string): boolean {
  return steps.some(({ action, regex }) => action === 'keep' && regex === `${prefix(hub)}.+`);
}

function prefix(hub: string): string {
  return `federated:${hub}:`;
}

function inOneLine(expr: string): string {
  return printPromQL(parsePromQL(expr, { enableFeatures: PROMQL_FEATURES }));
}
