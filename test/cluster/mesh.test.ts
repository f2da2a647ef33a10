import type { StatefulSet } from 'kubernetes-types/apps/v1';
import type { ConfigMap, Service } from 'kubernetes-types/core/v1';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1';
import { AlertmanagerApi, describeCluster, eventually, http, useCluster, type WebhookReceiver } from '.';
import { POD_SECURITY, RESTRICTED } from './harness.fixtures';

const LABELS = { app: 'alertmanager' };
const ORDINALS = [0, 1, 2];

describeCluster('three Alertmanagers of the tests', ['alertmanager', 'amtool'], () => {
  const namespace = 'mesh';
  const cluster = useCluster({ startDelay: 1_000 });
  let receiver: WebhookReceiver;

  beforeAll(async () => {
    await cluster().namespace(namespace);
    receiver = await cluster().receiver();
    const metadata = { namespace, name: 'alertmanager' };
    await cluster().api.apply(configMap(metadata, receiver.url));
    await cluster().api.apply(headlessService(metadata));
    await cluster().api.apply(budget(metadata));
    await cluster().api.apply(alertmanagers(metadata));
    await Promise.all(ORDINALS.map(api));
  });

  test('find each other by name, and page', async () => {
    for (const each of await Promise.all(ORDINALS.map(api))) {
      await eventually('three peers', async () => (await each.status()).cluster.peers?.length === 3);
      await each.postAlerts([{ labels: { alertname: 'CheckoutDown' } }]);
    }

    const page = await receiver.until('the alert', ({ status }) => status === 'firing');

    expect(page.alerts).toMatchObject([{ labels: { alertname: 'CheckoutDown' } }]);
  });

  test('answer through the API server', async () => {
    const path = `/api/v1/namespaces/${namespace}/pods/alertmanager-0:9093/proxy/api/v2/status`;

    await expect(cluster().api.call('GET', path)).resolves.toMatchObject({
      versionInfo: { version: '0.34.2' },
    });
  });

  test('are evicted one at a time, and come back with their volume', async () => {
    const former = cluster().node.pod(namespace, 'alertmanager-2');
    const id = await (await api(2)).silence(silence());

    await evict('alertmanager-2');
    await expect(evict('alertmanager-1')).rejects.toMatchObject({ status: 429 });

    await eventually('a successor', () => cluster().node.pod(namespace, 'alertmanager-2') !== former);
    const successor = await api(2);
    expect(await successor.silences()).toContainEqual(expect.objectContaining({ id }));
    expect(successor.url).not.toContain(`//${former.address}:`);
  });

  test('are out of reach while their cable is pulled', async () => {
    const { url } = await api(0);
    const { link } = cluster().node.pod(namespace, 'alertmanager-0');
    const knock = async (): Promise<unknown> => http(`${url}/-/ready`, { timeout: 500 });

    await link.isolate();
    await expect(knock()).rejects.toThrow();

    await link.rejoin();
    await eventually('an answer', knock);
  });

  async function api(ordinal: number): Promise<AlertmanagerApi> {
    const pod = await cluster().node.untilReady(namespace, `alertmanager-${ordinal}`);
    return new AlertmanagerApi(`http://${pod.address}:9093`);
  }

  async function evict(name: string): Promise<void> {
    const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { namespace, name } };
    await cluster().api.call('POST', `/api/v1/namespaces/${namespace}/pods/${name}/eviction`, { body });
  }
});

interface Metadata {
  readonly namespace: string;
  readonly name: string;
}

function configMap(metadata: Metadata, url: string): ConfigMap {
  const config = {
    route: { receiver: 'pager', group_wait: '1s' },
    receivers: [{ name: 'pager', webhook_configs: [{ url }] }],
  };
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata,
    data: { 'alertmanager.yml': JSON.stringify(config) },
  };
}

function headlessService(metadata: Metadata): Service {
  const ports = [{ name: 'mesh', port: 9094 }];
  const spec = { clusterIP: 'None', publishNotReadyAddresses: true, selector: LABELS, ports };
  return { apiVersion: 'v1', kind: 'Service', metadata, spec };
}

function budget(metadata: Metadata): PodDisruptionBudget {
  const spec = { maxUnavailable: 1, selector: { matchLabels: LABELS } };
  return { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata, spec };
}

function alertmanagers(metadata: Metadata): StatefulSet {
  const peer = (ordinal: number): string =>
    `alertmanager-${ordinal}.alertmanager.${metadata.namespace}.svc:9094`;
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata,
    spec: {
      replicas: ORDINALS.length,
      serviceName: 'alertmanager',
      podManagementPolicy: 'Parallel',
      selector: { matchLabels: LABELS },
      template: {
        metadata: { labels: LABELS },
        spec: {
          securityContext: POD_SECURITY,
          containers: [
            {
              ...RESTRICTED,
              name: 'alertmanager',
              image: 'quay.io/prometheus/alertmanager:v0.34.2',
              args: [
                '--config.file=/etc/alertmanager/alertmanager.yml',
                '--storage.path=/alertmanager',
                '--cluster.advertise-address=$(POD_IP):9094',
                ...ORDINALS.map((ordinal) => `--cluster.peer=${peer(ordinal)}`),
              ],
              env: [{ name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }],
              ports: [{ name: 'web', containerPort: 9093 }],
              readinessProbe: { httpGet: { path: '/-/ready', port: 'web' } },
              volumeMounts: [
                { name: 'config', mountPath: '/etc/alertmanager' },
                { name: 'data', mountPath: '/alertmanager', subPath: 'alertmanager-db' },
              ],
            },
          ],
          volumes: [{ name: 'config', configMap: { name: metadata.name } }],
        },
      },
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
        },
      ],
    },
  };
}

function silence(): Parameters<AlertmanagerApi['silence']>[0] {
  return {
    matchers: [{ name: 'alertname', value: 'Noise', isRegex: false, isEqual: true }],
    startsAt: new Date().toISOString(),
    endsAt: new Date(Date.now() + 3_600_000).toISOString(),
    createdBy: 'test',
    comment: 'survives an eviction',
  };
}
