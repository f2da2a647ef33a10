import {
  email,
  nullReceiver,
  pagerduty,
  slack,
  webhook,
  type AlertmanagerConfiguration,
  type AlertmanagerProps,
  type Receiver,
  type Route,
  type TimePeriod,
} from '../../lib/alertmanager';
import { formatProblem } from '../../lib/problems';
import { secretKey } from '../../lib/references';
import { errorsOf, ON_CALL, problemsOf, synthesize } from './support';

/** A sound configuration but for the given parts. */
function broken(parts: Partial<AlertmanagerConfiguration>): Partial<AlertmanagerProps> {
  return { config: { ...ON_CALL, ...parts } };
}

function rootWith(route: object): Partial<AlertmanagerProps> {
  return broken({ route: { receiver: 'pager', ...route, routes: [{ receiver: 'chat' }] } });
}

function childWith(route: Route): Partial<AlertmanagerProps> {
  const chat = { receiver: 'chat', matchers: ['severity="info"'] };
  return broken({ route: { receiver: 'pager', routes: [chat, route] } });
}

function receiver(one: Receiver): Partial<AlertmanagerProps> {
  return broken({ route: { receiver: one.name }, receivers: [one] });
}

function at(period: TimePeriod): Partial<AlertmanagerProps> {
  return broken({
    route: { receiver: 'pager', routes: [{ receiver: 'chat', muteTimeIntervals: ['off'] }] },
    timeIntervals: [{ name: 'off', timeIntervals: [period] }],
  });
}

test('a sound one has no problems at all', () => {
  expect(problemsOf({}, { strict: true })).toEqual([]);
});

describe('settings of the instance', () => {
  test.each<[reason: string, props: Partial<AlertmanagerProps>, expected: string]>([
    ['no replicas', { replicas: 0 }, 'replicas: is not a whole number, from 1 to 100'],
    ['fewer than none', { replicas: -1 }, 'replicas: is not a whole number, from 1 to 100'],
    ['half a replica', { replicas: 1.5 }, 'replicas: is not a whole number, from 1 to 100'],
    ['a slip of the finger', { replicas: 3e9 }, 'replicas: is not a whole number, from 1 to 100'],
    ['no version', { version: 'latest' }, 'version: is not a version'],
    ['an old version', { version: '0.27.0' }, 'version: is not a version of Alertmanager that is supported'],
    ['days, which Go does not know', { retention: '5d' }, 'retention: is not a duration of Go'],
    ['no time at all', { clusterPeerTimeout: '0s' }, 'clusterPeerTimeout: must be longer than zero'],
    ['a port twice', { portName: 'tcp-mesh' }, 'portName: is the name of another port of the pods'],
    [
      'the port of the reloader',
      { portName: 'reloader-web' },
      'portName: is the name of another port of the pods',
    ],
    [
      'a peer without port',
      { additionalPeers: ['am.eu-2'], networkPolicy: false },
      'additionalPeers[0]: is not an address',
    ],
    [
      'a flag of ours',
      { additionalArgs: [{ name: 'cluster.peer', value: 'a:1' }] },
      'additionalArgs[0].name: is set by the construct itself',
    ],
    [
      'a flag that is none',
      { additionalArgs: [{ name: 'cluster.peeer' }] },
      'additionalArgs[0].name: is unknown to Alertmanager 0.34.2',
    ],
    [
      'an odd URL',
      { externalUrl: 'alerts.example.org' },
      'externalUrl: is not an absolute URL (http, https)',
    ],
    [
      'a strategy that is none',
      { updateStrategy: 'Recreate' as 'OnDelete' },
      'updateStrategy: is none of "RollingUpdate", "OnDelete"',
    ],
    [
      'HTTP/2 without TLS',
      { web: { httpConfig: { http2: true } } },
      'web.httpConfig.http2: has no effect without tlsConfig',
    ],
  ])('%s', (_reason, props, expected) => {
    expect(errorsOf(props)).toEqual([expected]);
  });

  test('a name leaves room for what Kubernetes makes of it', () => {
    expect(errorsOf({}, 'a'.repeat(39))).toEqual([]);
    expect(errorsOf({}, 'a'.repeat(40))).toEqual(['name: is not a name that its objects can bear']);
    expect(errorsOf({}, 'Main')).toEqual(['name: is not a name that its objects can bear']);
  });

  test('a client certificate cannot be demanded, since the kubelet has none', () => {
    const tlsConfig = {
      cert: { secret: secretKey('tls', 'tls.crt') },
      keySecret: secretKey('tls', 'tls.key'),
      clientAuthType: 'RequireAndVerifyClientCert' as 'NoClientCert',
    };
    expect(errorsOf({ web: { tlsConfig } })).toEqual([
      'web.tlsConfig.clientAuthType: is none of "NoClientCert", "RequestClientCert", "VerifyClientCertIfGiven"',
    ]);
  });

  test('peers elsewhere that the NetworkPolicy keeps out are worth a word', () => {
    const { warnings } = synthesize({ additionalPeers: ['am.eu-2.example.org:9094'] });
    expect(warnings).toMatchObject([{ code: 'kept-out', field: 'additionalPeers' }]);
  });
});

