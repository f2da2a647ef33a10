import type { FileContext } from '../../http';
import type { GlobalConfig, Receiver as NativeReceiver } from '../../native/alertmanager';
import type { Where } from '../../problems';
import { compact } from '../../values';
import { emailKind } from './email';
import type { IntegrationKind } from './kind';
import { pagerdutyKind } from './pagerduty';
import type { Receiver } from './receiver';
import { slackKind } from './slack';
import { webhookKind } from './webhook';

/** What the settings of a receiver are checked against and rendered with. */
export interface ReceiverContext extends FileContext {
  /** Natively, with what `additionalConfig` adds. */
  readonly global: GlobalConfig;
}

/** The native form of a receiver. Reports what Alertmanager would refuse. */
export function renderReceiver(where: Where, receiver: Receiver, context: ReceiverContext): NativeReceiver {
  const { emailConfigs, pagerdutyConfigs, slackConfigs, webhookConfigs } = receiver;
  return compact<NativeReceiver>({
    name: receiver.name,
    labels: receiver.labels,
    email_configs: each(where.at('emailConfigs'), emailConfigs, emailKind, context),
    pagerduty_configs: each(where.at('pagerdutyConfigs'), pagerdutyConfigs, pagerdutyKind, context),
    slack_configs: each(where.at('slackConfigs'), slackConfigs, slackKind, context),
    webhook_configs: each(where.at('webhookConfigs'), webhookConfigs, webhookKind, context),
  });
}

function each<Props, Native>(
  where: Where,
  list: readonly Props[] | undefined,
  kind: IntegrationKind<Props, Native>,
  context: ReceiverContext,
): Native[] | undefined {
  return list?.map((props, index) => {
    kind.check(where.at(index), props, context.global);
    return kind.render(where.at(index), props, context);
  });
}
