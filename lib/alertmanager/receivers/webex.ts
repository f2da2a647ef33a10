import type { WebexConfig } from '../../native/alertmanager';
import { defineHttpKind, type HttpNotifierProps } from './notifier';
import type { Receiver } from './receiver';

/** A message of a Webex bot, whose token goes into `httpConfig.authorization`. Operator: `WebexConfig`. */
export interface WebexProps extends HttpNotifierProps {
  /** @default - the global one */
  readonly apiURL?: string;
  readonly roomID: string;

  /** Template. */
  readonly message?: string;
  readonly httpConfig: NonNullable<HttpNotifierProps['httpConfig']>;
}

/** A receiver that is a room at Webex. */
export function webex(name: string, props: WebexProps): Receiver {
  return { name, webexConfigs: [props] };
}

export const webexKind = defineHttpKind<WebexProps, WebexConfig>({
  fields: { apiURL: 'api_url', roomID: 'room_id', message: 'message' },
  demands: {
    required: ['room_id'],
    urls: ['api_url'],
    more(where, native, words) {
      if (native.http_config?.authorization === undefined) {
        where.at(words('http_config')).error({
          code: 'incomplete',
          complaint: 'has no token of a bot',
          remedy: "Set `httpConfig: { authorization: { credentials: secretKey('webex', 'token') } }`.",
        });
      }
    },
  },
});