describe('the tree of routes', () => {
  test.each<[reason: string, props: Partial<AlertmanagerProps>, expected: string]>([
    [
      'a receiver that is not there',
      childWith({ receiver: 'pagr' }),
      'config.route.routes[1].receiver: is not a receiver',
    ],
    [
      'a root without a receiver',
      rootWith({ receiver: '' }),
      'config.route.receiver: is not set: the root takes what no other route takes',
    ],
    [
      'a root that is choosy',
      rootWith({ matchers: ['severity="info"'] }),
      'config.route.matchers: cannot be set on the root, which takes every alert',
    ],
    [
      'a root that goes on',
      rootWith({ continue: true }),
      'config.route.continue: cannot be set on the root, which takes every alert',
    ],
    [
      'times that are not there',
      childWith({ muteTimeIntervals: ['nights'] }),
      'config.route.routes[1].muteTimeIntervals[0]: is not a time interval',
    ],
    [
      'all labels and one more',
      rootWith({ groupBy: ['...', 'alertname'] }),
      'config.route.groupBy: has "..." beside labels',
    ],
    [
      'a label twice',
      rootWith({ groupBy: ['alertname', 'alertname'] }),
      'config.route.groupBy[1]: is there twice',
    ],
    [
      'no pause between two rounds',
      childWith({ groupInterval: '0s' }),
      'config.route.routes[1].groupInterval: must be longer than zero',
    ],
    ['no duration', childWith({ groupWait: '30' }), 'config.route.routes[1].groupWait: is not a duration'],
    [
      'no matcher',
      childWith({ matchers: ['severity'] }),
      'config.route.routes[1].matchers[0]: is not a matcher: expected one of = != =~ !~ after severity, not the end',
    ],
    ['an empty matcher', childWith({ matchers: [''] }), 'config.route.routes[1].matchers[0]: is empty'],
    [
      'a label without a name',
      childWith({ matchers: [{ name: '', value: 'a' }] }),
      'config.route.routes[1].matchers[0]: names no label',
    ],
  ])('%s', (_reason, props, expected) => {
    expect(errorsOf(props)).toEqual([expected]);
  });

  test('a pattern that RE2 refuses', () => {
    expect(errorsOf(childWith({ matchers: [{ name: 'team', matchType: '=~', value: '(?=a)' }] }))).toEqual([
      expect.stringContaining('matchers[0]: is not a matcher: error parsing regexp'),
    ]);
  });

  test('names that are taken', () => {
    const period = [{ weekdays: ['sunday'] }];
    expect(
      errorsOf(
        broken({
          route: { receiver: 'chat', routes: [{ receiver: 'chat', activeTimeIntervals: ['off'] }] },
          receivers: [nullReceiver('chat'), nullReceiver('chat')],
          timeIntervals: [
            { name: 'off', timeIntervals: period },
            { name: 'off', timeIntervals: period },
          ],
        }),
      ),
    ).toEqual([
      'config.receivers[1].name: is the name of config.receivers[0].name already',
      'config.timeIntervals[1].name: is the name of config.timeIntervals[0].name already',
    ]);
  });

  test('what nobody uses, and notifications that are forgotten too early, are worth a word', () => {
    const { warnings } = synthesize({
      config: {
        route: { receiver: 'chat', repeatInterval: '1w' },
        receivers: [nullReceiver('chat'), nullReceiver('mail')],
        timeIntervals: [{ name: 'nights', timeIntervals: [] }],
      },
    });
    expect(warnings.map(({ field, complaint }) => `${field ?? ''}: ${complaint}`)).toEqual([
      'config.receivers[1].name: is used by no route',
      'config.route.receiver: notifies nobody: an alert that no route takes is lost',
      'config.route.repeatInterval: is longer than `retention`: notifications are repeated more often than that',
      'config.timeIntervals[0].name: is used by no route',
    ]);
  });

  test('a matcher that only the old parser can read comes with what it means', () => {
    const { warnings } = synthesize(childWith({ matchers: ['instance=~"web\\d+"'] }));
    expect(warnings.map(formatProblem)).toEqual([
      'platform/main: config.route.routes[1].matchers[0] "instance=~\\"web\\\\d+\\"" ' +
        "is read by Alertmanager's old parser only, which will go away\n" +
        '  Write instance=~"web\\\\d+" for what it means today.',
    ]);
  });
});

