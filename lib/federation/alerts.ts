import { alert, dashboardLink, type RuleGroup } from '../rules';
import type { Resource } from '../synthesis';
import { formatDuration } from '../values';
import { jobNameOf, type FederationTimes } from './jobs';
import { DEFAULT_LABEL, type Leaf } from './leaves';
import type { FederationProps } from './props';

/** Alerts of a hub about a federation: rules that need all leaves yield nothing while one is missing, and these tell. */
export function federationAlerts(
  federation: Resource<FederationProps>,
  aliveName: string,
  { interval }: FederationTimes,
): RuleGroup {
  const { label = DEFAULT_LABEL, dashboardUrl } = federation.spec;
  const jobName = jobNameOf(federation);
  const job = JSON.stringify(jobName);
  const link = dashboardLink(dashboardUrl, { job: jobName });
  const labels = { severity: 'critical' };
  const who = `{{ $labels.${label} }}`;
  return {
    name: `federation-${federation.name}`,
    rules: [
      alert('FederationLeafDown', `up{job=${job}} == 0`, {
        for: formatDuration(4 * interval),
        labels,
        annotations: {
          summary: 'A Prometheus cannot be federated.',
          description: `${who} at {{ $labels.instance }} does not answer: rules of this Prometheus that need all leaves yield nothing.`,
          ...link,
        },
      }),
      alert('FederationLeafStale', `up{job=${job}} == 1 unless on (${label}) ${aliveName}`, {
        for: '5m',
        labels,
        annotations: {
          summary: 'A federated Prometheus answers and evaluates no rules.',
          description: `${who} does not have ${aliveName}, which it records for this Prometheus: has it loaded its rules?`,
          ...link,
        },
      }),
    ],
  };
}

/** What is known of leaves that may fall silent. */
export interface Silence {
  /** What each leaf records, each shard of it where it has several. */
  readonly aliveName: string;
  readonly shardLabel: string;

  /** How long one may be silent, in milliseconds. */
  readonly patience: number;
  readonly summary: string;

  /** Why one may be, in words. */
  readonly reasons: string;
}

/**
 * The same where the hub does not scrape its leaves: one that is gone, evaluates no rules or has no way to the hub is silent, and nothing
 * tells these apart from here.
 */
export function silenceAlerts(
  federation: Resource<FederationProps>,
  leaves: readonly Leaf[],
  { aliveName, shardLabel, patience, summary, reasons }: Silence,
): RuleGroup {
  const { label = DEFAULT_LABEL, dashboardUrl } = federation.spec;
  const silent = leaves.flatMap(({ value, endpoint: { services } }) =>
    services.map((_, shard) => {
      const matchers = [
        `${label}=${JSON.stringify(value)}`,
        ...(services.length === 1 ? [] : [`${shardLabel}="${shard}"`]),
      ];
      return `absent_over_time(${aliveName}{${matchers.join(', ')}}[${formatDuration(patience)}])`;
    }),
  );
  return {
    name: `federation-${federation.name}`,
    rules: [
      alert('FederationLeafDown', silent.join('\nor\n'), {
        for: formatDuration(patience),
        labels: { severity: 'critical' },
        annotations: {
          summary,
          description: `{{ $labels.${label} }} ${reasons}: rules of this Prometheus that need all leaves yield nothing.`,
          ...dashboardLink(dashboardUrl, {}), // there is no job to choose
        },
      }),
    ],
  };
}
