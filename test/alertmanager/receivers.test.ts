import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AlertmanagerGlobalConfig,
  type AlertmanagerProps,
  discord,
  email,
  incidentio,
  jira,
  mattermost,
  nullReceiver,
  opsgenie,
  pushover,
  rocketchat,
  slack,
  sns,
  telegram,
  victorops,
  webex,
  wechat,
  type Receiver,
} from '../../lib/alertmanager';
import { secretKey } from '../../lib/references';
import { describeWith, requireProgram } from '../support/programs';
import { ALL_RECEIVERS } from './all-receivers';
import { writeFiles } from './files';
import { configText, errorsOf, synthesize } from './support';

/** Each receiver gets alerts by a route of its own. */
function all(receivers: readonly Receiver[], global?: AlertmanagerGlobalConfig): AlertmanagerProps['config'] {
  return {
    ...(global ? { global } : {}),
    route: {
      receiver: receivers[0]?.name ?? '',
      routes: receivers.slice(1).map(({ name }) => ({ receiver: name, matchers: [`to="${name}"`] })),
    },
    receivers,
  };
}

describe.each([
  ['amtool', '0.34.2'],
  ['amtool-oldest', '0.32.3'],
])('%s', (program, version) => {
  describeWith([program], 'takes', () => {
    let directory: string;

    beforeEach(() => {
      directory = mkdtempSync(join(tmpdir(), 'receivers-'));
    });

    afterEach(() => {
      rmSync(directory, { recursive: true });
    });

    function check(config: AlertmanagerProps['config']): string {
      writeFiles(synthesize({ version, config }), directory);
      const file = join(directory, 'config/alertmanager.yml');
      return execFileSync(requireProgram(program), ['check-config', file], {
        encoding: 'utf8',
        stdio: 'pipe',
      });
    }

    test('every kind with all its fields', () => {
      expect(check(all(ALL_RECEIVERS))).toContain(`- ${ALL_RECEIVERS.length} receivers`);
    });

    test('every kind that lives on global settings', () => {
      const global: AlertmanagerGlobalConfig = {
        jiraApiUrl: 'https://example.atlassian.net/rest/api/2/',
        mattermostWebhookUrl: secretKey('mattermost', 'url'),
        opsgenieApiKey: secretKey('opsgenie', 'key'),
        opsgenieApiUrl: 'https://api.eu.opsgenie.com/',
        rocketchatApiUrl: 'https://chat.example.org/',
        rocketchatToken: secretKey('rocketchat', 'token'),
        rocketchatTokenId: secretKey('rocketchat', 'id'),
        slackAppToken: secretKey('slack', 'token'),
        telegramApiUrl: 'https://telegram.example.org',
        telegramBotToken: secretKey('telegram', 'token'),
        victoropsApiKey: secretKey('victorops', 'key'),
        webexApiUrl: 'https://webex.example.org/v1/messages',
        wechatApiSecret: secretKey('wechat', 'secret'),
        wechatApiCorpId: 'corp',
      };
      const receivers = [
        jira('jira', { project: 'OPS', issueType: 'Bug' }),
        mattermost('mattermost', {}),
        opsgenie('opsgenie', {}),
        rocketchat('rocketchat', {}),
        slack('slack', { channel: '#ops' }),
        telegram('telegram', { chatID: 1 }),
        victorops('victorops', { routingKey: 'ops' }),
        wechat('wechat', { toUser: '@all' }),
      ];
      expect(check(all(receivers, global))).toContain('SUCCESS');
    });
  });
});

test('secrets are files, and nowhere a text', () => {
  const text = configText(all(ALL_RECEIVERS) as never);
  expect(text.match(/^ +\S*(?:key|token|secret|webhook_url): .*$/gm)).toEqual(['        routing_key: ops']);
  expect(text).toContain('webhook_url_file: /etc/alertmanager/secrets/discord/url');
});

