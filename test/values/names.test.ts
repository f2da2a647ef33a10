import * as fc from 'fast-check';
import {
  checkDnsLabel,
  checkDnsSubdomain,
  checkLabelName,
  checkPortName,
  checkPortNumber,
  isConfigKey,
  isDnsLabel,
  isDnsSubdomain,
  isLabelName,
  isMetricName,
  isPortName,
  sanitizeLabelName,
} from '../../lib/values';
import { complaints } from '../problems/findings';

interface Rule {
  readonly accepts: (text: string) => boolean;
  readonly valid: readonly string[];
  readonly invalid: readonly string[];
}

const LONG = 'a'.repeat(63);

const RULES: Readonly<Record<string, Rule>> = {
  'a DNS label': {
    accepts: isDnsLabel,
    valid: ['k8s', 'a', '0', 'a--b', LONG],
    invalid: ['', '-a', 'a-', 'A', 'a_b', 'a.b', 'a b', 'ä', 'a\n', `${LONG}a`],
  },
  'a DNS subdomain': {
    accepts: isDnsSubdomain,
    valid: ['k8s', 'prometheus-k8s.monitoring', '0.1', `${LONG}.${LONG}.${LONG}.${'a'.repeat(61)}`],
    invalid: [
      '',
      '.a',
      'a.',
      'a..b',
      'a.-b',
      'a_b',
      'A.b',
      'a\n',
      `${LONG}.${LONG}.${LONG}.${'a'.repeat(62)}`,
    ],
  },
  'a key of a Secret': {
    accepts: isConfigKey,
    valid: ['tls.crt', 'SLACK_URL', '.dockerconfigjson', 'a..b', '-', 'a'.repeat(253)],
    invalid: ['', '.', '..', '..data', 'a/b', 'a b', 'ä', 'a'.repeat(254)],
  },
  'the name of a port': {
    accepts: isPortName,
    valid: ['web', 'http-metrics', 'a1', '1a', 'abcdefghijklmno'],
    invalid: ['', '8080', 'Web', 'a--b', '-a', 'a-', 'a_b', 'a.b', 'abcdefghijklmnop'],
  },
  'a label of Prometheus 2': {
    accepts: (text) => isLabelName(text, 'legacy'),
    valid: ['job', '_a', '__address__', 'A1'],
    invalid: ['', '1a', 'a.b', 'a-b', 'a:b', 'zoné', 'a\n'],
  },
  'a label of Prometheus 3': {
    accepts: (text) => isLabelName(text),
    valid: ['job', 'service.name', '1a', 'zoné', ' '],
    invalid: ['', '\ud800'],
  },
  'a metric of Prometheus 2': {
    accepts: (text) => isMetricName(text, 'legacy'),
    valid: ['up', 'node:cpu:rate5m', '_a', ':a'],
    invalid: ['', '1a', 'a.b', 'a-b'],
  },
  'a metric of Prometheus 3': {
    accepts: (text) => isMetricName(text),
    valid: ['up', 'http.server.duration'],
    invalid: ['', 'a\udfff'],
  },
};

describe.each(Object.entries(RULES))('%s', (_, { accepts, valid, invalid }) => {
  test.each(valid)('may be %j', (text) => {
    expect(accepts(text)).toBe(true);
  });

  test.each(invalid)('may not be %j', (text) => {
    expect(accepts(text)).toBe(false);
  });
});

test('what Kubernetes has in labels becomes what Prometheus has in meta labels', () => {
  expect(sanitizeLabelName('app.kubernetes.io/name')).toBe('app_kubernetes_io_name');
  expect(sanitizeLabelName('größe')).toBe('gr__e');
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zA-Z]/), (label) => {
      expect(isLabelName(sanitizeLabelName(label), 'legacy')).toBe(true);
    }),
  );
});

describe('the checks of names say what they got', () => {
  test('and how long a name may be, where we append to it', () => {
    expect(
      complaints((where) => {
        checkDnsLabel(where.at('name'), 'a'.repeat(40), 41);
      }),
    ).toEqual([]);
    expect(
      complaints((where) => {
        checkDnsLabel(where.at('name'), 'a'.repeat(42), 41);
      }),
    ).toHaveLength(1);
    expect(
      complaints((where) => {
        checkDnsLabel(where.at('name'), 'K8s');
      }),
    ).toEqual(['app: name "K8s" is not a name that its objects can bear']);
  });

  test('for objects, labels and ports', () => {
    expect(
      complaints((where) => {
        checkDnsSubdomain(where.at('name'), 'check_out');
        checkLabelName(where.at('targetLabels', 0), '');
        checkLabelName(where.at('targetLabels', 1), 'service.name', 'legacy');
        checkPortName(where.at('port'), 'http_metrics');
      }),
    ).toEqual([
      'app: name "check_out" is not the name of an object',
      'app: targetLabels[0] "" is not a label name',
      'app: targetLabels[1] "service.name" is not a label name',
      'app: port "http_metrics" is not the name of a port',
    ]);
  });

  test.each([0, -1, 65_536, 80.5, Number.NaN])('and refuse %d as a port', (port) => {
    expect(
      complaints((where) => {
        checkPortNumber(where, port);
      }),
    ).toEqual([`app: ${port} is not a port`]);
  });

  test('and have nothing to say about what is right or left out', () => {
    expect(
      complaints((where) => {
        checkDnsSubdomain(where, 'checkout.v2');
        checkLabelName(where, 'service.name');
        checkPortName(where, undefined);
        checkPortName(where, 'http-metrics');
        checkPortNumber(where, undefined);
        checkPortNumber(where, 1);
        checkPortNumber(where, 65_535);
      }),
    ).toEqual([]);
  });
});
