import { RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { ages, ALIVE, oldestLeaf } from './leaves';
import { dashboard, graph, labelVariable, number, type ClassicDashboard } from './parts';
import { silentLeaves } from './silent-leaves';

/** What may be said about the dashboard of federations. */
export interface FederationDashboardOptions {
  /** The external label by which leaves are told apart: `label` of the Federation. @default 'cluster' */
  readonly label?: string;

  /**
   * `transport` of the Federation. Of leaves that the hub does not scrape it knows but their signs of life: that dashboard has the uid
   * `cdk8s-prometheus-federation-silent`.
   *
   * @default 'federate'
   */
  readonly transport?: 'federate' | 'remoteWrite' | 'thanos';
}

/** Jobs of federations begin so, whatever is chosen: with the hub as its data source a dashboard must not ask leaves for their `up`. */
const OF = 'job=~"federation/.+", job=~"$job"';

/** How the leaves of a hub are: whether they answer, how old and how much what comes up is, and how long it takes. */
export function federationDashboard({
  label = 'cluster',
  transport = 'federate',
}: FederationDashboardOptions = {}): ClassicDashboard {
  return transport === 'federate' ? scrapedLeaves(label) : silentLeaves(label);
}

function scrapedLeaves(label: string): ClassicDashboard {
  const leaf = `{{${label}}} {{instance}}`;
  return dashboard(
    'cdk8s-prometheus-federation',
    'Prometheus / federation',
    'Whether the leaves of a hub answer, and how old and how much is what comes up. To be asked of the hub.',
  )
    .withVariable(labelVariable('job', 'up{job=~"federation/.+"}'))
    .withRow(new RowBuilder('Now'))
    .withPanel(
      number({
        title: 'Leaves that answer',
        description: 'Whose last scrape went well; of a leaf with shards all of them are asked.',
        unit: 'short',
        queries: [[`count(min by (job, ${label}) (up{${OF}}) == 1) or vector(0)`, '']],
      }),
    )
    .withPanel(
      number({
        title: 'Leaves that do not',
        description:
          'Leaves of which a part cannot be scraped. While there is one, rules of the hub that need all leaves yield nothing.',
        unit: 'short',
        queries: [[`count(min by (job, ${label}) (up{${OF}}) == 0) or vector(0)`, '']],
        thresholds: { critical: 1 },
      }),
    )
    .withPanel(
      number({
        title: 'Leaves without rules',
        description:
          'Leaves that answer and do not say that they evaluate rules for the hub: perhaps they have not loaded them.',
        unit: 'short',
        queries: [
          [`count(max by (${label}) (up{${OF}} == 1) unless on (${label}) ${ALIVE}) or vector(0)`, ''],
        ],
        thresholds: { critical: 1 },
      }),
    )
    .withPanel(oldestLeaf())
    .withPanel(
      number({
        title: 'Slowest leaf',
        description: 'How long the slowest of the last scrapes took.',
        unit: 's',
        queries: [[`max(scrape_duration_seconds{${OF}})`, '']],
      }),
    )
    .withPanel(
      number({
        title: 'Samples',
        description: 'That come up each time, from all leaves.',
        unit: 'short',
        queries: [[`sum(scrape_samples_scraped{${OF}})`, '']],
      }),
    )
    .withRow(new RowBuilder('Leaves'))
    .withPanel(
      graph({
        title: 'Up',
        description: '1: the last scrape went well.',
        unit: 'short',
        queries: [[`up{${OF}}`, leaf]],
      }),
    )
    .withPanel(ages(leaf))
    .withPanel(
      graph({
        title: 'Duration',
        description: 'Of a scrape. At its timeout it fails.',
        unit: 's',
        queries: [[`scrape_duration_seconds{${OF}}`, leaf]],
      }),
    )
    .withRow(new RowBuilder('What comes up'))
    .withPanel(
      graph({
        title: 'Samples of each leaf',
        description: 'In one scrape. One that falls has lost targets or rules.',
        unit: 'short',
        queries: [[`scrape_samples_scraped{${OF}}`, leaf]],
      }),
    )
    .withPanel(
      graph({
        title: 'New series of each leaf',
        description: 'In one scrape. For long above 0: something that changes all the time is in a label.',
        unit: 'short',
        queries: [[`scrape_series_added{${OF}}`, leaf]],
      }),
    )
    .withPanel(
      graph({
        title: 'Samples a second',
        description: 'That the hub takes up, of all leaves.',
        unit: 'ops',
        queries: [
          [
            `sum by (job) (sum_over_time(scrape_samples_scraped{${OF}}[$__rate_interval])) / ($__rate_interval_ms / 1000)`,
            '{{job}}',
          ],
        ],
      }),
    )
    .build();
}
