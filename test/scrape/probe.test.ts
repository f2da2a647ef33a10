import { secretKey } from '../../lib/references';
import { Probe, type ProbeProps } from '../../lib/scrape';
import { errors, synth, takesAll, type Build } from '../prometheus/monitoring';

const site: ProbeProps = {
  prober: { url: 'blackbox-exporter.monitoring.svc:9115' },
  targets: { staticConfig: { static: ['https://shop.example.com'] } },
};

function build(props: Partial<ProbeProps>): Build {
  return (chart) => {
    takesAll(chart);
    new Probe(chart, 'shop', { ...site, ...props });
  };
}

const job = (props: Partial<ProbeProps> = {}) => synth(build(props)).job();
const copy = (source: string, target: string) => ({ source_labels: [source], target_label: target });

/** How an address becomes the parameter of a prober. */
const ASK_PROBER = [
  copy('__param_target', 'instance'),
  { target_label: '__address__', replacement: 'blackbox-exporter.monitoring.svc:9115' },
];

describe('a Probe becomes one job', () => {
  test('of static targets, which are handed to the prober', () => {
    expect(job()).toEqual({
      job_name: 'probe/monitoring/shop',
      static_configs: [{ targets: ['https://shop.example.com'], labels: { namespace: 'monitoring' } }],
      metrics_path: '/probe',
      honor_timestamps: true,
      relabel_configs: [
        copy('job', '__tmp_prometheus_job_name'),
        copy('__address__', '__param_target'),
        ...ASK_PROBER,
      ],
    });
  });

  test('of the hosts and paths of Ingresses', () => {
    const fromIngresses = job({
      targets: {
        ingress: {
          selector: { matchLabels: { probe: 'yes' } },
          namespaceSelector: { matchNames: ['shop'] },
          relabelingConfigs: [{ targetLabel: 'team', replacement: 'web' }],
        },
      },
    });
    expect(fromIngresses.kubernetes_sd_configs).toEqual([
      { role: 'ingress', namespaces: { names: ['shop'] } },
    ]);
    expect(fromIngresses.relabel_configs).toEqual([
      copy('job', '__tmp_prometheus_job_name'),
      {
        source_labels: [
          '__meta_kubernetes_ingress_label_probe',
          '__meta_kubernetes_ingress_labelpresent_probe',
        ],
        regex: '(yes);true',
        action: 'keep',
      },
      {
        source_labels: ['__meta_kubernetes_ingress_scheme', '__address__', '__meta_kubernetes_ingress_path'],
        separator: ';',
        regex: '(.+);(.+);(.+)',
        replacement: '${1}://${2}${3}',
        target_label: '__param_target',
      },
      copy('__meta_kubernetes_namespace', 'namespace'),
      copy('__meta_kubernetes_ingress_name', 'ingress'),
      copy('__address__', '__tmp_ingress_address'),
      ...ASK_PROBER,
      { target_label: 'team', replacement: 'web' },
    ]);
  });

  test('with the module and further parameters of the prober, and a job name of its own', () => {
    const named = job({
      jobName: 'http-get',
      module: 'http_2xx',
      params: [{ name: 'debug', values: ['true'] }],
      prober: { url: 'prober:9115', scheme: 'https', path: '/blackbox', proxyUrl: 'http://proxy:3128' },
    });
    expect(named).toMatchObject({
      params: { module: ['http_2xx'], debug: ['true'] },
      scheme: 'https',
      metrics_path: '/blackbox',
      proxy_url: 'http://proxy:3128',
    });
    expect(named.relabel_configs?.[1]).toEqual({ target_label: 'job', replacement: 'http-get' });
  });

  test('with labels of the user over our own', () => {
    const labelled = job({
      targets: { staticConfig: { static: ['a'], labels: { namespace: 'edge', site: 'fra' } } },
    });
    expect(labelled.static_configs?.[0]?.labels).toEqual({ namespace: 'edge', site: 'fra' });
  });

  test('with the credentials of the prober as files', () => {
    const { basic_auth: basicAuth } = job({
      basicAuth: { username: secretKey('prober', 'user'), password: secretKey('prober', 'password') },
    });
    expect(basicAuth).toEqual({
      username_file: '/etc/prometheus/secrets/prober/user',
      password_file: '/etc/prometheus/secrets/prober/password',
    });
  });
});

describe('a Probe is refused', () => {
  const first = (props: Partial<ProbeProps>) => errors(build(props))[0];

  test.each(['http://blackbox:9115', 'blackbox:9115/probe', 'blackbox:port', ''])(
    'where the prober %j is not a host with a port',
    (url) => {
      expect(first({ prober: { url } })).toBe(
        `monitoring/shop: prober.url ${JSON.stringify(url)} is not a host with an optional port\n` +
          '  Leave out scheme and path, they have fields of their own: "blackbox-exporter.monitoring.svc:9115".',
      );
    },
  );

  test.each(['blackbox', 'blackbox:9115', '10.0.0.1:9115', '[fd00::1]:9115'])(
    'and accepted where it is %s',
    (url) => {
      expect(job({ prober: { url } }).relabel_configs?.at(-1)?.replacement).toBe(url);
    },
  );

  test('with no targets, with two kinds of them, or with an empty list', () => {
    expect(first({ targets: {} as never })).toContain('targets names none');
    expect(first({ targets: { staticConfig: { static: ['a'] }, ingress: {} } as never })).toContain(
      'targets has staticConfig and ingress, of which only one can hold',
    );
    expect(first({ targets: { staticConfig: { static: [] } } })).toContain(
      'targets.staticConfig.static is empty',
    );
  });

  test('where module is said twice', () => {
    expect(first({ module: 'icmp', params: [{ name: 'module', values: ['http_2xx'] }] })).toContain(
      'params[0] "module" says the same as the field `module`',
    );
  });
});
