import { alert, dashboardLink, type RuleGroup } from '../rules';
import type { Resource } from '../synthesis';
import { formatDuration } from '../values';
import { jobNameOf, type FederationTimes } from './jobs';
import { DEFAULT_LABEL, leavesOf } from './leaves';
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

/**
 * The same where leaves write: one that is gone, evaluates no rules or cannot write is silent, and nothing tells these apart from
 * here.
 *
 * @param aliveName what each leaf records, each shard of it where it has several
 * @param patience how long one may be silent, in milliseconds
 */
export function silenceAlerts(
  federation: Resource<FederationProps>,
  aliveName: string,
  shardLabel: string,
  patience: number,
): RuleGroup {
  const { label = DEFAULT_LABEL, dashboardUrl } = federation.spec;
  const silent = leavesOf(federation.spec).flatMap(({ value, endpoint: { services } }) =>
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
          summary: 'A Prometheus writes nothing to the one above it.',
          description: `{{ $labels.${label} }} is down, evaluates no rules or cannot write: rules of this Prometheus that need all leaves yield nothing.`,
          ...dashboardLink(dashboardUrl, {}), // there is no job to choose
        },
      }),
    ],
  };
}
