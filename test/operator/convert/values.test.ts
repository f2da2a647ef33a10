import fc from 'fast-check';
import { readQuantity } from '../../../lib/values';
import { convert, propsOf, resource } from './converted';

const SELECTOR = { matchLabels: { app: 'checkout' } };

describe('monitors', () => {
  test('words are spelt as Prometheus has them, and numbers are numbers', () => {
    const { props, said } = propsOf('ServiceMonitor', {
      selector: SELECTOR,
      nativeHistogramMinBucketFactor: '1100m',
      endpoints: [
        {
          port: 'metrics',
          scheme: 'HTTPS',
          relabelings: [
            { action: 'Keep', sourceLabels: ['__address__'], regex: 'a' },
            { action: 'replace', targetLabel: 'a' },
          ],
        },
      ],
    });
    expect(said).toEqual([]);
    expect(props).toEqual({
      name: 'test',
      namespace: 'monitoring',
      selector: SELECTOR,
      nativeHistogramMinBucketFactor: 1.1,
      endpoints: [
        {
          port: 'metrics',
          scheme: 'https',
          relabelings: [{ action: 'keep', sourceLabels: ['__address__'], regex: 'a' }, { targetLabel: 'a' }],
        },
      ],
    });
  });

  test('what Go writes down of what is not there is not there', () => {
    const { props } = propsOf('PodMonitor', {
      selector: {},
      jobLabel: '',
      podTargetLabels: [],
      podMetricsEndpoints: [
        {
          port: 'metrics',
          path: '',
          authorization: {},
          tlsConfig: { ca: {}, cert: {}, serverName: 'checkout' },
          relabelings: [{ targetLabel: 'a', replacement: '', separator: '' }],
        },
      ],
    });
    expect(props).toEqual({
      name: 'test',
      namespace: 'monitoring',
      selector: {},
      podMetricsEndpoints: [
        {
          port: 'metrics',
          tlsConfig: { serverName: 'checkout' },
          // An empty replacement says a lot.
          relabelings: [{ targetLabel: 'a', replacement: '', separator: '' }],
        },
      ],
    });
  });

  test('labels are not mistaken for references, whatever they are called', () => {
    const labels = { name: 'a', key: 'b', scheme: 'HTTP' };
    const { converted } = convert(
      [resource('ScrapeConfig', { staticConfigs: [{ targets: ['a:1'], labels }] }, { namespace: 'shop' })],
      { secretsNamespace: 'monitoring' },
    );
    expect(converted[0]?.props.staticConfigs).toEqual([{ targets: ['a:1'], labels }]);
  });

  test('references of monitors lead to where their Secrets were copied', () => {
    const spec = {
      selector: SELECTOR,
      endpoints: [{ port: 'metrics', bearerTokenSecret: { name: 'token', key: 'value' } }],
    };
    const { converted } = convert([resource('ServiceMonitor', spec, { namespace: 'shop' })], {
      secretsNamespace: 'monitoring',
    });
    expect(converted[0]?.props.endpoints).toEqual([
      { port: 'metrics', bearerTokenSecret: { name: 'token', key: 'value', namespace: 'monitoring' } },
    ]);
  });

  const OAUTH = {
    tokenUrl: 'https://login.example.com',
    clientSecret: { name: 'oauth', key: 'secret' },
  };

  test('the id of a client is read from a ConfigMap among the files', () => {
    const clientId = { configMap: { name: 'oauth', key: 'id' } };
    const map = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'oauth', namespace: 'monitoring' },
      data: { id: 'prometheus' },
    };
    const spec = {
      selector: SELECTOR,
      endpoints: [{ port: 'metrics', oauth2: { ...OAUTH, clientId } }],
    };
    expect(propsOf('ServiceMonitor', spec, [map]).props.endpoints).toEqual([
      { port: 'metrics', oauth2: { ...OAUTH, clientId: 'prometheus' } },
    ]);
    expect(propsOf('ServiceMonitor', spec).said).toEqual([
      expect.stringMatching(
        /^error spec\.endpoints\[0\]\.oauth2\.clientId\.configMap not-found: is not among the files/,
      ),
    ]);
  });

  test('and refused where it is in a Secret', () => {
    const clientId = { secret: { name: 'oauth', key: 'id' } };
    const { said } = propsOf('ServiceMonitor', {
      selector: SELECTOR,
      endpoints: [{ port: 'metrics', oauth2: { ...OAUTH, clientId } }],
    });
    expect(said).toEqual([
      expect.stringMatching(/^error spec\.endpoints\[0\]\.oauth2\.clientId\.secret no-file-twin/),
    ]);
  });

  test.each([
    ['ServiceMonitor', { selector: SELECTOR, endpoints: [] }, 'endpoints'],
    ['PrometheusRule', {}, 'groups'],
  ])('%s without content is left out, and that is said', (kind, spec, list) => {
    const { props, said } = propsOf(kind, spec);
    expect([props, said]).toEqual([
      {},
      [`warning spec.${list} empty: is empty, so it has no effect and is left out`],
    ]);
  });

  test('rules are called as our props are', () => {
    const { props, said } = propsOf('PrometheusRule', {
      groups: [
        {
          name: 'a',
          query_offset: '1m',
          partial_response_strategy: 'warn',
          rules: [
            { alert: 'A', expr: 1, keep_firing_for: '5m', for: '1m' },
            { record: 'b', expr: 'up' },
          ],
        },
      ],
    });
    expect(props.groups).toEqual([
      {
        name: 'a',
        queryOffset: '1m',
        rules: [
          { alert: 'A', expr: '1', keepFiringFor: '5m', for: '1m' },
          { record: 'b', expr: 'up' },
        ],
      },
    ]);
    expect(said).toEqual([
      expect.stringMatching(/partial_response_strategy no-controller: is of Thanos Ruler/),
    ]);
  });
});

describe('quantities', () => {
  test.each([
    ['500m', 0.5],
    ['1100m', 1.1],
    ['2', 2],
    [3, 3],
    ['1e3', 1000],
    ['.5', 0.5],
    ['4u', 0.000004],
    ['7n', 7e-9],
    ['1.5k', 1500],
    ['2Mi', 2 * 1024 * 1024],
    ['-1', -1],
  ])('%s is %d', (text, number) => {
    expect(readQuantity(text)).toBe(number);
  });

  test('thousandths are exact', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (thousandths) => {
        expect(readQuantity(`${thousandths}m`)).toBe(Number(`${thousandths}e-3`));
      }),
    );
  });
});
