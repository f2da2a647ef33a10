import { renderTls, type FileContext } from '../http';
import type { GlobalConfig } from '../native/alertmanager';
import type { Where } from '../problems';
import { compact } from '../values';
import type { AlertmanagerGlobalConfig, SmtpSettings } from './global-props';
import { renderHttp } from './http-client';

/** The native form of the defaults of all receivers; references become files. */
export function renderGlobal(
  where: Where,
  global: AlertmanagerGlobalConfig,
  context: FileContext,
): GlobalConfig {
  const file = secretFiles(where, context);
  return compact<GlobalConfig>({
    resolve_timeout: global.resolveTimeout,
    http_config: global.httpConfig && renderHttp(where.at('httpConfig'), global.httpConfig, context),
    ...renderSmtp(where, global, context),
    slack_api_url_file: file('slackApiUrl', global.slackApiUrl),
    slack_app_token_file: file('slackAppToken', global.slackAppToken),
    slack_app_url: global.slackAppUrl,
    pagerduty_url: global.pagerdutyUrl,
  });
}

function renderSmtp(where: Where, smtp: SmtpSettings, context: FileContext): GlobalConfig {
  const file = secretFiles(where, context);
  const { smtpTlsConfig } = smtp;
  return compact<GlobalConfig>({
    smtp_from: smtp.smtpFrom,
    smtp_hello: smtp.smtpHello,
    smtp_smarthost: smtp.smtpSmarthost,
    smtp_auth_username: smtp.smtpAuthUsername,
    smtp_auth_password_file: file('smtpAuthPassword', smtp.smtpAuthPassword),
    smtp_auth_secret_file: file('smtpAuthSecret', smtp.smtpAuthSecret),
    smtp_auth_identity: smtp.smtpAuthIdentity,
    smtp_require_tls: smtp.smtpRequireTls,
    smtp_tls_config: smtpTlsConfig && renderTls(where.at('smtpTlsConfig'), smtpTlsConfig, context),
    smtp_force_implicit_tls: smtp.smtpForceImplicitTls,
  });
}

function secretFiles(where: Where, { files, referrer }: FileContext) {
  return (field: string, reference: AlertmanagerGlobalConfig['slackApiUrl']): string | undefined =>
    reference && files.secret(where.at(field), reference, referrer);
}
