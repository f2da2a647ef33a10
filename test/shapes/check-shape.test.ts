import { Size } from 'cdk8s';
import { formatProblem, Where, type Problem } from '../../lib/problems';
import { checkShape, type ShapeName } from '../../lib/shapes';

function found(name: ShapeName, props: unknown): string[] {
  const problems: Problem[] = [];
  const isRead = checkShape(new Where(problems, 'monitoring/k8s'), name, props);
  const wrongTypes = problems.some(({ code }) => code !== 'unknown-field');
  expect(isRead).toBe(!wrongTypes);
  return problems.map(formatProblem);
}

const MONITOR = { selector: { matchLabels: { app: 'checkout' } }, endpoints: [{ port: 'metrics' }] };

describe('fields', () => {
  test('that are all known: nothing to say', () => {
    expect(found('ServiceMonitorProps', MONITOR)).toEqual([]);
    expect(found('ServiceMonitorProps', { ...MONITOR, jobLabel: undefined, jobLable: undefined })).toEqual(
      [],
    );
  });

  test('that are misspelt: what was probably meant', () => {
    const endpoints = [{ port: 'metrics', scrapeTimeOut: '5s' }];
    expect(found('ServiceMonitorProps', { ...MONITOR, endpoints, jobLable: 'app' })).toEqual([
      'monitoring/k8s: jobLable "app" is no field that is known here\n  Did you mean `jobLabel`?',
      'monitoring/k8s: endpoints[0].scrapeTimeOut "5s" is no field that is known here\n  Did you mean `scrapeTimeout`?',
    ]);
  });

  test('that are like none: the few that there are', () => {
    expect(found('ServiceMonitorProps', { ...MONITOR, selector: { team: 'shop' } })).toEqual([
      'monitoring/k8s: selector.team "shop" is no field that is known here\n  There are: matchExpressions, matchLabels.',
    ]);
  });

  test('of any of several forms are known, which of them go together is not said here', () => {
    const storage = { size: Size.gibibytes(1), emptyDir: {} };
    expect(found('PrometheusProps', { storage })).toEqual([]);
    expect(found('PrometheusProps', { storage: { sice: '1Gi' } })).toEqual([
      'monitoring/k8s: storage.sice "1Gi" is no field that is known here\n  Did you mean `size`?',
    ]);
  });

  test('of Kubernetes and of native configuration are left to others', () => {
    expect(
      found('PrometheusProps', {
        containers: [{ name: 'prometheus', anything: 1 }],
        podSpec: { runtimeClassName: 'gvisor' },
        additionalScrapeConfigs: [{ job_name: 'a', anything: 1 }],
        additionalConfig: { anything: 1 },
      }),
    ).toEqual([]);
  });
});

describe('values', () => {
  test.each<[string, ShapeName, unknown, string]>([
    [
      'a number for a text',
      'PrometheusProps',
      { retention: 15 },
      'retention 15 is a number, where a text is expected',
    ],
    [
      'a text for a number',
      'PrometheusProps',
      { replicas: '2' },
      'replicas "2" is a text, where a number is expected',
    ],
    [
      'a text for a list',
      'PrometheusProps',
      { secrets: 'a' },
      'secrets "a" is a text, where a list is expected',
    ],
    ['nothing', 'PrometheusProps', { tsdb: null }, 'tsdb null is null, where an object is expected'],
    [
      'one of two types',
      'ServiceMonitorProps',
      { ...MONITOR, endpoints: [{ targetPort: true }] },
      'endpoints[0].targetPort true is true or false, where a text or a number is expected',
    ],
    [
      'an object or none',
      'PrometheusProps',
      { networkPolicy: 'no' },
      'networkPolicy "no" is a text, where true or false is expected',
    ],
    [
      'a size',
      'PrometheusProps',
      { storage: { size: 200 } },
      'storage.size 200 is a number, where a text is expected',
    ],
    [
      'in a map',
      'PrometheusProps',
      { externalLabels: { zone: 1 } },
      'externalLabels.zone 1 is a number, where a text is expected',
    ],
    ['no props', 'ServiceMonitorProps', undefined, 'is nothing, where an object is expected'],
  ])('of a wrong type: %s', (_, name, props, message) => {
    expect(found(name, props)).toEqual([`monitoring/k8s: ${message}`]);
  });

  test('that are needed and not there', () => {
    expect(found('ServiceMonitorProps', {})).toEqual([
      'monitoring/k8s: selector is missing\n  It has no default: give it a value.',
      'monitoring/k8s: endpoints is missing\n  It has no default: give it a list.',
    ]);
  });

  test('that are objects with methods are taken as they are', () => {
    const alertmanager = new (class {
      readonly endpoint = 1;
    })();
    expect(found('PrometheusProps', { alerting: { alertmanagers: [alertmanager] } })).toEqual([]);
    expect(
      found('PrometheusProps', { alerting: { alertmanagers: [{ alertmanagr: alertmanager }] } }),
    ).toEqual([expect.stringContaining('alerting.alertmanagers[0].alertmanagr')]);
  });
});
