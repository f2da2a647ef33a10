import type { Construct } from 'constructs';
import { ResourceConstruct, type ResourceProps } from '../synthesis';
import type { RuleGroup } from './rule';
import { checkPrometheusRule } from './rule-check';

/** Props of {@link PrometheusRule}; their names are those of the operator's resource. */
export interface PrometheusRuleProps extends ResourceProps {
  /** At least one; their names are unique. */
  readonly groups: readonly RuleGroup[];
}

/**
 * Groups of alerting and recording rules. Renders nothing by itself: every `Prometheus` of the app that
 * selects it loads the rules as the file `<namespace>_<name>.yaml`.
 *
 * Operator: `PrometheusRule`.
 */
export class PrometheusRule extends ResourceConstruct<PrometheusRuleProps> {
  constructor(scope: Construct, id: string, props: PrometheusRuleProps) {
    super(scope, id, 'PrometheusRule', props, checkPrometheusRule);
  }
}
