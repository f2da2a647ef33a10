import type { PrometheusProps } from '../../../lib/prometheus';

/** A Prometheus that keeps nothing, has nothing but what the test says, and needs seconds for what takes others minutes. */
export const QUICK = {
  storage: { emptyDir: {} },
  selfMonitoring: false,
  rulesConfigMap: 'none',
  scrapeInterval: '1s',
  scrapeTimeout: '1s',
  evaluationInterval: '2s',
} as const satisfies PrometheusProps;
