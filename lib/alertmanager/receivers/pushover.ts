import type { PushoverConfig } from '../../native/alertmanager';
import type { SecretKeySelector } from '../../references';
import { defineHttpKind, type HttpNotifierProps } from './notifier';
import type { Receiver } from './receiver';

/** A push message. Texts are templates. Operator: `PushoverConfig`. */
export interface PushoverProps extends HttpNotifierProps {
  /** Key of the recipient. Excludes `userKeyFile`. */
  readonly userKey?: SecretKeySelector;

  /** The same as a file that is in the pod already. */
  readonly userKeyFile?: string;

  /** Token of the application. Excludes `tokenFile`. */
  readonly token?: SecretKeySelector;

  /** The same as a file that is in the pod already. */
  readonly tokenFile?: string;
  readonly title?: string;
  readonly message?: string;

  /** Link below the text, which may be a template. */
  readonly url?: string;
  readonly urlTitle?: string;

  /** One device of the recipient. @default - all */
  readonly device?: string;
  readonly sound?: string;

  /** -2 to 2. @default - 2 (emergency) while firing, 0 after */
  readonly priority?: string;

  /** How often an emergency is repeated, at least `30s`. Go duration. @default '1m' */
  readonly retry?: string;

  /** How long an emergency is repeated. Go duration. @default '1h' */
  readonly expire?: string;

  /** After how long the message is deleted. Go duration. */
  readonly ttl?: string;

  /** Whether the text is HTML. Excludes `monospace`. */
  readonly html?: boolean;
  readonly monospace?: boolean;
}

/** A receiver that pushes to phones. */
export function pushover(name: string, props: PushoverProps): Receiver {
  return { name, pushoverConfigs: [props] };
}

export const pushoverKind = defineHttpKind<PushoverProps, PushoverConfig>({
  secrets: { userKey: 'user_key_file', token: 'token_file' },
  fields: {
    title: 'title',
    message: 'message',
    url: 'url',
    urlTitle: 'url_title',
    device: 'device',
    sound: 'sound',
    priority: 'priority',
    retry: 'retry',
    expire: 'expire',
    ttl: 'ttl',
    html: 'html',
    monospace: 'monospace',
  },
  checkProps(where, props) {
    for (const [secret, file] of [
      ['userKey', 'userKeyFile'],
      ['token', 'tokenFile'],
    ] as const) {
      if (props[secret] !== undefined && props[file] !== undefined) {
        where.error({
          code: 'contradiction',
          complaint: `has ${secret} and ${file}, of which only one can hold`,
          remedy: 'Keep one of them.',
        });
      }
    }
  },
  rest: (_where, { userKeyFile, tokenFile }) => ({
    ...(userKeyFile === undefined ? {} : { user_key_file: userKeyFile }),
    ...(tokenFile === undefined ? {} : { token_file: tokenFile }),
  }),
  demands: {
    sources: [
      {
        oneOf: ['user_key', 'user_key_file'],
        complaint: 'has no key of a recipient',
        remedy: "Set `userKey: secretKey('pushover', 'user-key')`.",
      },
      {
        oneOf: ['token', 'token_file'],
        complaint: 'has no token',
        remedy: "Set `token: secretKey('pushover', 'token')`.",
      },
    ],
    templateUrls: ['url'],
    durations: ['retry', 'expire', 'ttl'],
    more(where, { html, monospace }) {
      if (html === true && monospace === true) {
        where.error({
          code: 'contradiction',
          complaint: 'has html and monospace, of which only one can hold',
          remedy: 'Keep one of them.',
        });
      }
    },
  },
});
