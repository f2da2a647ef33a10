import type { StatefulSet } from 'kubernetes-types/apps/v1';
import type { ConfigMap, Pod } from 'kubernetes-types/core/v1';
import { PrometheusApi, bearer, describeCluster, eventually, publishEndpoints, useCluster } from '.';
import { POD_SECURITY, RESTRICTED, grantDiscovery } from './harness.fixtures';

describeCluster('the cluster of the tests', ['prometheus', 'promtool'], () => {
  const cluster = useCluster();

  test('enforces Pod Security', async () => {
    const namespace = await cluster().namespace('guarded');
    const pod: Pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { namespace, name: 'greedy' },
      spec: { containers: [{ name: 'app', image: 'node', securityContext: { privileged: true } }] },
    };

    await expect(cluster().api.apply(pod)).rejects.toThrow('violates PodSecurity "restricted:latest"');
  });

  test('lets an account do what its roles allow, and no more', async () => {
    const namespace = await cluster().namespace('roles');
    await grantDiscovery(cluster().api, namespace, 'scraper');

    const { controlPlane } = cluster();
    const token = await controlPlane.tokenFor(namespace, 'scraper');
    const api = controlPlane.apiAs(token);
    const kubeconfig = await controlPlane.kubeconfigFor(token);

    const slices = { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', namespace };
    await expect(api.list(slices)).resolves.toEqual([]);
    const secrets = { apiVersion: 'v1', kind: 'Secret', namespace };
    await expect(api.list(secrets)).rejects.toMatchObject({ status: 403, reason: 'Forbidden' });
    await expect(controlPlane.kubectl(['get', 'secrets', '-n', namespace], { kubeconfig })).rejects.toThrow(
      'secrets is forbidden',
    );
  });

  test('answers kubectl, whose diff says nothing after an apply', async () => {
    const namespace = await cluster().namespace('diffs');
    const manifest = `{apiVersion: v1, kind: ConfigMap, metadata: {namespace: ${namespace}, name: x}, data: {a: b}}`;
    const changed = manifest.replace('a: b', 'a: c');

    await cluster().kubectl(['apply', '--server-side', '-f', '-'], { stdin: manifest });
    const diff = ['diff', '--server-side', '-f', '-'];
    const same = await cluster().kubectl(diff, { stdin: manifest, codes: [0, 1] });
    const other = await cluster().kubectl(diff, { stdin: changed, codes: [0, 1] });

    expect(same).toMatchObject({ code: 0, stdout: '' });
    expect(other.stdout).toContain('+  a: c');
  });

  test('runs a Prometheus that finds a target through its account, scrapes it, and sees its files change', async () => {
    const namespace = await cluster().namespace('monitoring');
    await grantDiscovery(cluster().api, namespace, 'prometheus');
    const target = await cluster().target({
      port: 8080,
      metrics: 'orders_total 42\n',
      authorization: bearer('s3cret'),
    });
    const shop = { namespace, name: 'shop', ports: [{ name: 'http', port: 8080 }] };
    await publishEndpoints(cluster().api, shop, [{ address: target.address, pod: 'shop-0' }]);
    await cluster().api.apply(configMap(namespace, 'first'));
    await cluster().api.apply(prometheus(namespace));

    const pod = await cluster().node.untilReady(namespace, 'prometheus-0');
    const api = new PrometheusApi(`http://${pod.address}:9090`);
    const sample = await eventually('a sample', async () => (await api.query('orders_total'))[0]);
    expect(sample).toMatchObject({
      metric: { pod: 'shop-0', job: 'shop' },
      value: [expect.any(Number), '42'],
    });
    expect(target.requests[0]?.headers['user-agent']).toBe('Prometheus/3.16.0');

    await cluster().api.apply(configMap(namespace, 'second'));
    await eventually('the new configuration', async () => (await api.config()).includes('pass: second'));
  });
});

function configMap(namespace: string, pass: string): ConfigMap {
  const config = `
global: { scrape_interval: 1s, external_labels: { pass: ${pass} } }
scrape_configs:
  - job_name: shop
    authorization: { credentials: s3cret }
    kubernetes_sd_configs: [{ role: endpointslice, namespaces: { names: [${namespace}] } }]
    relabel_configs:
      - { source_labels: [__meta_kubernetes_service_name], regex: shop, action: keep }
      - { source_labels: [__meta_kubernetes_pod_name], target_label: pod }
`;
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { namespace, name: 'prometheus' },
    data: { 'prometheus.yml': config },
  };
}

function prometheus(namespace: string): StatefulSet {
  const labels = { app: 'prometheus' };
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { namespace, name: 'prometheus' },
    spec: {
      serviceName: 'prometheus',
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: 'prometheus',
          securityContext: POD_SECURITY,
          initContainers: [
            {
              ...RESTRICTED,
              name: 'check',
              image: 'quay.io/prometheus/prometheus:v3.16.0',
              command: ['sh', '-c', 'promtool check config /etc/prometheus/config/prometheus.yml'],
              volumeMounts: [{ name: 'config', mountPath: '/etc/prometheus/config' }],
            },
          ],
          containers: [
            {
              ...RESTRICTED,
              name: 'prometheus',
              image: 'quay.io/prometheus/prometheus:v3.16.0',
              args: [
                '--config.file=/etc/prometheus/config/prometheus.yml',
                '--enable-feature=auto-reload-config',
                '--config.auto-reload-interval=1s',
                '--storage.tsdb.path=/prometheus',
              ],
              ports: [{ name: 'web', containerPort: 9090 }],
              readinessProbe: { httpGet: { path: '/-/ready', port: 'web' } },
              volumeMounts: [
                { name: 'config', mountPath: '/etc/prometheus/config', readOnly: true },
                { name: 'data', mountPath: '/prometheus' },
              ],
            },
          ],
          volumes: [
            { name: 'config', configMap: { name: 'prometheus' } },
            { name: 'data', emptyDir: {} },
          ],
        },
      },
    },
  };
}
