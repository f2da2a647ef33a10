import type { AlertmanagerGlobalConfig } from '../../../lib/alertmanager';
import { convertClient } from '../../../lib/operator/convert/alertmanager-config';

type Fields = Readonly<Record<string, unknown>>;

/** Our names of the fields of `alertmanagerConfiguration.global`. */
const NAMES: Readonly<Record<string, string>> = {
  opsGenieApiKey: 'opsgenieApiKey',
  opsGenieApiUrl: 'opsgenieApiUrl',
  'jira.apiURL': 'jiraApiUrl',
  'mattermost.webhookURL': 'mattermostWebhookUrl',
  'rocketChat.apiURL': 'rocketchatApiUrl',
  'rocketChat.token': 'rocketchatToken',
  'rocketChat.tokenID': 'rocketchatTokenId',
  'telegram.apiURL': 'telegramApiUrl',
  'victorops.apiKey': 'victoropsApiKey',
  'victorops.apiURL': 'victoropsApiUrl',
  'webex.apiURL': 'webexApiUrl',
  'wechat.apiURL': 'wechatApiUrl',
  'wechat.apiSecret': 'wechatApiSecret',
  'wechat.apiCorpID': 'wechatApiCorpId',
  'smtp.from': 'smtpFrom',
  'smtp.hello': 'smtpHello',
  'smtp.authUsername': 'smtpAuthUsername',
  'smtp.authPassword': 'smtpAuthPassword',
  'smtp.authSecret': 'smtpAuthSecret',
  'smtp.authIdentity': 'smtpAuthIdentity',
  'smtp.requireTLS': 'smtpRequireTls',
  'smtp.forceImplicitTLS': 'smtpForceImplicitTls',
};

/** The props of `spec.alertmanagerConfiguration.global`. */
export function globalProps(global: Fields): AlertmanagerGlobalConfig {
  const entries = Object.entries(global).flatMap(([key, value]) =>
    ['jira', 'mattermost', 'rocketChat', 'telegram', 'victorops', 'webex', 'wechat', 'smtp'].includes(key)
      ? Object.entries((value ?? {}) as Fields).map(([inner, each]): [string, unknown] => [
          `${key}.${inner}`,
          each,
        ])
      : [[key, value] as [string, unknown]],
  );
  const props = entries
    .filter(([, value]) => value !== null)
    .map(([key, value]): [string, unknown] => {
      switch (key) {
        case 'httpConfig':
          return [key, convertClient(value as Fields)];
        case 'smtp.tlsConfig':
          return ['smtpTlsConfig', convertClient({ tlsConfig: value }).tlsConfig];
        case 'smtp.smartHost': {
          const { host, port } = value as Fields;
          return ['smtpSmarthost', `${String(host)}:${String(port)}`];
        }
        default:
          return [NAMES[key] ?? key, value];
      }
    });
  return Object.fromEntries(props);
}
