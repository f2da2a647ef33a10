import { Where, type Problem } from '../../lib/problems';
import { Prometheus } from '../../lib/prometheus';
import { secretKey } from '../../lib/references';
import {
  PodMonitor,
  Probe,
  ScrapeConfig,
  ServiceMonitor,
  type PodMonitorProps,
  type ServiceMonitorProps,
} from '../../lib/scrape';
import { checkPodMonitor } from '../../lib/scrape/pod-monitor-check';
import { checkServiceMonitor } from '../../lib/scrape/service-monitor-check';
import { errors, synth, takesAll, type Build } from '../prometheus/monitoring';

/** The first sentence of each problem. */
function complaints(check: (where: Where) => void): string[] {
  const problems: Problem[] = [];
  check(new Where(problems, 'apps/checkout'));
  return problems.map(({ field, value, complaint }) =>
    [field, value === undefined ? undefined : JSON.stringify(value), complaint]
      .filter((part) => part !== undefined)
      .join(' '),
  );
}

const serviceMonitor = (props: Partial<ServiceMonitorProps>) =>
  complaints((where) => {
    checkServiceMonitor(where, { selector: {}, endpoints: [{ port: 'web' }], ...props });
  });

const endpoint = (props: ServiceMonitorProps['endpoints'][number]) =>
  serviceMonitor({ endpoints: [{ port: 'web', ...props }] });

const podMonitor = (props: Partial<PodMonitorProps>) =>
  complaints((where) => {
    checkPodMonitor(where, { selector: {}, podMetricsEndpoints: [{ port: 'web' }], ...props });
  });

const credentials = secretKey('checkout', 'token');

describe('a ServiceMonitor is refused for', () => {
  test('nothing, where it is sound', () => {
    expect(serviceMonitor({})).toEqual([]);
    expect(endpoint({ interval: '1m', scrapeTimeout: '1m', scheme: 'https' })).toEqual([]);
  });

  test.each<[string, Partial<ServiceMonitorProps>, string]>([
    ['no endpoints', { endpoints: [] }, 'endpoints is empty'],
    [
      'an endpoint without a port',
      { endpoints: [{ path: '/metrics' }] },
      'endpoints[0] names no port, so that every port of the Services would be scraped',
    ],
    [
      'two ports in one',
      { endpoints: [{ port: 'web', targetPort: 8080 }] },
      'endpoints[0] has port and targetPort, of which only one can hold',
    ],
    [
      'an operator that is none, and for nothing else',
      { selector: { matchExpressions: [{ key: 'app', operator: 'Like' as 'In' }] } },
      'selector.matchExpressions[0].operator "Like" is none of "In", "NotIn", "Exists", "DoesNotExist"',
    ],
    [
      'a namespace that cannot be',
      { namespaceSelector: { matchNames: ['shop', 'Shop_2'] } },
      'namespaceSelector.matchNames[1] "Shop_2" is not the name of a namespace',
    ],
    [
      'a port that is a number',
      { endpoints: [{ port: '8080' }] },
      'endpoints[0].port "8080" is not the name of a port',
    ],
    [
      'a target port beyond all',
      { endpoints: [{ targetPort: 65_536 }] },
      'endpoints[0].targetPort 65536 is not a port',
    ],
    [
      'a target port of no name',
      { endpoints: [{ targetPort: 'Metrics' }] },
      'endpoints[0].targetPort "Metrics" is not the name of a port',
    ],
    ['a fraction as a limit', { sampleLimit: 1.5 }, 'sampleLimit 1.5 is not a whole number, 0 or more'],
    [
      'a negative limit',
      { keepDroppedTargets: -1 },
      'keepDroppedTargets -1 is not a whole number, 0 or more',
    ],
    ['a size without a unit', { bodySizeLimit: '10' }, 'bodySizeLimit "10" is not a size in bytes'],
    [
      'an unknown format',
      { scrapeProtocols: ['OpenMetrics' as never] },
      'scrapeProtocols[0] "OpenMetrics" is none of "PrometheusProto", "PrometheusText0.0.4", "PrometheusText1.0.0", "OpenMetricsText0.0.1", "OpenMetricsText1.0.0"',
    ],
    ['no format at all', { scrapeProtocols: [] }, 'scrapeProtocols is empty'],
    [
      'a format twice',
      { scrapeProtocols: ['PrometheusProto', 'PrometheusProto'] },
      'scrapeProtocols[1] "PrometheusProto" is named twice',
    ],
    [
      'an unknown mechanism',
      { selectorMechanism: 'Label' as never },
      'selectorMechanism "Label" is none of "RelabelConfig", "RoleSelector"',
    ],
    [
      'an unknown discovery',
      { serviceDiscoveryRole: 'Service' as never },
      'serviceDiscoveryRole "Service" is none of "EndpointSlice", "Endpoints"',
    ],
  ])('%s', (_, props, complaint) => {
    expect(serviceMonitor(props)).toEqual([complaint]);
  });
});

