import { secretKey } from '../../lib/references';
import { PodMonitor, ScrapeConfig, ServiceMonitor, type ScrapeClass } from '../../lib/scrape';
import { errors, namespaceChart, synth, takesAll, type Build } from '../prometheus/monitoring';

const relabelings = [{ targetLabel: 'class', replacement: 'mesh' }];
const written = { target_label: 'class', replacement: 'mesh' };

const mesh: ScrapeClass = {
  name: 'mesh',
  tlsConfig: { caFile: '/certs/ca.pem', certFile: '/certs/tls.pem', keyFile: '/certs/key.pem' },
  authorization: { credentials: secretKey('mesh', 'token') },
  relabelings,
  metricRelabelings: relabelings,
  attachMetadata: { node: true },
  fallbackScrapeProtocol: 'PrometheusText1.0.0',
};

type Endpoint = Partial<ConstructorParameters<typeof ServiceMonitor>[2]['endpoints'][number]>;

function build(endpoint: Endpoint, scrapeClasses: readonly ScrapeClass[], scrapeClass?: string): Build {
  return (chart) => {
    takesAll(chart, { scrapeClasses, arbitraryFSAccessThroughSMs: { deny: false } });
    new ServiceMonitor(namespaceChart(chart, 'shop'), 'checkout', {
      selector: {},
      endpoints: [{ port: 'metrics', ...endpoint }],
      ...(scrapeClass === undefined ? {} : { scrapeClass }),
    });
  };
}

const job = (...args: Parameters<typeof build>) => synth(build(...args)).job();

describe('a scrape class', () => {
  test('gives all that it has to those that name it', () => {
    const found = job({ relabelings: [{ targetLabel: 'own', replacement: 'x' }] }, [mesh], 'mesh');
    expect(found).toMatchObject({
      tls_config: { ca_file: '/certs/ca.pem', cert_file: '/certs/tls.pem', key_file: '/certs/key.pem' },
      // The Secret is one beside the Prometheus, although the monitor is elsewhere.
      authorization: { credentials_file: '/etc/prometheus/secrets/mesh/token' },
      fallback_scrape_protocol: 'PrometheusText1.0.0',
      kubernetes_sd_configs: [{ attach_metadata: { node: true } }],
      metric_relabel_configs: [written],
    });
    expect(found.relabel_configs?.slice(-2)).toEqual([written, { target_label: 'own', replacement: 'x' }]);
  });

  test('gives nothing to those that name none, unless it is the default', () => {
    expect(job({}, [mesh]).tls_config).toBeUndefined();
    expect(job({}, [{ ...mesh, default: true }]).metric_relabel_configs).toEqual([written]);
  });

  test('completes what the monitor says of TLS and of the header', () => {
    expect(
      job({ tlsConfig: { serverName: 'a' }, authorization: { type: 'Token' } }, [mesh], 'mesh'),
    ).toMatchObject({
      tls_config: { server_name: 'a', ca_file: '/certs/ca.pem' },
      authorization: { type: 'Token', credentials_file: '/etc/prometheus/secrets/mesh/token' },
    });
  });

  test('adds no second authentication, which Prometheus refuses', () => {
    const found = job({ bearerTokenFile: '/token' }, [mesh], 'mesh');
    expect(found.authorization).toEqual({ credentials_file: '/token' });
  });

  test('holds for pods and native jobs too; there its relabelings stand before the name of the job', () => {
    const { jobs } = synth((chart) => {
      takesAll(chart, { scrapeClasses: [{ ...mesh, default: true }] });
      new PodMonitor(chart, 'worker', { selector: {}, podMetricsEndpoints: [{ targetPort: 8080 }] });
      new ScrapeConfig(chart, 'edge', { jobName: 'edge', staticConfigs: [{ targets: ['a:1'] }] });
    });
    expect(jobs[0]?.kubernetes_sd_configs?.[0]?.attach_metadata).toEqual({ node: true });
    expect(jobs[1]?.relabel_configs?.slice(1)).toEqual([
      written,
      { target_label: 'job', replacement: 'edge' },
    ]);
  });
});

describe('a scrape class is refused', () => {
  test('where there is none of the name, with the nearest one', () => {
    expect(errors(build({}, [mesh], 'mash'))).toEqual([
      'monitoring/k8s: serviceMonitor "checkout" (shop/checkout): scrapeClass "mash" is no scrape class of this Prometheus\n' +
        '  Did you mean "mesh"? It has: mesh.',
    ]);
    expect(errors(build({}, [], 'mesh'))[0]).toContain('It has none: define it in `scrapeClasses`.');
  });

  test('where two are the default, or have one name', () => {
    const both = [
      { ...mesh, default: true },
      { ...mesh, default: true },
    ];
    expect(errors(build({}, both))).toEqual([
      expect.stringContaining('scrapeClasses[1].default true cannot hold beside that of the class "mesh"'),
      expect.stringContaining('scrapeClasses[1].name "mesh" is the name of another class'),
    ]);
  });

  test('where its own fields are wrong', () => {
    const wrong = { name: '', authorization: { type: 'Basic' }, fallbackScrapeProtocol: 'text' as never };
    expect(errors(build({}, [wrong])).map((text) => text.split('\n')[0])).toEqual([
      'monitoring/k8s: scrapeClasses[0].authorization has no credentials',
      'monitoring/k8s: scrapeClasses[0].authorization.type "Basic" is not possible here',
      expect.stringContaining('scrapeClasses[0].fallbackScrapeProtocol "text" is none of'),
      'monitoring/k8s: scrapeClasses[0].name "" is empty',
    ]);
  });

  test('where a header stays without credentials', () => {
    expect(errors(build({ authorization: { type: 'Token' } }, []))[0]).toContain(
      'endpoints[0].authorization has no credentials',
    );
  });
});

test('bearerTokenSecret is a header, and excludes others', () => {
  const secret = { ...secretKey('own', 'token'), namespace: 'monitoring' };
  expect(job({ bearerTokenSecret: secret }, []).authorization).toEqual({
    credentials_file: '/etc/prometheus/secrets/own/token',
  });
  expect(errors(build({ bearerTokenSecret: secret, bearerTokenFile: '/token' }, []))[0]).toContain(
    'has bearerTokenSecret and bearerTokenFile',
  );
});
