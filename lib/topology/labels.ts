import type { EdgeKind, NodeKind } from './model';

/** What people call the kinds. */
export const KIND_TITLES: Readonly<Record<NodeKind, string>> = {
  monitor: 'Scraped',
  prometheus: 'Prometheus',
  sidecar: 'Thanos Sidecar',
  store: 'Thanos Store',
  query: 'Thanos Query',
  'query-frontend': 'Thanos Query Frontend',
  ruler: 'Thanos Ruler',
  compactor: 'Thanos Compactor',
  remote: 'Outside',
  'object-storage': 'Object storage',
  companion: 'Companion',
  alertmanager: 'Alertmanager',
  receiver: 'Receiver',
  grafana: 'Grafana',
  dashboard: 'Dashboard',
};

/** An edge as words between its ends. */
export const EDGE_WORDS: Readonly<Record<EdgeKind, string>> = {
  scrapes: 'scrapes',
  federates: 'federates',
  alerts: 'alerts',
  notifies: 'notifies',
  writes: 'writes to',
  reads: 'reads from',
  asks: 'asks',
  stores: 'stores in',
  rolls: 'rolls',
  shows: 'shows',
};
