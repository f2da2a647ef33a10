import type { Construct } from 'constructs';
import { checkAgent } from './agent-check';
import type { PrometheusAgentProps } from './agent-props';
import { PrometheusConstruct } from './prometheus-construct';

/**
 * A Prometheus that scrapes and sends on, and keeps nothing: no queries, no rules, no alerts.
 *
 * Operator: `PrometheusAgent`.
 */
export class PrometheusAgent extends PrometheusConstruct<PrometheusAgentProps> {
  constructor(scope: Construct, id: string, props: PrometheusAgentProps = {}) {
    super(scope, id, props, {
      shape: 'PrometheusAgentProps',
      check: checkAgent,
      kindOf: ({ mode }) => ({ program: 'agent', perNode: mode === 'DaemonSet' }),
    });
  }
}
