import type { WebhookConfig } from '../../native/alertmanager';
import type { SecretKeySelector } from '../../references';
import { checkWholeNumber } from '../../values';
import { secretFile } from './kind';
import { defineHttpKind, type HttpNotifierProps } from './notifier';
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

export const webhookKind = defineHttpKind<WebhookProps, WebhookConfig>({
  fields: { maxAlerts: 'max_alerts', timeout: 'timeout', payload: 'payload' },
  checkProps(where, { maxAlerts }) {
    checkWholeNumber(where.at('maxAlerts'), maxAlerts);
  },
  rest: (where, { url }, context) =>
    typeof url === 'string' ? { url } : { url_file: secretFile(where.at('url'), url, context) ?? '' },
  demands: {
    sources: [{ oneOf: ['url', 'url_file'], complaint: 'has no URL', remedy: 'Set `url`.' }],
    templateUrls: ['url'],
    durations: ['timeout'],
  },
});
