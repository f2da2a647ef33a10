import { PodMonitor, Probe, ServiceMonitor } from '../../lib/scrape';
import { secretKey } from '../../lib/references';
import type { PrometheusProps } from '../../lib/prometheus';
import { errors, synth, takesAll, type Build } from './monitoring';

const APISERVER = {
  host: 'https://other.example.com:6443',
  authorization: { credentials: secretKey('other-cluster', 'token') },
  tlsConfig: { ca: { secret: secretKey('other-cluster', 'ca.crt') } },
};

const selector = { matchLabels: { app: 'checkout' } };

const build =
  (props: PrometheusProps): Build =>
  (chart) => {
    takesAll(chart, props);
    new ServiceMonitor(chart, 'checkout', {
      selector,
      endpoints: [{ port: 'metrics' }],
      podTargetLabels: ['version'],
    });
    new PodMonitor(chart, 'ledger', { selector, podMetricsEndpoints: [{ port: 'metrics' }] });
    new Probe(chart, 'shop', {
      prober: { url: 'blackbox:9115' },
      targets: { ingress: { selector } },
    });
  };

describe('what a Prometheus says for all of its monitors', () => {
  test('labels of pods are copied after those that a monitor names', () => {
    const { jobs } = synth(build({ podTargetLabels: ['team', 'track'] }));
    const copied = jobs.map(({ job_name: name, relabel_configs: steps = [] }) => [
      name,
      steps
        .map(({ source_labels: [label = ''] = [] }) => /^__meta_kubernetes_pod_label_(.+)$/.exec(label)?.[1])
        .filter((label) => label !== undefined),
    ]);
    expect(copied).toEqual([
      // The selector is asked first.
      ['podMonitor/monitoring/ledger/0', ['app', 'team', 'track']],
      ['probe/monitoring/shop', []],
      ['serviceMonitor/monitoring/checkout/0', ['version', 'team', 'track']],
    ]);
  });

  test('the API server of another cluster is asked, with a token and an authority from a Secret', () => {
    const { jobs, manifests } = synth(build({ apiserverConfig: APISERVER }));
    for (const { kubernetes_sd_configs: [discovery] = [] } of jobs) {
      expect(discovery).toMatchObject({
        api_server: APISERVER.host,
        authorization: { credentials_file: '/etc/prometheus/secrets/other-cluster/token' },
        tls_config: { ca_file: '/etc/prometheus/secrets/other-cluster/ca.crt' },
      });
    }
    expect(jobs).toHaveLength(3);
    // What is allowed there is decided there.
    expect(manifests.filter(({ kind }) => kind === 'Role' || kind === 'ClusterRole')).toEqual([]);
  });

  test('with the account of the pods, their rights are granted here', () => {
    const bearerTokenFile = '/var/run/secrets/kubernetes.io/serviceaccount/token';
    const host = 'https://kubernetes.default.svc';
    const { manifests } = synth(build({ apiserverConfig: { host, bearerTokenFile } }));
    expect(manifests.filter(({ kind }) => kind === 'Role')).toHaveLength(1);
  });

  test.each([
    ['no URL', { host: 'kubernetes' }, 'apiserverConfig.host "kubernetes"'],
    [
      'two ways to log in',
      { ...APISERVER, basicAuth: { username: 'a', password: secretKey('b', 'c') } },
      'basicAuth and authorization',
    ],
  ])('%s: refused', (_, apiserverConfig, says) => {
    expect(errors(build({ apiserverConfig })).join()).toContain(says);
  });
});
