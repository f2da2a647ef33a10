import { checkExclusive, checkHttpClient, checkTls, renderTls, type FileContext } from '../http';
import type { GlobalConfig } from '../native/alertmanager';
import type { Where } from '../problems';
import type { SecretKeySelector } from '../references';
import { checkDuration, checkUrl, checkUrlForm, compact } from '../values';
import { asWritten, type Words } from '../versions';
import type { AlertmanagerGlobalConfig } from './global-props';
import { checkHostPort } from './host-port';
import { renderHttp } from './http-client';
import { checkNativeHttp, isSet } from './receivers';

/** Native names of what is written as it is. */
const FIELDS = {
  resolveTimeout: 'resolve_timeout',
  smtpFrom: 'smtp_from',
  smtpHello: 'smtp_hello',
  smtpSmarthost: 'smtp_smarthost',
  smtpAuthUsername: 'smtp_auth_username',
  smtpAuthIdentity: 'smtp_auth_identity',
  smtpRequireTls: 'smtp_require_tls',
  smtpForceImplicitTls: 'smtp_force_implicit_tls',
  jiraApiUrl: 'jira_api_url',
  opsgenieApiUrl: 'opsgenie_api_url',
  pagerdutyUrl: 'pagerduty_url',
  rocketchatApiUrl: 'rocketchat_api_url',
  slackAppUrl: 'slack_app_url',
  telegramApiUrl: 'telegram_api_url',
  victoropsApiUrl: 'victorops_api_url',
  webexApiUrl: 'webex_api_url',
  wechatApiUrl: 'wechat_api_url',
  wechatApiCorpId: 'wechat_api_corp_id',
} as const satisfies Partial<Record<keyof AlertmanagerGlobalConfig, keyof GlobalConfig>>;

/** Native names of secrets; each has a twin for a file. */
const SECRETS = {
  smtpAuthPassword: 'smtp_auth_password',
  smtpAuthSecret: 'smtp_auth_secret',
  mattermostWebhookUrl: 'mattermost_webhook_url',
  opsgenieApiKey: 'opsgenie_api_key',
  rocketchatToken: 'rocketchat_token',
  rocketchatTokenId: 'rocketchat_token_id',
  slackApiUrl: 'slack_api_url',
  slackAppToken: 'slack_app_token',
  telegramBotToken: 'telegram_bot_token',
  victoropsApiKey: 'victorops_api_key',
  wechatApiSecret: 'wechat_api_secret',
} as const satisfies Partial<Record<keyof AlertmanagerGlobalConfig, keyof GlobalConfig>>;

/** Reports what only the props can show. */
export function checkGlobalProps(where: Where, global: AlertmanagerGlobalConfig): void {
  checkHttpClient(where.at('httpConfig'), global.httpConfig ?? {});
  if (global.smtpTlsConfig) {
    checkTls(where.at('smtpTlsConfig'), global.smtpTlsConfig);
  }
  checkExclusive(where, global, ['slackApiUrl', 'slackAppToken']);
}

/** The native form of the defaults of all receivers; references become files. */
export function renderGlobal(
  where: Where,
  global: AlertmanagerGlobalConfig,
  context: FileContext,
): GlobalConfig {
  const { httpConfig, smtpTlsConfig } = global;
  const given = global as Readonly<Record<string, unknown>>;
  const plain = Object.entries(FIELDS).map(([prop, native]) => [native, given[prop]]);
  const files = Object.entries(SECRETS).map(([prop, native]) => {
    const reference = given[prop] as SecretKeySelector | undefined;
    return [`${native}_file`, reference && context.files.secret(where.at(prop), reference, context.referrer)];
  });
  return compact<Record<string, unknown>>({
    resolve_timeout: global.resolveTimeout,
    http_config: httpConfig && renderHttp(where.at('httpConfig'), httpConfig, context),
    ...(Object.fromEntries([...plain, ...files]) as Record<string, unknown>),
    smtp_tls_config: smtpTlsConfig && renderTls(where.at('smtpTlsConfig'), smtpTlsConfig, context),
  });
}

/** Reports what Alertmanager would refuse, whoever wrote it. */
export function checkGlobal(where: Where, global: GlobalConfig, words: Words): void {
  checkDuration(where.at(words('resolve_timeout')), global.resolve_timeout);
  checkHostPort(where.at(words('smtp_smarthost')), global.smtp_smarthost);
  for (const field of Object.values(FIELDS)) {
    const value = global[field];
    if (field.endsWith('_url') && typeof value === 'string') {
      (words === asWritten ? checkUrlForm : checkUrl)(where.at(words(field)), value);
    }
  }
  checkSlack(where, global, words);
  if (words === asWritten) checkNativeHttp(where.at('http_config'), global.http_config);
  for (const field of Object.values(SECRETS)) {
    if (isSet(global[field]) && isSet(global[`${field}_file`])) {
      where.error({
        code: 'contradiction',
        complaint: `has ${field} and ${field}_file, of which only one can hold`,
        remedy: 'Keep one of them.',
      });
    }
  }
}

/** A webhook and an app exclude each other, unless the webhook is the API of the app: an old way to say that. */
function checkSlack(where: Where, global: GlobalConfig, words: Words): void {
  const hasApp = isSet(global.slack_app_token) || isSet(global.slack_app_token_file);
  const hasWebhook = isSet(global.slack_api_url) || isSet(global.slack_api_url_file);
  const api = global.slack_app_url ?? 'https://slack.com/api/chat.postMessage';
  if (words === asWritten && hasApp && hasWebhook && global.slack_api_url !== api) {
    where.error({
      code: 'contradiction',
      complaint: 'has a webhook and the token of an app for Slack, of which only one can hold',
      remedy: 'Keep one of them.',
    });
  }
}
