import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import * as fc from 'fast-check';
import {
  drawRoutes,
  drawRoutesAsMermaid,
  RoutingTree,
  routesPage,
  type LabelSet,
} from '../../../lib/alertmanager';
import type { AlertmanagerFile } from '../../../lib/native/alertmanager';
import { labels, treeFile } from './arbitraries';

const FILE: AlertmanagerFile = {
  route: {
    receiver: 'chat',
    group_by: ['alertname', 'namespace'],
    routes: [
      { receiver: 'null', matchers: ['alertname=~"Watchdog|InfoInhibitor"'] },
      { receiver: 'audit', matchers: ['severity="critical"'], continue: true, group_by: ['...'] },
      {
        matchers: ['team="checkout"'],
        group_wait: '10s',
        mute_time_intervals: ['nights'],
        routes: [{ receiver: 'pager', matchers: ['severity="critical"'], labels: { tier: '1' } }],
      },
    ],
  },
  receivers: [
    { name: 'null' },
    { name: 'chat', slack_configs: [{ api_url_file: '/slack' }] },
    { name: 'audit', webhook_configs: [{ url: 'http://audit.ops.svc/</script>' }] },
    { name: 'pager', pagerduty_configs: [{ routing_key_file: '/key' }] },
  ],
  time_intervals: [{ name: 'nights', time_intervals: [] }],
};

const CRITICAL = { team: 'checkout', severity: 'critical' };
const ENGINE = readFileSync(join(dirname(require.resolve('re2js')), 'index.umd.js'), 'utf8');

test('as text: what each node asks, who gets it, and what it says otherwise than its parent', () => {
  expect(drawRoutes(new RoutingTree(FILE))).toBe(
    `every alert -> chat  [by alertname, namespace; wait 30s; every 5m; repeat 4h]
├─ alertname=~"Watchdog|InfoInhibitor" -> null
├─ severity="critical" -> audit (continue)  [each alert alone]
└─ team="checkout" -> chat  [wait 10s; muted in nights]
   └─ severity="critical" -> pager  [label tier: 1]
`,
  );
});

test('the way of an alert is marked, and the nodes that take it most of all', () => {
  expect(drawRoutes(new RoutingTree(FILE), CRITICAL).replace(/ *\[.*\]/g, '')).toBe(
    `. every alert -> chat
  ├─ alertname=~"Watchdog|InfoInhibitor" -> null
> ├─ severity="critical" -> audit (continue)
. └─ team="checkout" -> chat
>    └─ severity="critical" -> pager
`,
  );
});

test('as Mermaid: quotes are escaped, and what goes on is dotted', () => {
  const lines = drawRoutesAsMermaid(new RoutingTree(FILE), CRITICAL).split('\n');
  expect(lines[0]).toBe('flowchart LR');
  expect(lines).toContain('  n0 -. "severity=#34;critical#34;" .-> n2');
  expect(lines).toContain('  n4["pager<br/>label tier: 1"]');
  expect(lines).toContain('  class n0,n2,n3,n4 lit');
});

describe('as a page', () => {
  const page = routesPage(FILE, { title: 'alertmanager/main <monitoring>', engine: ENGINE });

  test('it needs nothing else, and its texts are no markup', () => {
    expect(page).toContain('alertmanager/main &#60;monitoring&#62;');
    expect(page.replace(/<script>[^]*?<\/script>/g, '')).not.toMatch(/(?:src|href)=/);
    expect(page.match(/<\/script>/g)).toHaveLength(3);
    expect(page).toContain('data-label="severity" data-value="critical"');
  });

  test('its data is that of the tree', () => {
    const data = /<script id="data"[^>]*>([^]*?)<\/script>/.exec(page)?.[1] ?? '';
    expect(JSON.parse(data)).toMatchObject({
      root: { receiver: 'chat', kinds: ['slack'], routes: [{ receiver: 'null', silent: true }, {}, {}] },
    });
  });

  test('its script takes the same way as we do', () => {
    fc.assert(
      fc.property(treeFile, fc.array(labels, { minLength: 5, maxLength: 5 }), (file, alerts) => {
        const tree = new RoutingTree(file);
        const evaluate = scriptOf(routesPage(file, { title: 'random', engine: ENGINE }));
        for (const alert of alerts) {
          const ways = tree.match(alert).routes.map(({ way }) => way.map(({ path }) => path));
          expect(evaluate(alert)).toEqual(ways);
        }
      }),
      { numRuns: 15, seed: 6 },
    );
  });

  test('labels can be typed in all the ways that people write them', () => {
    const read = run(page)('readLabels(given)') as (text: string) => LabelSet;
    expect(read('severity=critical team="a b"')).toEqual({ severity: 'critical', team: 'a b' });
    expect(read('{alertname="CheckoutDown", "service.name"="x\\"y"}')).toEqual({
      alertname: 'CheckoutDown',
      'service.name': 'x"y',
    });
    expect(read('severity')).toEqual({});
  });
});

/** The ways that the script of a page finds, as paths of nodes. */
function scriptOf(page: string): (labels: LabelSet) => string[][] {
  const data = /<script id="data"[^>]*>([^]*?)<\/script>/.exec(page)?.[1] ?? '';
  const call = run(page)(
    `JSON.stringify(evaluate(${data}.root, given).takers.map((way) => way.map((node) => node.path)))`,
  );
  return (labels) => JSON.parse(call(labels) as string) as string[][];
}

/** The scripts of a page, in a world without a document. */
function run(page: string): (expression: string) => (given: unknown) => unknown {
  const world = createContext({});
  const scripts = [...page.matchAll(/<script>([^]*?)<\/script>/g)].map(([, script = '']) => script);
  for (const script of scripts) {
    runInContext(script, world);
  }
  return (expression) => (given) => {
    const value: unknown = runInContext(`(given) => ${expression}`, world);
    const result = (value as (labels: unknown) => unknown)(given);
    return typeof result === 'object' ? (JSON.parse(JSON.stringify(result)) as unknown) : result;
  };
}
