import type { PlainObject } from '../schema';
import { RECEIVER_CLIENT } from './alertmanager-config';
import { convertFields, type Rule, type Rules } from './fields';
import { renamedInside } from './rules';

/** Fields that the resource has in groups are props of one object, as in upstream's file. */
const group: Rule = ({ value, place, surroundings, rules, path }) =>
  convertFields(value as PlainObject, rules, place, surroundings, path);

/** Rules for `alertmanagerConfiguration.global`. */
export const ALERTMANAGER_GLOBAL: Rules = {
  ...RECEIVER_CLIENT,
  opsGenieApiKey: renamedInside('opsgenieApiKey'),
  opsGenieApiUrl: ({ place }) => {
    place.error({
      code: 'no-file-twin',
      complaint: 'is in a Secret: Alertmanager reads this address from its configuration only',
      remedy: 'It is no secret: leave it out here, and write it into `apiURL` of the receivers.',
    });
    return {};
  },
  jira: group,
  'jira.apiURL': renamedInside('jiraApiUrl'),
  mattermost: group,
  'mattermost.webhookURL': renamedInside('mattermostWebhookUrl'),
  rocketChat: group,
  'rocketChat.apiURL': renamedInside('rocketchatApiUrl'),
  'rocketChat.token': renamedInside('rocketchatToken'),
  'rocketChat.tokenID': renamedInside('rocketchatTokenId'),
  smtp: group,
  'smtp.from': renamedInside('smtpFrom'),
  'smtp.hello': renamedInside('smtpHello'),
  'smtp.smartHost': ({ value }) => {
    const { host, port } = value as PlainObject;
    return { smtpSmarthost: `${String(host)}:${String(port)}` };
  },
  'smtp.authUsername': renamedInside('smtpAuthUsername'),
  'smtp.authPassword': renamedInside('smtpAuthPassword'),
  'smtp.authSecret': renamedInside('smtpAuthSecret'),
  'smtp.authIdentity': renamedInside('smtpAuthIdentity'),
  'smtp.requireTLS': renamedInside('smtpRequireTls'),
  'smtp.forceImplicitTLS': renamedInside('smtpForceImplicitTls'),
  'smtp.tlsConfig': renamedInside('smtpTlsConfig'),
  telegram: group,
  'telegram.apiURL': renamedInside('telegramApiUrl'),
  victorops: group,
  'victorops.apiKey': renamedInside('victoropsApiKey'),
  'victorops.apiURL': renamedInside('victoropsApiUrl'),
  webex: group,
  'webex.apiURL': renamedInside('webexApiUrl'),
  wechat: group,
  'wechat.apiURL': renamedInside('wechatApiUrl'),
  'wechat.apiSecret': renamedInside('wechatApiSecret'),
  'wechat.apiCorpID': renamedInside('wechatApiCorpId'),
};
