import { RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { ages, ALIVE, oldestLeaf } from './leaves';
import { dashboard, graph, number, type ClassicDashboard } from './parts';

const MISSING = 'ALERTS{alertname="FederationLeafDown"}';

/** How leaves are that a hub does not scrape, because they write to it or are read where they are: what it knows is their signs of life. */
export function silentLeaves(label: string): ClassicDashboard {
  return dashboard(
    'cdk8s-prometheus-federation-silent',
    'Prometheus / federation, without scrapes',
    'How old what comes up from the leaves of a hub is, where they write to it or are read where they are. To be asked of the hub.',
  )
    .withRow(new RowBuilder('Now'))
    .withPanel(
      number({
        title: 'Leaves with a sign of life',
        description: 'Of which something came up in the last minutes.',
        unit: 'short',
        queries: [[`count(count by (${label}) (${ALIVE})) or vector(0)`, '']],
        span: 8,
      }),
    )
    .withPanel(
      number({
        title: 'Leaves that are missing',
        description:
          'By the alert, which knows all that there should be. While there is one, rules of the hub that need all leaves yield nothing.',
        unit: 'short',
        queries: [[`count(count by (${label}) (${MISSING})) or vector(0)`, '']],
        thresholds: { critical: 1 },
        span: 8,
      }),
    )
    .withPanel(oldestLeaf(8))
    .withRow(new RowBuilder('Leaves'))
    .withPanel(ages(`{{${label}}}`, 12))
    .withPanel(
      graph({
        title: 'Missing',
        description: '1: the alert about the leaf is pending or firing.',
        unit: 'short',
        queries: [[`max by (${label}) (${MISSING})`, `{{${label}}}`]],
        span: 12,
      }),
    )
    .build();
}