describe('an endpoint is refused for', () => {
  test.each<[string, ServiceMonitorProps['endpoints'][number], string]>([
    ['an interval that is none', { interval: '30' }, 'interval "30" is not a duration'],
    ['a timeout that is none', { scrapeTimeout: '10 s' }, 'scrapeTimeout "10 s" is not a duration'],
    [
      'a timeout above its interval',
      { interval: '30s', scrapeTimeout: '1m' },
      'scrapeTimeout "1m" is longer than the interval "30s"',
    ],
    ['a scheme in capitals', { scheme: 'HTTPS' as never }, 'scheme "HTTPS" is none of "http", "https"'],
    [
      'two ways to authenticate',
      { authorization: { credentials }, bearerTokenFile: '/token' },
      ' has authorization and bearerTokenFile, of which only one can hold',
    ],
    [
      'basic auth in disguise',
      { authorization: { type: 'Basic', credentials } },
      'authorization.type "Basic" is not possible here',
    ],
    [
      'a certificate without a key',
      { tlsConfig: { cert: { secret: credentials } } },
      'tlsConfig has a certificate but no key',
    ],
    [
      'a proxy of no scheme',
      { proxyUrl: 'proxy:3128' },
      'proxyUrl "proxy:3128" is not an absolute URL (http, https, socks5)',
    ],
    [
      'an OAuth 2 server of no address',
      { oauth2: { clientId: 'prometheus', clientSecret: credentials, tokenUrl: '/token' } },
      'oauth2.tokenUrl "/token" is not an absolute URL (http, https)',
    ],
    [
      'a relabeling that RE2 cannot read',
      { relabelings: [{ action: 'labeldrop', regex: '(?=a)' }] },
      expect.stringContaining(
        'relabelings[0].regex "(?=a)" is not a regular expression that RE2 accepts',
      ) as never,
    ],
    [
      'a metric relabeling without a target',
      { metricRelabelings: [{ sourceLabels: ['pod'] }] },
      'metricRelabelings[0].targetLabel is needed by the action "replace"',
    ],
  ])('%s', (_, props, complaint) => {
    const expected: unknown =
      typeof complaint === 'string'
        ? `endpoints[0]${complaint.startsWith(' ') ? '' : '.'}${complaint}`
        : complaint;
    expect(endpoint(props)).toEqual([expected]);
  });
});

test.each<[string, Partial<PodMonitorProps>, string]>([
  ['no endpoints', { podMetricsEndpoints: [] }, 'podMetricsEndpoints is empty'],
  [
    'two ports in one',
    { podMetricsEndpoints: [{ port: 'web', portNumber: 8080 }] },
    'podMetricsEndpoints[0] has port and portNumber, of which only one can hold',
  ],
  [
    'a port that is a number',
    { podMetricsEndpoints: [{ port: '8080' }] },
    'podMetricsEndpoints[0].port "8080" is not the name of a port',
  ],
  [
    'port 0',
    { podMetricsEndpoints: [{ portNumber: 0 }] },
    'podMetricsEndpoints[0].portNumber 0 is not a port',
  ],
])('a PodMonitor is refused for %s', (_, props, complaint) => {
  expect(podMonitor(props)).toEqual([complaint]);
});

