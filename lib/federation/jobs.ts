import type { VectorSelector } from '../promql';
import type { Relabeling, ScrapeConfigProps } from '../scrape';
import type { Resource } from '../synthesis';
import { compact, formatDuration, parseDuration, quoteRegex } from '../values';
import { askedAt } from './address';
import { asOneServer } from './as-one-server';
import { DEFAULT_LABEL, endpointOf, leavesOf, type Leaf } from './leaves';
import { minimal, requestsFor, selectionOf, selectionsOnLeaf } from './match';
import type { FederationProps } from './props';

/** How often leaves are asked, in milliseconds, and how long that may take. */
export interface FederationTimes {
  readonly interval: number;
  readonly timeout: number;
}

/** Asking more often than that costs more than it helps. */
const SHORTEST_INTERVAL = 1_000;

/**
 * Twice in each interval of the rules, so that each result comes up, whenever in the interval it is made.
 *
 * @param ruleInterval the shortest of the hub's rules, in milliseconds
 */
export function timesOf(
  { scrapeInterval, scrapeTimeout }: FederationProps,
  ruleInterval: number,
): FederationTimes {
  const interval =
    (scrapeInterval === undefined ? undefined : parseDuration(scrapeInterval)) ??
    Math.max(SHORTEST_INTERVAL, Math.floor(ruleInterval / 2_000) * 1_000);
  const timeout = scrapeTimeout === undefined ? undefined : parseDuration(scrapeTimeout);
  return { interval, timeout: timeout ?? Math.max(1, Math.floor((interval * 2) / 3)) };
}

/** Value of `job` of the scrapes themselves: of `up`, and of nothing that is federated. */
export function jobNameOf({ namespace, name }: Pick<Resource, 'namespace' | 'name'>): string {
  return `federation/${namespace}/${name}`;
}

/** The jobs of a federation: one of each leaf, or several where what is asked for is too long for one URL. */
export function federationJobs(
  federation: Resource<FederationProps>,
  selectors: readonly VectorSelector[],
  times: FederationTimes,
): Array<Resource<ScrapeConfigProps>> {
  const hub = endpointOf(federation.spec.into);
  const wanted = minimal(selectors.map(selectionOf));
  return leavesOf(federation.spec).flatMap((leaf) =>
    requestsFor(selectionsOnLeaf(wanted, leaf.endpoint.externalLabels)).map((match, index) => ({
      kind: 'ScrapeConfig',
      name: [federation.name, nameOf(leaf.value), ...(index === 0 ? [] : [String(index)])].join('-'),
      namespace: hub?.namespace ?? federation.namespace,
      labels: {},
      path: federation.path,
      problems: [],
      spec: jobOf(federation, leaf, match, times),
    })),
  );
}

function jobOf(
  federation: Resource<FederationProps>,
  leaf: Leaf,
  match: readonly string[],
  { interval, timeout }: FederationTimes,
): ScrapeConfigProps {
  const { label = DEFAULT_LABEL } = federation.spec;
  const { endpoint, value, client } = leaf;
  const jobName = jobNameOf(federation);
  const { targets, scheme, path } = askedAt(leaf);
  return compact<ScrapeConfigProps>({
    jobName,
    staticConfigs: [{ targets, labels: { [label]: value } }],
    scheme,
    metricsPath: path,
    params: { 'match[]': match },
    scrapeInterval: formatDuration(interval),
    scrapeTimeout: formatDuration(timeout),
    // What comes up keeps its labels and its times, and is gone as soon as the leaf is: not five minutes later.
    honorLabels: true,
    honorTimestamps: true,
    trackTimestampsStaleness: true,
    basicAuth: client.basicAuth,
    authorization: client.authorization,
    tlsConfig: scheme === 'https' ? client.tlsConfig : undefined,
    metricRelabelings: [...asOneServer(endpoint), withoutJob(jobName)],
  });
}

/** A result without `job` is given that of the scrape, which it must not have. */
function withoutJob(jobName: string): Relabeling {
  return { sourceLabels: ['job'], regex: quoteRegex(jobName), targetLabel: 'job', replacement: '' };
}

function nameOf(value: string): string {
  return value
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
