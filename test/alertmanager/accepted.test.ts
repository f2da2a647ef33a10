import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import {
  nullReceiver,
  type AlertmanagerConfiguration,
  type InhibitRule,
  type Receiver,
  type Route,
  type TimeInterval,
} from '../../lib/alertmanager';
import { describeWith } from '../support/programs';
import { ALL_RECEIVERS } from './all-receivers';
import { writeFiles } from './files';
import { LiveAlertmanager } from './routing/live';
import { problemsOf, synthesize, type Outcome } from './support';

/** As many are tried; those that we refuse are none. */
const RUNS = Number(process.env.CDK8S_PROMETHEUS_CONFIGURATIONS ?? 60);

const label = fc.constantFrom('severity', 'team', 'alertname', 'service.name');
const matchers = fc.uniqueArray(
  fc
    .tuple(label, fc.constantFrom('=', '!=', '=~', '!~'), fc.constantFrom('a', 'b', 'a|b', '.+', '', 'x y'))
    .map(([name, type, value]) => `"${name}"${type}"${value}"`),
  { minLength: 1, maxLength: 2 },
);
const duration = fc.constantFrom('30s', '5m', '4h', '1d', '1h30m');
const names = ['null', 'r0', 'r1', 'r2'];
const times = fc.uniqueArray(fc.constantFrom('nights', 'hours'), { maxLength: 1 });

const settings = {
  groupBy: fc.oneof(fc.constant(['...']), fc.uniqueArray(label, { maxLength: 2 })),
  groupWait: duration,
  groupInterval: duration,
  repeatInterval: duration,
};

const { route } = fc.letrec<{ readonly route: Route }>((tie) => ({
  route: fc.record(
    {
      ...settings,
      receiver: fc.constantFrom(...names),
      matchers,
      continue: fc.constant(false),
      muteTimeIntervals: times,
      activeTimeIntervals: times,
      routes: fc.array(tie('route'), { maxLength: 2, depthIdentifier: 'route' }),
    },
    { requiredKeys: ['matchers'] },
  ),
}));

const period = fc.record(
  {
    times: fc.constantFrom(
      [{ startTime: '00:00', endTime: '06:00' }],
      [{ startTime: '22:00', endTime: '24:00' }],
    ),
    weekdays: fc.constantFrom(['monday:friday'], ['Saturday', 'sunday']),
    daysOfMonth: fc.constantFrom(['1:5'], ['-3:-1'], ['29', '-1']),
    months: fc.constantFrom(['january:march'], ['2', 'December']),
    years: fc.constantFrom(['2026:2030'], ['2031', '2020:2032']),
    location: fc.constantFrom('Europe/Berlin', 'UTC', 'Local'),
  },
  { requiredKeys: [] },
);

const interval = (name: string): fc.Arbitrary<TimeInterval> =>
  fc.array(period, { minLength: 1, maxLength: 2 }).map((timeIntervals) => ({ name, timeIntervals }));

const inhibitRule: fc.Arbitrary<InhibitRule> = fc.record(
  {
    name: fc.constantFrom('a', 'b'),
    sourceMatch: matchers,
    targetMatch: matchers,
    equal: fc.uniqueArray(label, { maxLength: 2 }),
  },
  { requiredKeys: ['sourceMatch', 'targetMatch'] },
);

/** Receivers of all kinds, under few names, so that routes find them. */
const receivers: fc.Arbitrary<Receiver[]> = fc
  .tuple(...names.slice(1).map(() => fc.constantFrom(...ALL_RECEIVERS)))
  .map((chosen) => [
    nullReceiver(),
    ...chosen.map((each, index): Receiver => ({ ...each, name: `r${index}` })),
  ]);

const configuration: fc.Arbitrary<AlertmanagerConfiguration> = fc.record({
  route: fc.record(
    { ...settings, receiver: fc.constantFrom(...names), routes: fc.array(route, { maxLength: 3 }) },
    { requiredKeys: ['receiver'] },
  ),
  receivers,
  inhibitRules: fc.array(inhibitRule, { maxLength: 2 }),
  timeIntervals: fc.tuple(interval('nights'), interval('hours')).map((both) => [...both]),
});

/** What those of many random configurations come to that we accept for a release. */
function accepted(version: string): Outcome[] {
  return fc
    .sample(configuration, { numRuns: RUNS * 8, seed: 34 })
    .filter((config) => problemsOf({ version, config }).length === 0)
    .slice(0, RUNS)
    .map((config) => synthesize({ version, config }));
}

describe.each([
  ['alertmanager', '0.34.2'],
  ['alertmanager-oldest', '0.32.3'],
])('%s', (program, version) => {
  describeWith([program], 'takes', () => {
    const directory = mkdtempSync(join(tmpdir(), 'accepted-'));

    afterAll(() => {
      rmSync(directory, { recursive: true });
    });

    test('every configuration that we do', async () => {
      const outcomes = accepted(version);
      expect(outcomes.length).toBeGreaterThan(RUNS / 4);
      const live = await LiveAlertmanager.start(program, {
        route: { receiver: 'a' },
        receivers: [{ name: 'a' }],
      });
      try {
        for (const outcome of outcomes) {
          writeFiles(outcome, directory);
          const file = readFileSync(join(directory, 'config/alertmanager.yml'), 'utf8');
          expect({ file, refused: await live.load(file) }).toEqual({ file, refused: undefined });
        }
      } finally {
        await live.stop();
      }
    }, 120_000);
  });
});
