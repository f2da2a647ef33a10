import { checkSameCluster } from '../alertmanager';
import type { Where } from '../problems';
import type { PrometheusProps } from './props';
import { settingsOf } from './render-alerting';

/** Reports Alertmanagers that are in another cluster than the Prometheus. */
export function checkTargetClusters(where: Where, { alerting }: PrometheusProps, cluster: string): void {
  (alerting?.alertmanagers ?? []).map(settingsOf).forEach(({ alertmanager }, index) => {
    checkSameCluster(where.at('alerting', 'alertmanagers', index), alertmanager?.endpoint, cluster);
  });
}
