import type { Construct } from 'constructs';
import { ResourceConstruct } from '../../synthesis';
import { checkClosedContribution } from './check';
import type { ContributionProps } from './props';

/** Props of {@link AlertmanagerConfig}; their names are those of the operator's resource. */
export type AlertmanagerConfigProps = ContributionProps;

/**
 * What a namespace does with its alerts. Renders nothing by itself: every `Alertmanager` that selects it
 * (`alertmanagerConfigSelector`, `alertmanagerConfigs`) puts its route before its own ones, for the alerts of
 * the namespace, and goes on after it. Receivers and times are called `<namespace>/<name>/<receiver>`.
 *
 * Operator: `AlertmanagerConfig`.
 */
export class AlertmanagerConfig extends ResourceConstruct<AlertmanagerConfigProps> {
  constructor(scope: Construct, id: string, props: AlertmanagerConfigProps) {
    super(scope, id, 'AlertmanagerConfig', props, checkClosedContribution);
  }
}
