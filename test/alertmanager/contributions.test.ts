import { ApiObject, type App, Chart, Size, Testing } from 'cdk8s';
import { parse } from 'yaml';
import {
  Alertmanager,
  AlertmanagerConfig,
  pagerduty,
  Routing,
  slack,
  webhook,
  type AlertmanagerConfigProps,
  type AlertmanagerProps,
  type RoutingProps,
} from '../../lib/alertmanager';
import type { Manifest } from '../../lib/kubernetes';
import type { AlertmanagerFile } from '../../lib/native/alertmanager';
import { SynthesisError } from '../../lib/problems';
import { secretKey } from '../../lib/references';
import { Synthesis } from '../../lib/synthesis';

const PLATFORM = {
  receivers: [slack('ops', { apiURL: secretKey('ops', 'url'), channel: '#ops' })],
  timeIntervals: [{ name: 'nights', timeIntervals: [{ times: [{ startTime: '00:00', endTime: '06:00' }] }] }],
} as const;

const CHECKOUT: RoutingProps = {
  route: {
    receiver: 'chat',
    matchers: ['team="checkout"'],
    routes: [
      { receiver: 'pager', matchers: ['severity="critical"'] },
      { receiver: 'ops', matchers: ['severity="warning"'], muteTimeIntervals: ['nights', 'lunch'] },
    ],
  },
  receivers: [
    slack('chat', { apiURL: secretKey('checkout', 'url'), channel: '#checkout' }),
    pagerduty('pager', { routingKey: secretKey('checkout', 'key') }),
  ],
  timeIntervals: [{ name: 'lunch', timeIntervals: [{ times: [{ startTime: '12:00', endTime: '13:00' }] }] }],
  inhibitRules: [
    { name: 'down', sourceMatch: ['alertname="CheckoutDown"'], targetMatch: ['alertname="CheckoutSlow"'] },
  ],
};

interface Made {
  readonly file: AlertmanagerFile;
  readonly alertmanager: Alertmanager;
  readonly manifests: readonly Manifest[];
  readonly warnings: readonly string[];
}

function make(define: (app: App, chart: Chart) => Partial<AlertmanagerProps>): Made {
  const app = Testing.app();
  const chart = new Chart(app, 'platform', { namespace: 'monitoring' });
  const warnings: string[] = [];
  Synthesis.of(app).configure({ onWarning: ({ path, complaint }) => warnings.push(`${path}: ${complaint}`) });
  const alertmanager = new Alertmanager(chart, 'main', {
    storage: { size: Size.gibibytes(1) },
    config: 'external',
    ...define(app, chart),
  });
  app.synth();
  const manifests = Testing.synth(chart) as Manifest[];
  const config = manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'main') as
    { readonly data: Readonly<Record<string, string>> } | undefined;
  const file = parse(config?.data['alertmanager.yml'] ?? '{}') as AlertmanagerFile;
  return { file, alertmanager, manifests, warnings };
}

function errors(define: (app: App, chart: Chart) => Partial<AlertmanagerProps>): string[] {
  try {
    make(define);
    return [];
  } catch (error) {
    if (error instanceof SynthesisError) {
      return error.problems.map(
        ({ path, subject, field, complaint }) => `${subject ?? path}: ${field ?? ''}: ${complaint}`,
      );
    }
    throw error;
  }
}

function config(...routes: ReadonlyArray<Routing | { receiver: string; matchers: string[] }>) {
  return { config: { ...PLATFORM, route: { receiver: 'ops', routes } } };
}

