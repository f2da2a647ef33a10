import { checkHttpClient } from '../../http';
import type { WebhookConfig } from '../../native/alertmanager';
import type { SecretKeySelector } from '../../references';
import { checkUrl, checkUrlCredentials, checkWholeNumber, compact } from '../../values';
import { checkGoDuration } from '../go-duration';
import type { IntegrationKind } from './kind';
import { isTemplate, renderHttpNotifier, secretFile, type HttpNotifierProps } from './notifier';
import type { Receiver } from './receiver';

/** Any HTTP endpoint, by POST of JSON. Operator: `WebhookConfig`. */
export interface WebhookProps extends HttpNotifierProps {
  /** A plain URL, which may be a template, or a reference where it holds a secret. */
  readonly url: string | SecretKeySelector;

  /** Alerts per message; 0 for all. @default 0 */
  readonly maxAlerts?: number;

  /** Time limit of one request. Go duration. @default - that of the group's interval */
  readonly timeout?: string;

  /** Body instead of upstream's own: texts in it are templates. */
  readonly payload?: NonNullable<WebhookConfig['payload']>;
}

/** A receiver that is an HTTP endpoint. */
export function webhook(name: string, props: WebhookProps): Receiver {
  return { name, webhookConfigs: [props] };
}

export const webhookKind: IntegrationKind<WebhookProps, WebhookConfig> = {
  check(where, props) {
    if (typeof props.url === 'string') {
      const check = isTemplate(props.url) ? checkUrlCredentials : checkUrl;
      check(where.at('url'), props.url);
    }
    checkWholeNumber(where.at('maxAlerts'), props.maxAlerts);
    checkGoDuration(where.at('timeout'), props.timeout);
    checkHttpClient(where.at('httpConfig'), props.httpConfig ?? {});
  },

  render(where, props, context) {
    return compact<WebhookConfig>({
      ...(typeof props.url === 'string'
        ? { url: props.url }
        : { url_file: secretFile(where.at('url'), props.url, context) }),
      max_alerts: props.maxAlerts,
      timeout: props.timeout,
      payload: props.payload,
      ...renderHttpNotifier(where, props, context),
    });
  },
};
