import { checkTls, renderTls, type TlsConfig } from '../../http';
import type { EmailConfig } from '../../native/alertmanager';
import type { Where } from '../../problems';
import type { SecretKeySelector } from '../../references';
import { checkChoice, compact } from '../../values';
import type { Words } from '../../versions';
import { checkHostPort } from '../host-port';
import { defineKind } from './kind';
import type { NotifierProps } from './notifier';
import type { Receiver } from './receiver';

/** A mail. What it leaves out it takes from `global.smtp*`. Operator: `EmailConfig`. */
export interface EmailProps extends NotifierProps {
  /** Recipients, separated by commas. */
  readonly to: string;
  readonly from?: string;

  /** Mail server, `host:port`. */
  readonly smarthost?: string;

  /** Name that greets the mail server. */
  readonly hello?: string;
  readonly authUsername?: string;

  /** Password for LOGIN and PLAIN. */
  readonly authPassword?: SecretKeySelector;

  /** Shared secret for CRAM-MD5. */
  readonly authSecret?: SecretKeySelector;

  /** Identity for PLAIN. */
  readonly authIdentity?: string;

  /** Whether mail goes over TLS or not at all. */
  readonly requireTLS?: boolean;

  /** Whether TLS begins with the connection (true) or by STARTTLS (false). @default - the port decides */
  readonly forceImplicitTLS?: boolean;
  readonly tlsConfig?: TlsConfig;

  /** Body as HTML. */
  readonly html?: string;

  /** Body as plain text. */
  readonly text?: string;

  /** Headers, `Subject` among them; names differ in more than case. */
  readonly headers?: Readonly<Record<string, string>>;

  /** Whether mails of one group make a thread: a new one each day, or one for ever. @default - no threads */
  readonly threading?: { readonly threadByDate: 'Daily' | 'None' };
}

/** A receiver that sends mail. */
export function email(name: string, props: EmailProps): Receiver {
  return { name, emailConfigs: [props] };
}

export const emailKind = defineKind<EmailProps, EmailConfig>({
  secrets: { authPassword: 'auth_password_file', authSecret: 'auth_secret_file' },
  fields: {
    to: 'to',
    from: 'from',
    smarthost: 'smarthost',
    hello: 'hello',
    authUsername: 'auth_username',
    authIdentity: 'auth_identity',
    requireTLS: 'require_tls',
    forceImplicitTLS: 'force_implicit_tls',
    html: 'html',
    text: 'text',
    headers: 'headers',
    sendResolved: 'send_resolved',
  },
  checkProps(where, { threading, tlsConfig }) {
    checkChoice(where.at('threading', 'threadByDate'), threading?.threadByDate, ['Daily', 'None']);
    if (tlsConfig) {
      checkTls(where.at('tlsConfig'), tlsConfig);
    }
  },
  rest: (where, { tlsConfig, threading }, context) =>
    compact<Partial<EmailConfig>>({
      tls_config: tlsConfig && renderTls(where.at('tlsConfig'), tlsConfig, context),
      threading: threading && {
        enabled: true,
        thread_by_date: threading.threadByDate === 'Daily' ? 'daily' : 'none',
      },
    }),
  demands: {
    sources: [
      {
        oneOf: ['auth_password', 'auth_password_file'],
        optional: true,
        complaint: 'has no password',
        remedy: '',
      },
      { oneOf: ['auth_secret', 'auth_secret_file'], optional: true, complaint: 'has no secret', remedy: '' },
    ],
    more(where, native, words, global) {
      const given = (field: string, value: string | undefined, remedy: string): void => {
        if (value === undefined || value === '') {
          where.at(words(field)).error({ code: 'incomplete', complaint: 'is not set', remedy });
        }
      };
      given('to', native.to, 'Set the address, or several with commas between them.');
      given('from', native.from ?? global.smtp_from, 'Set it here, or `global.smtpFrom` for all.');
      given(
        'smarthost',
        native.smarthost ?? global.smtp_smarthost,
        'Set it here, or `global.smtpSmarthost` for all.',
      );
      checkHostPort(where.at(words('smarthost')), native.smarthost);
      checkHeaders(where.at(words('headers')), native, words);
      checkThreading(where.at(words('threading')), native, words);
    },
  },
});

/** Props have no other. */
function checkThreading(where: Where, { threading }: EmailConfig, words: Words): void {
  if (threading?.enabled === true) {
    const at = where.at(words('thread_by_date'));
    if (threading.thread_by_date === undefined || (threading.thread_by_date as string) === '') {
      at.error({ code: 'incomplete', complaint: 'is not set', remedy: 'Write "daily" or "none".' });
    } else {
      checkChoice(at, threading.thread_by_date, ['daily', 'none']);
    }
  }
}

const THREAD_HEADERS = ['references', 'in-reply-to'];

function checkHeaders(where: Where, { headers = {}, threading }: EmailConfig, words: Words): void {
  const seen = new Set<string>();
  for (const name of Object.keys(headers)) {
    const canonical = name.toLowerCase();
    if (seen.has(canonical)) {
      where.error({ code: 'duplicate', value: name, complaint: 'is there twice: case does not count' });
    }
    seen.add(canonical);
    if (threading?.enabled === true && THREAD_HEADERS.includes(canonical)) {
      where.error({
        code: 'contradiction',
        value: name,
        complaint: `is what \`${words('threading')}\` writes`,
      });
    }
  }
}
