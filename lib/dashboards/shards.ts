import { RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboard, graph, labelVariable, number, type ClassicDashboard } from './parts';

const OF = 'namespace=~"$namespace", job=~"$job"';

/** What tells one shard from another; replicas are not told apart. */
const EACH = 'namespace, job, shard';

const LEGEND = '{{job}} {{shard}}';

/** What a server says, by shard: the pods of shard 1 are `prometheus-k8s-shard-1-0` and so on, those of shard 0 have no number. */
function eachShard(aggregation: 'max' | 'min' | 'sum', expr: string): string {
  const numbered = `label_replace(label_replace(${expr}, "shard", "0", "", ""), "shard", "$1", "pod", ".+-shard-([0-9]+)-[0-9]+")`;
  return `${aggregation} by (${EACH}) (${numbered})`;
}

/** The largest value over the mean of the shards that have targets: retired ones would only lower it. */
function fullest(value: string, targets: string): string {
  const scraping = `(${value} and on (${EACH}) ${targets} > 0)`;
  return `max(max by (namespace, job) ${scraping} / avg by (namespace, job) ${scraping})`;
}

/** How the shards of a Prometheus share the work, which of them lags, and how they get on with their rules. */
export function shardsDashboard(): ClassicDashboard {
  const targets = eachShard('max', `sum without (scrape_job) (prometheus_target_scrape_pool_targets{${OF}})`);
  const series = eachShard('max', `prometheus_tsdb_head_series{${OF}}`);
  const load = `prometheus_rule_group_last_duration_seconds{${OF}} / prometheus_rule_group_interval_seconds{${OF}}`;
  return dashboard(
    'cdk8s-prometheus-shards',
    'Prometheus / shards',
    'How the shards of a Prometheus share targets and series, which of them lags, and how they get on with their rules.',
  )
    .withVariable(labelVariable('namespace', 'prometheus_build_info'))
    .withVariable(labelVariable('job', 'prometheus_build_info{namespace=~"$namespace"}'))
    .withRow(new RowBuilder('Now'))
    .withPanel(
      number({
        title: 'Shards that answer',
        description: 'Shards with a replica whose last scrape went well.',
        unit: 'short',
        queries: [[`count(${eachShard('max', `up{${OF}}`)} == 1)`, '']],
      }),
    )
    .withPanel(
      number({
        title: 'Shards that do not',
        description:
          'Shards whose replicas all fail to be scraped: rules and queries over all shards yield nothing. Pods that do not exist are not counted.',
        unit: 'short',
        queries: [[`count(${eachShard('max', `up{${OF}}`)} == 0) or vector(0)`, '']],
        thresholds: { critical: 1 },
      }),
    )
    .withPanel(
      number({
        title: 'Fullest by targets',
        description:
          'Targets of the fullest shard over those of the mean. A hash fills shards as dice would: with few targets 1.3 is usual. Retired shards are left out.',
        unit: 'short',
        queries: [[fullest(targets, targets), '']],
        thresholds: { warning: 1.5, critical: 2 },
      }),
    )
    .withPanel(
      number({
        title: 'Fullest by series',
        description:
          'Series of the fullest shard over those of the mean. Far above 1: give the others more weight, or a large target a shard of its own.',
        unit: 'short',
        queries: [[fullest(series, targets), '']],
        thresholds: { warning: 1.5, critical: 2 },
      }),
    )
    .withPanel(
      number({
        title: 'Slowest rule group',
        description:
          'Share of its interval that the slowest group of all shards takes. At 1 evaluations are left out.',
        unit: 'percentunit',
        queries: [[`max(${load})`, '']],
        thresholds: { warning: 0.5, critical: 1 },
      }),
    )
    .withPanel(
      number({
        title: 'Failed evaluations',
        description: 'Evaluations of rules in the last hour that ended in an error, over all shards.',
        unit: 'short',
        queries: [[`sum(increase(prometheus_rule_evaluation_failures_total{${OF}}[1h]))`, '']],
        thresholds: { critical: 1 },
      }),
    )
    .withRow(new RowBuilder('Balance'))
    .withPanel(
      graph({
        title: 'Targets',
        description: 'That each shard scrapes, by the replica that has most. A retired shard has none.',
        unit: 'short',
        queries: [[targets, LEGEND]],
        span: 6,
      }),
    )
    .withPanel(
      graph({
        title: 'Series in memory',
        description: 'Of each shard, by the replica that has most.',
        unit: 'short',
        queries: [[series, LEGEND]],
        span: 6,
      }),
    )
    .withPanel(
      graph({
        title: 'Samples stored',
        description: 'A second, by the replica that stores most.',
        unit: 'ops',
        queries: [
          [
            eachShard(
              'max',
              `sum without (type) (rate(prometheus_tsdb_head_samples_appended_total{${OF}}[$__rate_interval]))`,
            ),
            LEGEND,
          ],
        ],
        span: 6,
      }),
    )
    .withPanel(
      graph({
        title: 'Replicas apart',
        description:
          'By what share of its series one replica of a shard differs from another. More than some percent for long: one of them does not reach targets that the other does.',
        unit: 'percentunit',
        queries: [[`1 - ${eachShard('min', `prometheus_tsdb_head_series{${OF}}`)} / ${series}`, LEGEND]],
        thresholds: { warning: 0.1, critical: 0.3 },
        span: 6,
      }),
    )
    .withRow(new RowBuilder('Lag'))
    .withPanel(
      graph({
        title: 'Lateness of scrapes',
        description:
          'How far the scrapes are apart of which 99 of 100 are closer, over the median: far above 1 the shard does not keep up.',
        unit: 'percentunit',
        queries: [
          [
            // The interval itself is there as a text only.
            eachShard(
              'max',
              `prometheus_target_interval_length_seconds{${OF}, quantile="0.99"} / on (namespace, job, pod, interval) prometheus_target_interval_length_seconds{${OF}, quantile="0.5"}`,
            ),
            LEGEND,
          ],
        ],
        thresholds: { warning: 1.2, critical: 2 },
      }),
    )
    .withPanel(
      graph({
        title: 'Age of the newest sample',
        description:
          'How long ago the last sample of each shard was stored. More than a scrape interval: it stores nothing.',
        unit: 's',
        queries: [[eachShard('max', `time() - prometheus_tsdb_head_max_time_seconds{${OF}}`), LEGEND]],
      }),
    )
    .withPanel(
      graph({
        title: 'Samples refused',
        description:
          'A second, because they are older than what is stored, or another one has their time: two targets with the same labels, as a rule.',
        unit: 'ops',
        queries: [
          [
            eachShard(
              'sum',
              `rate(prometheus_target_scrapes_sample_out_of_order_total{${OF}}[$__rate_interval])`,
            ),
            `${LEGEND} out of order`,
          ],
          [
            eachShard(
              'sum',
              `rate(prometheus_target_scrapes_sample_duplicate_timestamp_total{${OF}}[$__rate_interval])`,
            ),
            `${LEGEND} twice`,
          ],
        ],
      }),
    )
    .withRow(new RowBuilder('Rules'))
    .withPanel(
      graph({
        title: 'Rule groups against their interval',
        description:
          'Share of its interval that the slowest group of each shard takes. At 1 evaluations are left out.',
        unit: 'percentunit',
        queries: [[eachShard('max', load), LEGEND]],
        thresholds: { warning: 0.5, critical: 1 },
      }),
    )
    .withPanel(
      graph({
        title: 'Last evaluation',
        description:
          'How many intervals ago the group of each shard was evaluated that waits longest. Up to 1 is usual.',
        unit: 'short',
        queries: [
          [
            eachShard(
              'max',
              `(time() - prometheus_rule_group_last_evaluation_timestamp_seconds{${OF}}) / prometheus_rule_group_interval_seconds{${OF}}`,
            ),
            LEGEND,
          ],
        ],
        thresholds: { warning: 2, critical: 10 },
      }),
    )
    .withPanel(
      graph({
        title: 'Evaluations missed or failed',
        description: 'A second: left out because the one before had not ended, or ended in an error.',
        unit: 'ops',
        queries: [
          [
            eachShard('sum', `rate(prometheus_rule_group_iterations_missed_total{${OF}}[$__rate_interval])`),
            `${LEGEND} missed`,
          ],
          [
            eachShard('sum', `rate(prometheus_rule_evaluation_failures_total{${OF}}[$__rate_interval])`),
            `${LEGEND} failed`,
          ],
        ],
      }),
    )
    .build();
}
