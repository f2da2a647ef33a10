import { RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboard, graph, labelVariable, number, type ClassicDashboard } from './parts';

const OF = 'namespace=~"$namespace", job=~"$job"';

/** What the companion of an Alertmanager sees and does: the state of each instance, rollouts, and the copy that it keeps. */
export function rolloutDashboard(): ClassicDashboard {
  const condition = (name: string) => `alertmanager_rollout_instance_condition{${OF}, condition="${name}"}`;
  return dashboard(
    'cdk8s-prometheus-alertmanager-rollout',
    'Alertmanager / rollout',
    'What the companion of an Alertmanager sees of its instances, how rollouts go, and whether the copy of the mesh is kept.',
  )
    .withVariable(labelVariable('namespace', 'alertmanager_rollout_lease_held'))
    .withVariable(labelVariable('job', 'alertmanager_rollout_lease_held{namespace=~"$namespace"}'))
    .withRow(new RowBuilder('Now'))
    .withPanel(
      number({
        title: 'Companions that act',
        description:
          'Holders of the Lease, one for each Alertmanager. 0: nobody looks, and nothing is rolled or brought back.',
        unit: 'short',
        queries: [[`sum(alertmanager_rollout_lease_held{${OF}})`, '']],
      }),
    )
    .withPanel(
      number({
        title: 'Last look',
        description: 'How long ago all instances were looked at; usually every two seconds.',
        unit: 's',
        queries: [
          [
            `max(time() - max by (namespace, job) (alertmanager_rollout_last_look_timestamp_seconds{${OF}}))`,
            '',
          ],
        ],
        thresholds: { warning: 120, critical: 300 },
      }),
    )
    .withPanel(
      number({
        title: 'Instances not whole',
        description: 'Instances that have not joined, do not answer, or lack something that others hold.',
        unit: 'short',
        queries: [[`count(${condition('whole')} == 0) or vector(0)`, '']],
        thresholds: { warning: 1, critical: 2 },
      }),
    )
    .withPanel(
      number({
        title: 'Of an old revision',
        description: 'Instances that the rollout has still to replace.',
        unit: 'short',
        queries: [[`count(alertmanager_rollout_instance_current{${OF}} == 0) or vector(0)`, '']],
        thresholds: { warning: 1 },
      }),
    )
    .withPanel(
      number({
        title: 'Rollouts that halted',
        description: 'Alertmanagers whose last rollout went no further: `status` of the companion says why.',
        unit: 'short',
        queries: [
          [
            `count(max by (namespace, job) (alertmanager_rollout_last_outcome{${OF}, outcome="halted"}) == 1) or vector(0)`,
            '',
          ],
        ],
        thresholds: { critical: 1 },
      }),
    )
    .withPanel(
      number({
        title: 'Stores that fail',
        description: 'Places in which the copy of the mesh could not be written the last time.',
        unit: 'short',
        queries: [[`count(alertmanager_rollout_store_failing{${OF}} == 1) or vector(0)`, '']],
        thresholds: { critical: 1 },
      }),
    )
    .withRow(new RowBuilder('Instances'))
    .withPanel(
      graph({
        title: 'Conditions',
        description: 'In which each instance is. While nothing is rolled all are whole.',
        unit: 'short',
        queries: [[`alertmanager_rollout_instance_condition{${OF}} == 1`, '{{alertmanager}} {{condition}}']],
      }),
    )
    .withPanel(
      graph({
        title: 'Entries that are lacking',
        description:
          'Silences and log entries that an instance lacks and others hold. The next instance is replaced when this one has 0.',
        unit: 'short',
        queries: [[`alertmanager_rollout_instance_lacking_entries{${OF}}`, '{{alertmanager}}']],
      }),
    )
    .withPanel(
      graph({
        title: 'Instances of the current revision',
        description: 'It climbs by one with each step of a rollout.',
        unit: 'short',
        queries: [[`sum by (job) (alertmanager_rollout_instance_current{${OF}})`, '{{job}}']],
      }),
    )
    .withRow(new RowBuilder('Rollouts'))
    .withPanel(
      graph({
        title: 'Pods asked to go',
        description: 'Within the last hour: of each instance once for each rollout.',
        unit: 'short',
        queries: [[`sum by (job) (increase(alertmanager_rollout_evictions_total{${OF}}[1h]))`, '{{job}}']],
      }),
    )
    .withPanel(
      graph({
        title: 'How the last rollout ended',
        description: 'The outcome that holds.',
        unit: 'short',
        queries: [
          [`max by (job, outcome) (alertmanager_rollout_last_outcome{${OF}}) == 1`, '{{job}} {{outcome}}'],
        ],
      }),
    )
    .withPanel(
      graph({
        title: 'Since the last rollout',
        description: 'How long ago it ended.',
        unit: 's',
        queries: [
          [
            `time() - max by (job) (alertmanager_rollout_last_outcome_timestamp_seconds{${OF}} > 0)`,
            '{{job}}',
          ],
        ],
      }),
    )
    .withRow(new RowBuilder('The copy'))
    .withPanel(
      graph({
        title: 'Entries',
        description: 'Of the mesh, in the copy that brings them back when all instances have lost them.',
        unit: 'short',
        queries: [[`max by (job, kind) (alertmanager_rollout_copy_entries{${OF}})`, '{{job}} {{kind}}']],
        span: 6,
      }),
    )
    .withPanel(
      graph({
        title: 'Behind the copy',
        description:
          'How long ago a store had all that the copy has. One that rises is not written any more.',
        unit: 's',
        queries: [
          [
            `time() - max by (job, store) (alertmanager_rollout_store_complete_timestamp_seconds{${OF}} > 0)`,
            '{{job}} {{store}}',
          ],
        ],
        thresholds: { warning: 120, critical: 600 },
        span: 6,
      }),
    )
    .withPanel(
      graph({
        title: 'Size of the stores',
        description: 'Before it is compressed. A Secret takes 900 KiB when it is.',
        unit: 'bytes',
        queries: [[`max by (job, store) (alertmanager_rollout_store_bytes{${OF}})`, '{{job}} {{store}}']],
        span: 6,
      }),
    )
    .withPanel(
      graph({
        title: 'Entries brought back',
        description: 'Within the last hour: above 0 the whole mesh had lost what it held.',
        unit: 'short',
        queries: [
          [`sum by (job) (increase(alertmanager_rollout_restored_entries_total{${OF}}[1h]))`, '{{job}}'],
        ],
        span: 6,
      }),
    )
    .build();
}