describe('what Alertmanager would refuse has its place', () => {
  const secret = secretKey('a', 'b');

  test.each<[reason: string, receiver: Receiver, expected: string]>([
    [
      'a chat without webhook',
      { name: 'r', msteamsv2Configs: [{} as never] },
      'msteamsv2Configs[0].webhookURL: is missing',
    ],
    [
      'a picture that is no address',
      discord('r', { apiURL: secret, avatarURL: 'example.org/a.png' }),
      'discordConfigs[0].avatarURL: is not an absolute URL (http, https)',
    ],
    ['no token', incidentio('r', { url: 'https://a.example' }), 'incidentioConfigs[0]: has no token'],
    [
      'a token twice',
      incidentio('r', {
        url: 'https://a.example',
        alertSourceToken: secret,
        httpConfig: { authorization: { credentials: secret } },
      }),
      'incidentioConfigs[0]: has a token twice: its own and that of httpConfig',
    ],
    [
      'no project',
      jira('r', { apiURL: 'https://a.example', project: '', issueType: 'Bug' }),
      'jiraConfigs[0].project: is not set',
    ],
    ['no API', jira('r', { project: 'a', issueType: 'Bug' }), 'jiraConfigs[0]: has no API'],
    ['no key', opsgenie('r', {}), 'opsgenieConfigs[0]: has no key, and there is no global one'],
    [
      'a responder of an unknown type',
      opsgenie('r', { apiKey: secret, responders: [{ name: 'ops', type: 'group' }] }),
      'opsgenieConfigs[0].responders[0].type: is none of "team", "teams", "user", "escalation", "schedule"',
    ],
    [
      'two formats',
      pushover('r', { userKey: secret, token: secret, html: true, monospace: true }),
      'pushoverConfigs[0]: has html and monospace, of which only one can hold',
    ],
    [
      'a duration of Prometheus',
      pushover('r', { userKey: secret, token: secret, ttl: '1d' }),
      'pushoverConfigs[0].ttl: is not a duration of Go',
    ],
    ['no destination', sns('r', {}), 'snsConfigs[0]: has no destination'],
    [
      'two destinations',
      sns('r', { topicARN: 'a', phoneNumber: 'b' }),
      'snsConfigs[0]: has topicARN and phoneNumber, of which only one can hold',
    ],
    [
      'a key of AWS, which is in no file',
      sns('r', { topicARN: 'a', sigv4: { secretKey: secret as never } }),
      'snsConfigs[0].sigv4.secretKey: cannot be read from a file, and the value of a Secret gets into no manifest',
    ],
    [
      'an unknown format',
      telegram('r', { botToken: secret, chatID: 1, parseMode: 'Text' as never }),
      'telegramConfigs[0].parseMode: is none of "MarkdownV2", "Markdown", "HTML", ""',
    ],
    ['chat zero', telegram('r', { botToken: secret, chatID: 0 }), 'telegramConfigs[0]: has no chat'],
    [
      'a field that is taken',
      victorops('r', { apiKey: secret, routingKey: 'a', customFields: { entity_id: 'a' } }),
      'victoropsConfigs[0].customFields: is a field that Splunk On-Call defines',
    ],
    [
      'a bot without token',
      webex('r', { roomID: 'a', httpConfig: {} }),
      'webexConfigs[0].httpConfig: has no token of a bot',
    ],
    [
      'no company',
      wechat('r', { apiSecret: secret }),
      'wechatConfigs[0]: has no company, and there is no global one',
    ],
    [
      'a secret that is written out',
      slack('r', { apiURL: 'https://hooks.slack.com/services/T0/B0/x' as never, channel: '#a' }),
      'slackConfigs[0].apiURL: is a text, where a reference is expected: everybody could read it in the manifest',
    ],
    [
      'a thread of an unknown kind',
      email('r', { to: 'a', from: 'b', smarthost: 'c:25', threading: { threadByDate: 'Weekly' as never } }),
      'emailConfigs[0].threading.threadByDate: is none of "Daily", "None"',
    ],
  ])('%s', (_reason, receiver, expected) => {
    expect(errorsOf({ config: all([receiver]) })).toContain(`config.receivers[0].${expected}`);
  });

  test('a secret that is written out is not shown', () => {
    const receiver = slack('r', { apiURL: 'https://hooks.slack.com/services/T0/B0/x' as never });
    expect(JSON.stringify(errorsOf({ config: all([receiver]) }))).not.toContain('hooks.slack.com');
  });

  test('what another release has is named with the release', () => {
    const config = all([
      nullReceiver(),
      sns('sns', { topicARN: 'a', useAWSHTTPClient: true, sigv4: { roleArn: 'b', externalId: 'c' } }),
    ]);
    expect(errorsOf({ version: '0.32.3', config })).toEqual([
      'config.receivers[1].snsConfigs[0].sigv4.externalId: needs Alertmanager 0.34, the version is 0.32.3',
      'config.receivers[1].snsConfigs[0].useAwsHttpClient: needs Alertmanager 0.33, the version is 0.32.3',
    ]);
  });
});