describe('a Routing', () => {
  test('stands where it is named, with all that it brings along, under its own name', () => {
    const { file } = make((_app, chart) => {
      const checkout = new Routing(chart, 'checkout', CHECKOUT);
      return config({ receiver: 'ops', matchers: ['alertname="Watchdog"'] }, checkout, {
        receiver: 'ops',
        matchers: ['severity="info"'],
      });
    });
    expect(file.route.routes?.map(({ receiver }) => receiver)).toEqual(['ops', 'checkout/chat', 'ops']);
    // A name that it does not have itself is one of the platform's.
    expect(file.route.routes?.[1]?.routes?.[1]).toEqual({
      receiver: 'ops',
      matchers: ['severity="warning"'],
      mute_time_intervals: ['nights', 'checkout/lunch'],
    });
    expect(file.receivers?.map(({ name }) => name)).toEqual(['ops', 'checkout/chat', 'checkout/pager']);
    expect(file.time_intervals?.map(({ name }) => name)).toEqual(['nights', 'checkout/lunch']);
    expect(file.inhibit_rules?.[0]?.name).toBe('checkout/down');
  });

  test('can be asked where alerts go', () => {
    const { alertmanager } = make((_app, chart) => config(new Routing(chart, 'checkout', CHECKOUT)));
    const routing = alertmanager.routing();
    expect(routing.match({ team: 'checkout', severity: 'critical' })).toMatchObject({
      receivers: ['checkout/pager'],
      routes: [{ path: 'route.routes[0].routes[0]', groupWait: '30s', repeatInterval: '4h' }],
    });
    expect(routing.match({ team: 'ledger' }).receivers).toEqual(['ops']);
  });

  test('that nobody names is worth a word', () => {
    const { warnings } = make((_app, chart) => {
      new Routing(chart, 'checkout', CHECKOUT);
      return config();
    });
    expect(warnings).toEqual([
      'platform/checkout: is selected by nobody, so it has no effect',
      'platform/main: is used by no route',
    ]);
  });

  test('its mistakes are told at its own place', () => {
    const route = { receiver: 'chatt', matchers: ['team="checkout"'] };
    expect(errors((_app, chart) => config(new Routing(chart, 'checkout', { ...CHECKOUT, route })))).toEqual([
      'routing "checkout" (platform/checkout): route.receiver: is not a receiver',
    ]);
    const twice = [...(CHECKOUT.receivers ?? []), webhook('chat', { url: 'http://a.svc/' })];
    expect(
      errors((_app, chart) => config(new Routing(chart, 'checkout', { ...CHECKOUT, receivers: twice }))),
    ).toEqual(['platform/checkout: receivers[2].name: is there twice']);
  });

  test('stands in one place, of its own app', () => {
    const complaints = errors((_app, chart) => {
      const checkout = new Routing(chart, 'checkout', CHECKOUT);
      const foreign = new Routing(new Chart(Testing.app(), 'other', { namespace: 'a' }), 'foreign', {});
      return config(checkout, checkout, foreign);
    });
    expect(complaints).toEqual([
      'platform/main: config.route.routes[1]: is routing "checkout" (platform/checkout), which stands in the tree already',
      'platform/main: config.route.routes[2]: is routing "foreign" (other/foreign), no Routing of this app',
    ]);
  });
});

describe('an AlertmanagerConfig', () => {
  const { route, receivers } = CHECKOUT;
  const SHOP: AlertmanagerConfigProps = {
    namespace: 'monitoring',
    labels: { team: 'checkout' },
    ...(receivers ? { receivers } : {}),
    route: { receiver: 'chat', routes: [...(route?.routes ?? [])].slice(0, 1) },
  };
  const base = { config: { ...PLATFORM, timeIntervals: [], route: { receiver: 'ops' } } };

  test('is selected by labels, keeps to its namespace and goes on', () => {
    const { file, warnings } = make((_app, chart) => {
      new AlertmanagerConfig(chart, 'shop', SHOP);
      new AlertmanagerConfig(chart, 'other', { ...SHOP, labels: { team: 'other' } });
      return { ...base, alertmanagerConfigSelector: { matchLabels: { team: 'checkout' } } };
    });
    expect(file.route.routes).toEqual([
      {
        receiver: 'monitoring/shop/chat',
        matchers: ['namespace="monitoring"'],
        continue: true,
        routes: [{ receiver: 'monitoring/shop/pager', matchers: ['severity="critical"'] }],
      },
    ]);
    expect(warnings).toEqual(['platform/other: is selected by nobody, so it has no effect']);
  });

  test.each([
    ['OnNamespace', ['namespace="monitoring"'], ['namespace="shop"']],
    ['OnNamespaceExceptForAlertmanagerNamespace', undefined, ['namespace="shop"']],
    ['None', undefined, undefined],
  ] as const)('under the strategy %s', (alertmanagerConfigMatcherStrategy, own, foreign) => {
    const { file } = make((_app, chart) => {
      const plain = { receivers: [{ name: 'a' }], route: { receiver: 'a' } };
      const configs = ['monitoring', 'shop'].map(
        (namespace) => new AlertmanagerConfig(chart, namespace, { namespace, ...plain }),
      );
      return { ...base, alertmanagerConfigs: configs, alertmanagerConfigMatcherStrategy };
    });
    expect(file.route.routes?.map(({ matchers }) => matchers)).toEqual([own, foreign]);
  });

  test('is found in namespaces by their labels', () => {
    const { file } = make((_app, chart) => {
      new ApiObject(chart, 'namespace', {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'shop', labels: { alerts: 'yes' } },
      });
      for (const namespace of ['shop', 'bank']) {
        new AlertmanagerConfig(chart, namespace, {
          namespace,
          receivers: [{ name: 'a' }],
          route: { receiver: 'a' },
        });
      }
      return {
        ...base,
        alertmanagerConfigSelector: {},
        alertmanagerConfigNamespaceSelector: { matchLabels: { alerts: 'yes' } },
      };
    });
    expect(file.route.routes?.map(({ receiver }) => receiver)).toEqual(['shop/shop/a']);
  });

  test('of another namespace must have its Secrets beside the pods', () => {
    expect(
      errors((_app, chart) => ({
        ...base,
        alertmanagerConfigs: [new AlertmanagerConfig(chart, 'shop', { ...SHOP, namespace: 'shop' })],
      })).join('\n'),
    ).toContain('is a Secret of another namespace; the pods run in "monitoring"');
  });

  test('names what it has itself, and nothing of others', () => {
    expect(
      errors((_app, chart) => ({
        ...base,
        alertmanagerConfigs: [new AlertmanagerConfig(chart, 'shop', { route: { receiver: 'ops' } })],
      })),
    ).toEqual(['platform/shop: route.receiver: is not a receiver of this resource']);
  });

  test('cannot be added to a file of somebody else', () => {
    expect(
      errors((_app, chart) => ({ alertmanagerConfigs: [new AlertmanagerConfig(chart, 'shop', SHOP)] })),
    ).toEqual([
      'platform/main: config: cannot be added to: AlertmanagerConfigs are selected, and somebody else writes the file',
    ]);
  });
});

