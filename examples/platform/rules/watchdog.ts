import { alert, type RuleGroup } from '../../../lib';

/** The alert whose absence is the alarm. */
export const watchdogRules: readonly RuleGroup[] = [
  {
    name: 'watchdog',
    rules: [
      alert('Watchdog', 'vector(1)', {
        labels: { severity: 'none' },
        annotations: {
          summary: 'The path of alerts works, from Prometheus to the receiver.',
          description:
            'This alert always fires. Send it to a service outside of the cluster that raises the alarm when it stops coming.',
        },
      }),
    ],
  },
];
