import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { RoutingTree, type LabelSet } from '../../../lib/alertmanager';
import { describeWith, requireProgram } from '../../support/programs';
import { labels, treeFile } from './arbitraries';
import { LiveAlertmanager } from './live';

/** `CDK8S_PROMETHEUS_ROUTING_TREES=200` asks for 10,000 alerts; this many do for every day. */
const TREES = Number(process.env.CDK8S_PROMETHEUS_ROUTING_TREES ?? 12);
const ALERTS_OF_A_TREE = 50;
const SEED = 6;

/** Trees, each with alerts to ask it about. */
const CASES = fc.sample(
  fc.tuple(treeFile, fc.array(labels, { minLength: ALERTS_OF_A_TREE, maxLength: ALERTS_OF_A_TREE })),
  { numRuns: TREES, seed: SEED },
);

describe.each(['alertmanager', 'alertmanager-oldest'])('%s and we agree', (program) => {
  describeWith([program], `on ${TREES * ALERTS_OF_A_TREE} alerts`, () => {
    let live: LiveAlertmanager;

    beforeAll(async () => {
      live = await LiveAlertmanager.start(program, { route: { receiver: 'r' }, receivers: [{ name: 'r' }] });
    });

    afterAll(async () => {
      await live.stop();
    });

    test(
      'where they go, and in which groups',
      async () => {
        for (const [index, [file, given]] of CASES.entries()) {
          const run = String(index);
          const alerts = given.map((each, number): LabelSet => ({ ...each, run, number: String(number) }));
          const tree = new RoutingTree(file);
          expect(await live.load(file)).toBeUndefined();
          await live.post(alerts);

          const held = await live.alerts(run);
          expect(
            byNumber(held.map((each) => [each.labels.number, each.receivers.map(({ name }) => name)])),
          ).toEqual(byNumber(alerts.map((each) => [each.number, tree.match(each).receivers])));

          const expected = groupsOf(alerts.map((each) => [each, tree.match(each).routes]));
          await live.until(
            async () => (await live.groups(run)).flatMap(({ alerts: of }) => of).length >= expected.length,
          );
          const groups = (await live.groups(run)).flatMap((group) =>
            group.alerts.map((each) => [
              each.labels.number,
              group.receiver.name,
              JSON.stringify(sorted(group.labels)),
            ]),
          );
          expect(unique(groups)).toEqual(expected);
        }
      },
      TREES * 5_000 + 20_000,
    );
  });
});

describeWith(['amtool'], '`amtool config routes test` and we agree', () => {
  const directory = mkdtempSync(join(tmpdir(), 'amtool-'));

  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  test(
    'alert by alert',
    () => {
      const file = join(directory, 'alertmanager.yml');
      for (const [config, given] of CASES) {
        writeFileSync(file, JSON.stringify(config));
        const tree = new RoutingTree(config);
        for (const alert of given.slice(0, Number(process.env.CDK8S_PROMETHEUS_AMTOOL_ALERTS ?? 4))) {
          const args = Object.entries(alert).map(
            ([name, value]) => `${JSON.stringify(name)}=${JSON.stringify(value)}`,
          );
          const said = execFileSync(
            requireProgram('amtool'),
            ['config', 'routes', 'test', `--config.file=${file}`, ...args],
            {
              encoding: 'utf8',
              stdio: 'pipe',
            },
          );
          expect(said.trim()).toBe(tree.match(alert).receivers.join(','));
        }
      }
    },
    TREES * 60_000,
  );
});

type Numbered = readonly [number: string | undefined, receivers: readonly string[]];

function byNumber(pairs: readonly Numbered[]): Record<string, readonly string[]> {
  return Object.fromEntries(pairs.map(([number, receivers]) => [number ?? '', receivers]));
}

/** Alert, receiver and labels of the group, of each route that takes the alert. */
function groupsOf(
  pairs: ReadonlyArray<readonly [LabelSet, ReturnType<RoutingTree['match']>['routes']]>,
): string[][] {
  return unique(
    pairs.flatMap(([alert, routes]) =>
      routes.map(({ receiver, groupLabels }) => [
        alert.number ?? '',
        receiver,
        JSON.stringify(sorted(groupLabels)),
      ]),
    ),
  );
}

/** Two routes of one receiver may make the same group of an alert: the API shows both, in no order. */
function unique(rows: ReadonlyArray<ReadonlyArray<string | undefined>>): string[][] {
  const texts = new Set(rows.map((row) => JSON.stringify(row)));
  return [...texts].sort().map((text) => JSON.parse(text) as string[]);
}

function sorted(set: LabelSet): LabelSet {
  return Object.fromEntries(Object.entries(set).sort(([a], [b]) => (a < b ? -1 : 1)));
}
