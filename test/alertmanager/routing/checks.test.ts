import type { InhibitRule, Route, TimePeriod } from '../../../lib/alertmanager';
import type { AlertmanagerFile } from '../../../lib/native/alertmanager';
import { ON_CALL, problemsOf, synthesize } from '../support';

const INFO: Route = { receiver: 'chat', matchers: ['severity="info"'] };

function found(routes: readonly Route[], rest: object = {}): string[] {
  const route = { receiver: 'pager', routes };
  return problemsOf({ config: { ...ON_CALL, ...rest, route } }).map(
    ({ field, complaint }) => `${field ?? ''}: ${complaint}`,
  );
}

describe('routes', () => {
  test.each<[reason: string, routes: Route[], expected: string]>([
    [
      'behind one that takes every alert',
      [{ receiver: 'chat' }, { receiver: 'pager', matchers: ['a="b"'] }],
      'config.route.routes[1]: is reached by no alert: config.route.routes[0] (every alert) takes all of them',
    ],
    [
      'behind one that asks for less',
      [INFO, { receiver: 'pager', matchers: ['severity="info"', 'team="a"'] }],
      'config.route.routes[1]: is reached by no alert: config.route.routes[0] (severity="info") takes all of them',
    ],
    [
      'behind a list of words that has theirs',
      [
        { receiver: 'chat', matchers: ['severity=~"info|none"'] },
        { receiver: 'pager', matchers: ['severity="none"'] },
        INFO,
      ],
      'config.route.routes[1]: is reached by no alert: config.route.routes[0] (severity=~"info|none") takes all of them',
    ],
    [
      'of which the parent has none',
      [{ matchers: ['severity="critical"'], routes: [INFO] }, INFO],
      'config.route.routes[0].routes[0].matchers: cannot hold together: the route takes no alert',
    ],
    [
      'that ask for two values',
      [{ receiver: 'chat', matchers: ['severity="info"', 'severity=~"critical|warning"'] }, INFO],
      'config.route.routes[0].matchers: cannot hold together: the route takes no alert',
    ],
    [
      'that ask for a value and against it',
      [{ receiver: 'chat', matchers: ['severity="info"', 'severity!~"in.*"'] }, INFO],
      'config.route.routes[0].matchers: cannot hold together: the route takes no alert',
    ],
    [
      'that go on at the end',
      [{ ...INFO, continue: true }],
      'config.route.routes[0].continue: cannot matter: no route follows',
    ],
    [
      'that go on to what takes others',
      [
        { ...INFO, continue: true },
        { receiver: 'pager', matchers: ['severity="critical"'] },
      ],
      'config.route.routes[0].continue: cannot matter: no route that follows takes any of these alerts',
    ],
  ])('%s are told', (_reason, routes, expected) => {
    expect(found(routes)).toContain(expected);
  });

  test.each<[reason: string, routes: Route[]]>([
    ['one that goes on shadows nobody', [{ receiver: 'pager', continue: true }, INFO]],
    [
      'a label that may be missing is another matter',
      [
        { ...INFO, matchers: ['severity!="critical"'] },
        { receiver: 'pager', matchers: ['team="a"'] },
      ],
    ],
    [
      'what an expression means is not guessed',
      [
        { ...INFO, matchers: ['severity=~"in.+"'] },
        { ...INFO, matchers: ['severity=~"inf.*"'] },
      ],
    ],
    [
      'siblings that differ in one label',
      [{ receiver: 'pager', matchers: ['severity="critical"', 'team="a"'] }, INFO],
    ],
  ])('%s', (_reason, routes) => {
    expect(found([...routes, INFO].slice(0, Math.max(routes.length, 2)))).toEqual([]);
  });

  test('in a native file they are warnings: it may run somewhere today', () => {
    const alertmanagerFile: AlertmanagerFile = {
      route: {
        receiver: 'a',
        routes: [
          { receiver: 'a', matchers: ['severity=~"info"'] },
          { matchers: ['severity="info"'], continue: true },
        ],
      },
      receivers: [{ name: 'a', webhook_configs: [{ url: 'http://a.svc/' }] }],
    };
    expect(synthesize({ config: { alertmanagerFile } }).warnings).toMatchObject([
      { code: 'unreachable', field: 'config.alertmanagerFile.route.routes[1]' },
    ]);
  });
});

describe('inhibitions', () => {
  const critical = ['severity="critical"'];
  const warning = ['severity="warning"'];

  test.each<[reason: string, rule: InhibitRule, expected: string]>([
    [
      'of alerts by themselves',
      { sourceMatch: critical, targetMatch: ['{severity="critical"}'], equal: ['namespace'] },
      'config.inhibitRules[0]: mutes nothing: both sides are the same alerts, and no alert mutes one that could mute it',
    ],
    [
      'of equal labels that differ',
      { sourceMatch: critical, targetMatch: warning, equal: ['namespace', 'severity'] },
      'config.inhibitRules[0].equal: is never equal: the two sides demand different values of it',
    ],
    [
      'by nobody',
      { sourceMatch: [...critical, ...warning], targetMatch: warning },
      'config.inhibitRules[0].sourceMatch: cannot hold together: no alert is meant',
    ],
    [
      'by a broken expression',
      { sourceMatch: ['severity=~"("'], targetMatch: warning },
      'config.inhibitRules[0].sourceMatch[0]: is not a matcher: error parsing regexp: missing closing ): `(`',
    ],
  ])('%s are told', (_reason, rule, expected) => {
    expect(found([INFO], { inhibitRules: [rule] })).toContain(expected);
  });

  test('the usual ones are sound', () => {
    const rules: InhibitRule[] = [
      { sourceMatch: critical, targetMatch: ['severity=~"warning|info"'], equal: ['namespace', 'alertname'] },
      { sourceMatch: ['alertname="InfoInhibitor"'], targetMatch: ['severity="info"'], equal: ['namespace'] },
      // All that are muted could mute; those that mute and are not muted still do.
      { sourceMatch: ['alertname=~"Node.*"'], targetMatch: ['alertname=~"Node.*"', 'severity="info"'] },
    ];
    expect(found([INFO], { inhibitRules: rules })).toEqual([]);
  });
});

describe('times', () => {
  function at(period: TimePeriod, route: Partial<Route> = { muteTimeIntervals: ['off'] }): string[] {
    return found([{ ...INFO, ...route }], { timeIntervals: [{ name: 'off', timeIntervals: [period] }] });
  }

  test.each<[reason: string, period: TimePeriod, expected: string]>([
    ['the 30th of February', { daysOfMonth: ['30:31'], months: ['february'] }, 'daysOfMonth: never comes'],
    ['years that are over', { years: ['2019:2022', '2024'] }, 'years: is over: the time never comes'],
    ['a zone that is none', { location: 'Europe/Berln' }, 'location: is not a time zone'],
  ])('%s is told', (_reason, period, expected) => {
    expect(at(period)).toEqual([
      expect.stringContaining(`config.timeIntervals[0].timeIntervals[0].${expected}`),
    ]);
  });

  test('the last day of February comes', () => {
    expect(at({ daysOfMonth: ['29', '-1'], months: ['february'], years: ['2020:2040'] })).toEqual([]);
  });

  test('a route that is muted whenever it is active never notifies', () => {
    expect(
      at({ weekdays: ['monday'] }, { muteTimeIntervals: ['off'], activeTimeIntervals: ['off'] }),
    ).toEqual([
      'config.route.routes[0].activeTimeIntervals: is muted as a whole by `muteTimeIntervals`: the route never notifies',
    ]);
  });
});