describe('receivers', () => {
  test.each<[reason: string, receiver: Receiver, expected: string]>([
    [
      'Slack without a target',
      slack('chat', {}),
      'slackConfigs[0]: has neither a webhook nor the token of an app, and there is no global one',
    ],
    [
      'Slack with two',
      slack('chat', { apiURL: secretKey('slack', 'url'), appToken: secretKey('slack', 'token') }),
      'slackConfigs[0]: has apiURL and appToken, of which only one can hold',
    ],
    [
      'a button that does nothing',
      slack('chat', { apiURL: secretKey('slack', 'url'), actions: [{ type: 'button', text: 'Go' }] }),
      'slackConfigs[0].actions[0]: does nothing: it has neither url nor name',
    ],
    ['PagerDuty without a key', pagerduty('pager', {}), 'pagerdutyConfigs[0]: has no key'],
    [
      'a webhook without a scheme',
      webhook('hook', { url: 'ticketing.svc/alerts' }),
      'webhookConfigs[0].url: is not an absolute URL (http, https)',
    ],
    [
      'a password in a URL',
      webhook('hook', { url: 'https://ops:hunter2@example.org/alerts' }),
      'webhookConfigs[0].url: holds a user or a password, which everybody could read in the manifest',
    ],
    [
      'a password in a template',
      webhook('hook', { url: 'https://ops:hunter2@example.org/{{ .CommonLabels.hook }}' }),
      'webhookConfigs[0].url: holds a user or a password, which everybody could read in the manifest',
    ],
    [
      'a time limit of a day',
      webhook('hook', { url: 'http://a', timeout: '1d' }),
      'webhookConfigs[0].timeout: is not a duration of Go',
    ],
    [
      'mail from nobody',
      email('mail', { to: 'a@example.org', smarthost: 'smtp:25' }),
      'emailConfigs[0].from: is not set',
    ],
    [
      'mail through nothing',
      email('mail', { to: 'a@example.org', from: 'b@example.org' }),
      'emailConfigs[0].smarthost: is not set',
    ],
    [
      'a mail server without a port',
      email('mail', { to: 'a@example.org', from: 'b@example.org', smarthost: 'smtp' }),
      'emailConfigs[0].smarthost: is not an address',
    ],
    [
      'a header twice',
      email('mail', {
        to: 'a@example.org',
        from: 'b@example.org',
        smarthost: 'smtp:25',
        headers: { Subject: 'a', subject: 'b' },
      }),
      'emailConfigs[0].headers: is there twice: case does not count',
    ],
  ])('%s', (_reason, one, expected) => {
    expect(errorsOf(receiver(one))).toEqual([`config.receivers[0].${expected}`]);
  });

  test('the global settings stand in for those of a receiver, also native ones', () => {
    const props = receiver(slack('chat', {}));
    const config = props.config as AlertmanagerConfiguration;
    expect(errorsOf({ config: { ...config, global: { slackApiUrl: secretKey('slack', 'url') } } })).toEqual(
      [],
    );
    expect(
      errorsOf({ config: { ...config, additionalConfig: { global: { slack_api_url_file: '/etc/slack' } } } }),
    ).toEqual([]);
  });

  test('a webhook may be a template', () => {
    expect(errorsOf(receiver(webhook('hook', { url: '{{ .CommonLabels.hook }}' })))).toEqual([]);
  });

  test('a Secret of another namespace cannot be mounted', () => {
    const one = pagerduty('pager', { routingKey: secretKey('pagerduty', 'key', { namespace: 'shop' }) });
    expect(errorsOf(receiver(one))).toEqual([
      'config.receivers[0].pagerdutyConfigs[0].routingKey: is a Secret of another namespace; ' +
        'the pods run in "monitoring" and can mount only what is there',
    ]);
  });
});

