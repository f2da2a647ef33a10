import { checkTls, renderTls, type TlsConfig } from '../../http';
import type { EmailConfig, GlobalConfig } from '../../native/alertmanager';
import type { Where } from '../../problems';
import type { SecretKeySelector } from '../../references';
import { checkChoice, compact } from '../../values';
import { checkHostPort } from '../host-port';
import type { IntegrationKind } from './kind';
import { secretFile, type NotifierProps } from './notifier';
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
  readonly forceImplicitTls?: boolean;
  readonly tlsConfig?: TlsConfig;

  /** Body as HTML. */
  readonly html?: string;

  /** Body as plain text. */
  readonly text?: string;

  /** Headers, `Subject` among them; names differ in more than case. */
  readonly headers?: Readonly<Record<string, string>>;

  /** Whether mails of one group make a thread: a new one each day, or one for ever. @default - no threads */
  readonly threading?: 'daily' | 'none';
}

/** A receiver that sends mail. */
export function email(name: string, props: EmailProps): Receiver {
  return { name, emailConfigs: [props] };
}

export const emailKind: IntegrationKind<EmailProps, EmailConfig> = {
  check(where, props, global) {
    checkGiven(where.at('to'), props.to, 'Set the address, or several with commas between them.');
    checkGiven(
      where.at('from'),
      props.from ?? global.smtp_from,
      'Set it here, or `global.smtpFrom` for all.',
    );
    checkGiven(
      where.at('smarthost'),
      props.smarthost ?? global.smtp_smarthost,
      'Set it here, or `global.smtpSmarthost` for all.',
    );
    checkHostPort(where.at('smarthost'), props.smarthost);
    checkHeaders(where.at('headers'), props);
    checkChoice(where.at('threading'), props.threading, ['daily', 'none']);
    if (props.tlsConfig) {
      checkTls(where.at('tlsConfig'), props.tlsConfig);
    }
  },

  render(where, props, context) {
    const { to, from, smarthost, hello, html, text, headers, threading } = props;
    return compact<EmailConfig>({
      to,
      from,
      smarthost,
      hello,
      auth_username: props.authUsername,
      auth_password_file: secretFile(where.at('authPassword'), props.authPassword, context),
      auth_secret_file: secretFile(where.at('authSecret'), props.authSecret, context),
      auth_identity: props.authIdentity,
      require_tls: props.requireTLS,
      force_implicit_tls: props.forceImplicitTls,
      tls_config: props.tlsConfig && renderTls(where.at('tlsConfig'), props.tlsConfig, context),
      html,
      text,
      headers,
      threading: threading && { enabled: true, thread_by_date: threading },
      send_resolved: props.sendResolved,
    });
  },
};

function checkGiven(where: Where, value: GlobalConfig['smtp_from'], remedy: string): void {
  if (value === undefined || value === '') {
    where.error({ code: 'incomplete', complaint: 'is not set', remedy });
  }
}

const THREAD_HEADERS = ['references', 'in-reply-to'];

function checkHeaders(where: Where, { headers = {}, threading }: EmailProps): void {
  const seen = new Set<string>();
  for (const name of Object.keys(headers)) {
    const canonical = name.toLowerCase();
    if (seen.has(canonical)) {
      where.error({ code: 'duplicate', value: name, complaint: 'is there twice: case does not count' });
    }
    seen.add(canonical);
    if (threading !== undefined && THREAD_HEADERS.includes(canonical)) {
      where.error({ code: 'contradiction', value: name, complaint: 'is what `threading` writes' });
    }
  }
}
