import type { AlertmanagerFile, HttpClientConfig, Receiver } from '../../lib/native/alertmanager';
import { errorsOf } from './support';

/** What is wrong with a native file that has one receiver. */
function findings(receiver: Omit<Receiver, 'name'>, global: AlertmanagerFile['global'] = {}): string[] {
  const alertmanagerFile: AlertmanagerFile = {
    global: { smtp_from: 'a@example.org', smtp_smarthost: 'smtp.example.org:25', ...global },
    route: { receiver: 'all' },
    receivers: [{ name: 'all', ...receiver }],
  };
  return errorsOf({ config: { alertmanagerFile } });
}

function ofClient(client: HttpClientConfig): string[] {
  return findings({ webhook_configs: [{ url: 'http://hook.svc/', http_config: client }] });
}

describe('what Alertmanager refuses in a native client is an error', () => {
  test.each<[HttpClientConfig, RegExp]>([
    [{ no_proxy: 'svc' }, /no_proxy: is refused without proxy_url/],
    [{ proxy_from_environment: true, proxy_url: 'http://proxy' }, /has proxy_from_environment and proxy_url/],
    [
      { basic_auth: { username: 'a', password_file: '/a' }, authorization: { credentials_file: '/b' } },
      /has basic_auth and authorization/,
    ],
  ])('%j', (client, complaint) => {
    expect(ofClient(client)).toEqual([expect.stringMatching(complaint)]);
    expect(findings({ webhook_configs: [{ url: 'http://hook.svc/' }] }, { http_config: client })).toEqual([
      expect.stringMatching(complaint),
    ]);
  });

  test('and what it takes is none', () => {
    expect(ofClient({ proxy_url: 'http://proxy', no_proxy: 'svc' })).toEqual([]);
  });
});

test('threads of mail say by what', () => {
  const mail = (threading: object): string[] =>
    findings({ email_configs: [{ to: 'a@example.org', threading }] });
  expect(mail({ enabled: true })).toEqual([expect.stringMatching(/thread_by_date: is not set/)]);
  expect(mail({ enabled: true, thread_by_date: 'weekly' })).toEqual([
    expect.stringMatching(/thread_by_date: /),
  ]);
  expect(mail({ enabled: true, thread_by_date: 'daily' })).toEqual([]);
});

test("the address of Slack's API is no secret, and every other one is", () => {
  const slack = (url: string): string[] => findings({ slack_configs: [{ api_url: url, channel: '#a' }] });
  expect(slack('https://slack.com/api/chat.postMessage')).toEqual([]);
  expect(slack('https://hooks.slack.com/services/a')).toEqual([expect.stringMatching(/holds a secret/)]);
});