describe('a timeout is compared with the interval of the Prometheus, where the monitor has none', () => {
  const build =
    (scrapeInterval: string | undefined): Build =>
    (chart) => {
      takesAll(chart, scrapeInterval === undefined ? {} : { scrapeInterval });
      new ServiceMonitor(chart, 'checkout', {
        selector: { matchLabels: { app: 'checkout' } },
        endpoints: [{ port: 'metrics', scrapeTimeout: '45s' }],
      });
    };

  test('and refused where it is longer: Prometheus would refuse the configuration of everybody', () => {
    expect(errors(build(undefined))).toEqual([
      'monitoring/k8s: serviceMonitor "checkout" (monitoring/checkout): endpoints[0].scrapeTimeout "45s" is longer than the interval "30s"\n' +
        '  A scrape must end before the next one begins; lengthen the interval or shorten the timeout.',
    ]);
    expect(synth(build('1m')).job().scrape_timeout).toBe('45s');
  });

  test('of a Probe or a ScrapeConfig as well', () => {
    const found = errors((chart) => {
      takesAll(chart);
      new Probe(chart, 'site', {
        prober: { url: 'blackbox' },
        targets: { staticConfig: { static: ['https://shop.example.com'] } },
        scrapeTimeout: '45s',
      });
      new ScrapeConfig(chart, 'edge', {
        staticConfigs: [{ targets: ['router-1:9100'] }],
        scrapeTimeout: '45s',
      });
    });
    expect(found.map((text) => text.split('\n')[0])).toEqual([
      'monitoring/k8s: probe "site" (monitoring/site): scrapeTimeout "45s" is longer than the interval "30s"',
      'monitoring/k8s: scrapeConfig "edge" (monitoring/edge): scrapeTimeout "45s" is longer than the interval "30s"',
    ]);
  });
});

test('what is wrong with several monitors of several kinds is told in one run', () => {
  const found = errors((chart) => {
    takesAll(chart);
    new ServiceMonitor(chart, 'checkout', { selector: {}, endpoints: [] });
    new PodMonitor(chart, 'Worker', { selector: {}, podMetricsEndpoints: [{ portNumber: -1 }] });
  });
  expect(found.map((text) => text.split('\n')[0])).toEqual([
    'monitoring/Worker: name "Worker" is not the name of an object',
    'monitoring/Worker: podMetricsEndpoints[0].portNumber -1 is not a port',
    'monitoring/checkout: endpoints is empty',
  ]);
});

test('a Secret of another namespace cannot be mounted, and the error says what to do', () => {
  const build =
    (namespace: string | undefined): Build =>
    (chart) => {
      takesAll(chart);
      new ServiceMonitor(chart, 'checkout', {
        namespace: 'apps',
        selector: { matchLabels: { app: 'checkout' } },
        endpoints: [
          {
            port: 'metrics',
            basicAuth: {
              username: 'prometheus',
              password: secretKey('checkout', 'password', namespace === undefined ? {} : { namespace }),
            },
          },
        ],
      });
    };
  expect(errors(build(undefined))).toEqual([
    'monitoring/k8s: serviceMonitor "checkout" (monitoring/checkout): endpoints[0].basicAuth.password "apps/checkout" is a Secret of another namespace; the pods run in "monitoring" and can mount only what is there\n' +
      '  Copy it to "monitoring" (External Secrets and reflector do so) and say `namespace: \'monitoring\'` in the reference.',
  ]);
  expect(synth(build('monitoring')).job().basic_auth).toEqual({
    username: 'prometheus',
    password_file: '/etc/prometheus/secrets/checkout/password',
  });
});

test('labels that Kubernetes would refuse, and a namespace that cannot be, are refused before selection', () => {
  const found = errors((chart) => {
    takesAll(chart);
    new ServiceMonitor(chart, 'checkout', {
      namespace: 'Shop',
      labels: { 'team ': 'payments', tier: 1 as unknown as string },
      selector: {},
      endpoints: [{ port: 'web' }],
    });
  });
  expect(found).toEqual(
    expect.arrayContaining([
      'monitoring/checkout: namespace "Shop" is not the name of a namespace\n' +
        '  Use lower-case letters, digits and dashes, at most 63 characters, beginning and ending with a letter or digit.',
      expect.stringContaining('monitoring/checkout: labels "team " is not the key of a label'),
      expect.stringContaining('monitoring/checkout: labels.tier 1 is not a text'),
    ]),
  );
});

test('a password in a native job is refused, and the error names the field for its file', () => {
  const found = errors((chart) => {
    new Prometheus(chart, 'k8s', {
      storage: { emptyDir: {} },
      additionalScrapeConfigs: [{ job_name: 'node', basic_auth: { username: 'a', password: 'hunter2' } }],
    });
  });
  expect(found).toEqual([
    'monitoring/k8s: additionalScrapeConfigs[0].basic_auth.password holds a secret, which everybody could read in the manifest\n' +
      '  Use `password_file`, and mount the Secret, for example by `secrets`.',
  ]);
});