describe('times', () => {
  test.each<[reason: string, period: TimePeriod, field: string]>([
    ['a time with one digit', { times: [{ startTime: '9:00', endTime: '10:00' }] }, 'times[0].startTime'],
    ['over midnight', { times: [{ startTime: '22:00', endTime: '06:00' }] }, 'times[0]'],
    ['a day that is none', { weekdays: ['mon:fri'] }, 'weekdays[0]'],
    ['a week that ends before it begins', { weekdays: ['friday:monday'] }, 'weekdays[0]'],
    ['the 32nd', { daysOfMonth: ['32'] }, 'daysOfMonth[0]'],
    ['from the end to the beginning', { daysOfMonth: ['-1:1'] }, 'daysOfMonth[0]'],
    ['a month that is none', { months: ['sommer'] }, 'months[0]'],
    ['three years', { years: ['2026:2027:2028'] }, 'years[0]'],
    ['a zone in lower case', { location: 'europe/berlin' }, 'location'],
    ['a zone that is none', { location: 'Mars/Base' }, 'location'],
  ])('%s', (_reason, period, field) => {
    expect(errorsOf(at(period))).toEqual([
      expect.stringContaining(`config.timeIntervals[0].timeIntervals[0].${field}: `),
    ]);
  });
});

describe('versions', () => {
  test('a field that the version lacks is named in the words of the props', () => {
    const labels = { labels: { team: 'shop' } };
    expect(errorsOf({ ...receiver({ ...nullReceiver(), ...labels }), version: '0.32.3' })).toEqual([
      'config.receivers[0].labels: needs Alertmanager 0.33, the version is 0.32.3',
    ]);
    expect(errorsOf({ ...childWith({ receiver: 'chat', ...labels }), version: '0.33.1' })).toEqual([
      'config.route.routes[1].labels: needs Alertmanager 0.34, the version is 0.33.1',
    ]);
  });

  test('a native field is named as it was written', () => {
    const additionalConfig = {
      receivers: [{ name: 'extra', slack_configs: [{ api_url_file: '/a', chanel: '#a' }] }],
      route: { routes: [{ receiver: 'extra' }, { receiver: 'extras' }] },
    } as object;
    expect(errorsOf(broken({ additionalConfig }))).toEqual([
      'config.additionalConfig.receivers[0].slack_configs[0].chanel: is unknown to Alertmanager 0.34.2',
      'config.additionalConfig.route.routes[1].receiver: is not a receiver',
    ]);
  });

  test('a native secret in clear is refused, an address is not', () => {
    const additionalConfig = {
      receivers: [
        {
          name: 'extra',
          pagerduty_configs: [{ routing_key: 'hunter2' }],
          webhook_configs: [{ url: 'http://ticketing.svc' }, { url: 'http://ops:hunter2@ticketing.svc' }],
        },
      ],
      route: { routes: [{ receiver: 'extra' }] },
    } as object;
    const place = 'config.additionalConfig.receivers[0]';
    const complaint = 'holds a secret, which everybody could read in the manifest';
    expect(errorsOf(broken({ additionalConfig }))).toEqual([
      `${place}.pagerduty_configs[0].routing_key: ${complaint}`,
      `${place}.webhook_configs[1].url: ${complaint}`,
    ]);
  });

  test('a receiver without a name is told so', () => {
    expect(errorsOf(broken({ receivers: [...ON_CALL.receivers, {} as Receiver] }))).toEqual([
      'config.receivers[2].name: is missing',
    ]);
  });
});

test('more than a ConfigMap holds', () => {
  const templates = [{ fileName: 'large.tmpl', text: 'x'.repeat(250 * 1024) }];
  expect(errorsOf(broken({ templates }))).toEqual([
    'config: comes to more than the 240 KiB that a ConfigMap can hold',
  ]);
});

test('files that cannot be, or are there already', () => {
  const templates = [
    { fileName: 'sub/chat.tmpl', text: '' },
    { fileName: 'alertmanager.yml', text: '' },
  ];
  expect(errorsOf(broken({ templates }))).toEqual([
    'config.templates[0].fileName: is not the name of a file',
    'config.templates[1].fileName: is taken',
  ]);
});

test('all that is wrong is said in one run', () => {
  const problems = problemsOf({
    replicas: -1,
    version: 'newest',
    retention: '5d',
    config: {
      route: { receiver: 'nobody', groupBy: ['...', 'a'], routes: [{ matchers: ['a'] }] },
      receivers: [slack('chat', { timeout: 'soon' })],
      timeIntervals: [{ name: 'off', timeIntervals: [{ weekdays: ['someday'] }] }],
    },
  });
  expect(problems.map(({ field }) => field).sort()).toEqual([
    'config.receivers[0].slackConfigs[0]',
    'config.receivers[0].slackConfigs[0].timeout',
    'config.route.groupBy',
    'config.route.receiver',
    'config.route.routes[0].matchers[0]',
    'config.timeIntervals[0].timeIntervals[0].weekdays[0]',
    'replicas',
    'retention',
    'version',
  ]);
});