describe('a native file', () => {
  const text = `# why the pager is last
route:
  receiver: ops
  routes:
    - receiver: ops
      matchers: [ severity = critical ]
      mute_time_intervals: [off]
time_intervals:
  - name: off
    time_intervals: [{ times: [{ start_time: 09:00, end_time: 17:30 }] }]
receivers:
  - name: ops
    webhook_configs: [{ url: "http://ops.svc/" }]
`;

  test('stays as it is, byte by byte', () => {
    const { manifests } = make(() => ({ config: { alertmanagerYaml: text } }));
    expect(manifests).toContainEqual(
      expect.objectContaining({ kind: 'ConfigMap', data: { 'alertmanager.yml': text } }),
    );
  });

  test('takes resources on top', () => {
    const { file } = make((_app, chart) => ({
      config: { alertmanagerYaml: text },
      alertmanagerConfigs: [
        new AlertmanagerConfig(chart, 'shop', { receivers: [{ name: 'a' }], route: { receiver: 'a' } }),
      ],
    }));
    expect(file.route.routes?.map(({ receiver }) => receiver)).toEqual(['monitoring/shop/a', 'ops']);
    expect(file.time_intervals?.[0]?.time_intervals[0]?.times).toEqual([
      { start_time: '09:00', end_time: '17:30' },
    ]);
  });

  test.each<[reason: string, change: (text: string) => string, expected: string]>([
    ['no YAML', (given) => `${given}]`, 'config.alertmanagerYaml: is no YAML'],
    [
      'an unknown receiver',
      (given) => given.replace('receiver: ops', 'receiver: op'),
      'route.receiver: is not a receiver',
    ],
    [
      'an unknown field',
      (given) => given.replace('matchers', 'matcher'),
      'route.routes[0].matcher: is unknown to Alertmanager',
    ],
    [
      'a secret',
      (given) =>
        given.replace(
          'webhook_configs: [{ url: "http://ops.svc/" }]',
          'pagerduty_configs: [{ routing_key: s3cret }]',
        ),
      'receivers[0].pagerduty_configs[0].routing_key: holds a secret',
    ],
    ['a time that is none', (given) => given.replace('17:30', '25:00'), 'end_time: is not a time of the day'],
    ['no scheme', (given) => given.replace('http://', ''), 'webhook_configs[0].url: is not an absolute URL'],
  ])('with %s is refused', (_reason, change, expected) => {
    expect(errors(() => ({ config: { alertmanagerYaml: change(text) } })).join('\n')).toContain(expected);
  });
});
