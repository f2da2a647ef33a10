import type { TlsConfig } from '../http-client';
import type { FilePath, PlainSecret, TmplString } from '../scalars';
import type { NotifierConfig } from './notifier';

/** Mail (`<email_config>`). What it leaves out it takes from `global.smtp_*`. */
export interface EmailConfig extends NotifierConfig {
  /** Recipients, separated by commas. */
  readonly to: TmplString;

  /** Sender. */
  readonly from?: TmplString;

  /** Mail server, `host:port`. */
  readonly smarthost?: string;

  /** Name that greets the mail server. */
  readonly hello?: string;

  /** User at the mail server. */
  readonly auth_username?: string;

  /** Password for LOGIN and PLAIN. */
  readonly auth_password?: PlainSecret;

  /** File that holds the password for LOGIN and PLAIN. */
  readonly auth_password_file?: FilePath;

  /** Shared secret for CRAM-MD5. */
  readonly auth_secret?: PlainSecret;

  /** File that holds the shared secret for CRAM-MD5. */
  readonly auth_secret_file?: FilePath;

  /** Identity for PLAIN. */
  readonly auth_identity?: string;

  /** Whether mail goes over TLS or not at all. */
  readonly require_tls?: boolean;

  /**
   * Whether TLS begins with the connection (true) or by STARTTLS (false). Default: the port decides (465: at
   * once).
   */
  readonly force_implicit_tls?: boolean;

  /** TLS towards the mail server. */
  readonly tls_config?: TlsConfig;

  /** Body as HTML. */
  readonly html?: TmplString;

  /** Body as plain text. */
  readonly text?: TmplString;

  /** More headers, or other values for those that exist; names differ in more than case. */
  readonly headers?: Readonly<Record<string, TmplString>>;

  /** Whether mails of one group of alerts make one thread. */
  readonly threading?: EmailThreading;
}

/** Threads of mails (`threading`). */
export interface EmailThreading {
  /** Whether mails are threaded. */
  readonly enabled?: boolean;

  /** A new thread each day, or one for ever. Must be given where threading is enabled. */
  readonly thread_by_date?: 'daily' | 'none';
}
