import { configMapKey, secretKey } from '../../lib/references';
import { ScrapeConfig, type ScrapeConfigProps } from '../../lib/scrape';
import { errors, synth, takesAll, type Build } from '../prometheus/monitoring';

function build(props: ScrapeConfigProps): Build {
  return (chart) => {
    takesAll(chart);
    new ScrapeConfig(chart, 'edge', props);
  };
}

const job = (props: ScrapeConfigProps) => synth(build(props)).job();

describe('a ScrapeConfig becomes one job', () => {
  test('of static targets, which only remembers its job name', () => {
    expect(
      job({ staticConfigs: [{ targets: ['router-1:9100', 'router-2:9100'], labels: { site: 'fra' } }] }),
    ).toEqual({
      job_name: 'scrapeConfig/monitoring/edge',
      static_configs: [{ targets: ['router-1:9100', 'router-2:9100'], labels: { site: 'fra' } }],
      relabel_configs: [{ source_labels: ['job'], target_label: '__tmp_prometheus_job_name' }],
    });
  });

  test('of files, HTTP and DNS', () => {
    const found = job({
      fileSDConfigs: [{ files: ['/etc/prometheus/configmaps/routers/*.json'], refreshInterval: '1m' }],
      httpSDConfigs: [
        {
          url: 'https://inventory.example.com/targets',
          refreshInterval: '5m',
          authorization: { type: 'Token', credentials: secretKey('inventory', 'token') },
          tlsConfig: { ca: { configMap: configMapKey('corporate-ca', 'ca.crt') } },
        },
      ],
      dnsSDConfigs: [{ names: ['_metrics._tcp.example.com'] }, { names: ['db'], type: 'A', port: 9187 }],
    });
    expect(found.file_sd_configs).toEqual([
      { files: ['/etc/prometheus/configmaps/routers/*.json'], refresh_interval: '1m' },
    ]);
    expect(found.http_sd_configs).toEqual([
      {
        url: 'https://inventory.example.com/targets',
        refresh_interval: '5m',
        authorization: {
          type: 'Token',
          credentials_file: '/etc/prometheus/secrets/inventory/token',
        },
        tls_config: { ca_file: '/etc/prometheus/configmaps/corporate-ca/ca.crt' },
      },
    ]);
    expect(found.dns_sd_configs).toEqual([
      { names: ['_metrics._tcp.example.com'] },
      { names: ['db'], type: 'A', port: 9187 },
    ]);
  });

  test('of any objects of Kubernetes', () => {
    const found = job({
      kubernetesSDConfigs: [
        { role: 'Node' },
        {
          role: 'EndpointSlice',
          namespaces: { ownNamespace: true, names: ['shop'] },
          selectors: [{ role: 'Service', label: 'app=checkout' }],
          attachMetadata: { node: true, namespace: true },
        },
      ],
    });
    expect(found.kubernetes_sd_configs).toEqual([
      { role: 'node' },
      {
        role: 'endpointslice',
        namespaces: { own_namespace: true, names: ['shop'] },
        selectors: [{ role: 'service', label: 'app=checkout' }],
        attach_metadata: { node: true, namespace: true },
      },
    ]);
  });

  test('with its own words for path, interval, compression and job', () => {
    const found = job({
      staticConfigs: [{ targets: ['router-1:9100'] }],
      jobName: 'routers',
      metricsPath: '/snmp',
      scrapeInterval: '2m',
      scrapeTimeout: '90s',
      enableCompression: false,
      relabelings: [{ sourceLabels: ['__address__'], targetLabel: 'router' }],
    });
    expect(found).toMatchObject({
      metrics_path: '/snmp',
      scrape_interval: '2m',
      scrape_timeout: '90s',
      enable_compression: false,
    });
    expect(found.relabel_configs?.slice(1)).toEqual([
      { target_label: 'job', replacement: 'routers' },
      { source_labels: ['__address__'], target_label: 'router' },
    ]);
  });
});

describe('a ScrapeConfig is refused', () => {
  const first = (props: ScrapeConfigProps) => errors(build(props))[0];

  test('without any targets', () => {
    expect(first({ staticConfigs: [] })).toBe(
      'monitoring/edge: has no targets\n' +
        '  Set `staticConfigs`, `kubernetesSDConfigs` or another of the discoveries.',
    );
  });

  test('where a static target has a scheme or a path', () => {
    expect(first({ staticConfigs: [{ targets: ['http://router-1:9100'] }] })).toContain(
      'staticConfigs[0].targets[0] "http://router-1:9100" is not a host with an optional port',
    );
    expect(first({ staticConfigs: [{ targets: [] }] })).toContain('staticConfigs[0].targets is empty');
  });

  test.each(['/etc/targets.txt', '/etc/*/targets.json', '/etc/targets'])(
    'where %s is not a pattern of target files',
    (file) => {
      expect(first({ fileSDConfigs: [{ files: [file] }] })).toContain(
        `fileSDConfigs[0].files[0] "${file}" is not a pattern of .json, .yml or .yaml files`,
      );
    },
  );

  test('where a DNS record has no port and none is given', () => {
    expect(first({ dnsSDConfigs: [{ names: ['db'], type: 'AAAA' }] })).toContain(
      'dnsSDConfigs[0].port is needed for records of the type "AAAA"',
    );
    expect(errors(build({ dnsSDConfigs: [{ names: ['db'], type: 'TXT' as 'A' }] }))).toEqual([
      expect.stringContaining('dnsSDConfigs[0].type "TXT" is none of "A", "AAAA", "MX", "NS", "SRV"'),
    ]);
    expect(first({ dnsSDConfigs: [{ names: [], port: 70_000 }] })).toContain(
      'dnsSDConfigs[0].names is empty',
    );
    expect(errors(build({ dnsSDConfigs: [{ names: ['db'], port: 70_000 }] }))).toEqual([
      expect.stringContaining('dnsSDConfigs[0].port 70000 is not a port'),
    ]);
  });

  test('where HTTP discovery has no address', () => {
    expect(first({ httpSDConfigs: [{ url: 'inventory/targets' }] })).toContain(
      'httpSDConfigs[0].url "inventory/targets" is not an absolute URL (http, https)',
    );
  });

  // Each of them is a ticker of length zero, at which the process panics.
  test.each([
    ['fileSDConfigs', { fileSDConfigs: [{ files: ['/etc/a.json'], refreshInterval: '0s' }] }],
    ['httpSDConfigs', { httpSDConfigs: [{ url: 'http://inventory', refreshInterval: '0s' }] }],
    ['dnsSDConfigs', { dnsSDConfigs: [{ names: ['db'], refreshInterval: '0s' }] }],
  ])('where %s would be refreshed without pause', (field, props) => {
    expect(first(props)).toContain(`${field}[0].refreshInterval "0s" must be longer than zero`);
  });

  test('where objects are no role, or are selected by objects that the role does not read', () => {
    expect(first({ kubernetesSDConfigs: [{ role: 'pods' as never }] })).toContain(
      'kubernetesSDConfigs[0].role "pods" is none of "Pod"',
    );
    expect(
      first({ kubernetesSDConfigs: [{ role: 'Pod', selectors: [{ role: 'Service', label: 'a=b' }] }] }),
    ).toContain('kubernetesSDConfigs[0].selectors[0].role "Service" is none of "Pod"');
  });
});
