import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { StatefulSet } from 'kubernetes-types/apps/v1';

const CORPUS = join('..', 'shared', 'corpus');

/** Why there is nothing to leave, if so. */
export const missingCorpus = existsSync(CORPUS) ? undefined : `no ${CORPUS}`;

/** The operator's CRDs. */
export function crds(): string[] {
  const folder = join(CORPUS, 'operator-crds');
  return readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
}

const NAMESPACE = 'monitoring';
const CLAIM = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };

/** As kube-prometheus has it. */
const SECURITY = { fsGroup: 2000, runAsNonRoot: true, runAsUser: 1000 };

const CONFIG = 'route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n';

/** What a user of the operator has written, and the operator's own Deployment. */
export const RESOURCES = documents(
  {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Prometheus',
    metadata: { name: 'k8s', namespace: NAMESPACE },
    spec: {
      version: '3.13.2',
      scrapeInterval: '1s',
      serviceDiscoveryRole: 'EndpointSlice',
      serviceMonitorSelector: {},
      securityContext: SECURITY,
      alerting: { alertmanagers: [{ name: 'alertmanager-operated', namespace: NAMESPACE, port: 'web' }] },
      storage: { volumeClaimTemplate: { spec: CLAIM } },
    },
  },
  {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Alertmanager',
    metadata: { name: 'main', namespace: NAMESPACE },
    spec: {
      version: '0.33.1',
      replicas: 2,
      securityContext: SECURITY,
      storage: { volumeClaimTemplate: { spec: CLAIM } },
    },
  },
  {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name: 'checkout', namespace: NAMESPACE },
    spec: { selector: { matchLabels: { app: 'checkout' } }, endpoints: [{ port: 'metrics' }] },
  },
  secret('alertmanager-main', { 'alertmanager.yaml': CONFIG }),
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'prometheus-operator', namespace: NAMESPACE },
    spec: {
      // What it does is played by the objects below; there is to be something to stop.
      replicas: 0,
      selector: { matchLabels: { app: 'prometheus-operator' } },
      template: {
        metadata: { labels: { app: 'prometheus-operator' } },
        spec: {
          containers: [
            {
              name: 'prometheus-operator',
              image: 'quay.io/prometheus-operator/prometheus-operator:v0.93.1',
            },
          ],
        },
      },
    },
  },
);

/** What the operator makes of the Prometheus, in the shape that its own tests record. */
export function prometheusOfOperator(uid: string, target: string): string {
  const config = `global: { scrape_interval: 1s, external_labels: { prometheus: ${NAMESPACE}/k8s, prometheus_replica: $(POD_NAME) } }
scrape_configs: [{ job_name: checkout, static_configs: [{ targets: ["${target}"], labels: { job: checkout } }] }]
`;
  return documents(
    account('prometheus-k8s'),
    governing('prometheus', 9090),
    gzipped('prometheus-k8s', 'prometheus.yaml.gz', config),
    secret('prometheus-k8s-web-config', { 'web-config.yaml': '' }),
    owned(
      withClaims(
        recorded('statefulset-prometheus', 'kube-prometheus-3-13-2-1-shards-shard-0'),
        'prometheus-k8s-db',
        'prometheus-db',
        1,
      ),
      'Prometheus',
      'k8s',
      uid,
    ),
  );
}

/** What the operator makes of the Alertmanager. */
export function alertmanagerOfOperator(uid: string): string {
  return documents(
    account('alertmanager-main'),
    governing('alertmanager', 9093),
    gzipped('alertmanager-main-generated', 'alertmanager.yaml.gz', CONFIG),
    secret('alertmanager-main-web-config', { 'web-config.yaml': '' }),
    secret('alertmanager-main-cluster-tls-config', { 'cluster-tls-config.yaml': '' }),
    owned(
      withClaims(
        recorded('statefulset-alertmanager', 'kube-prometheus-2-replicas-domain-cluster-local'),
        'alertmanager-main-db',
        'alertmanager-db',
        2,
      ),
      'Alertmanager',
      'main',
      uid,
    ),
  );
}

/** A StatefulSet as the operator's tests have it. */
function recorded(theme: string, name: string): StatefulSet {
  const text = readFileSync(join(CORPUS, 'operator-golden', theme, `${name}.json`), 'utf8');
  return (JSON.parse(text) as { expected: StatefulSet }).expected;
}

/** With claims in place of the volume that ends with the pod, as the operator has it with `storage`. */
function withClaims(set: StatefulSet, claim: string, subPath: string, replicas: number): StatefulSet {
  const { template, ...spec } = set.spec ?? raise();
  const pods = template.spec ?? raise();
  return {
    ...set,
    spec: {
      ...spec,
      replicas,
      volumeClaimTemplates: [{ metadata: { name: claim }, spec: CLAIM }],
      template: {
        ...template,
        spec: {
          ...pods,
          volumes: (pods.volumes ?? []).filter(({ name }) => name !== claim),
          containers: pods.containers.map((container) => ({
            ...container,
            volumeMounts: (container.volumeMounts ?? []).map((mount) =>
              mount.name === claim ? { ...mount, subPath } : mount,
            ),
          })),
        },
      },
    },
  };
}

/** It ends with its resource. */
function owned(set: StatefulSet, kind: string, name: string, uid: string): object {
  const owner = { apiVersion: 'monitoring.coreos.com/v1', kind, name, uid, controller: true };
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    ...set,
    metadata: { ...set.metadata, namespace: NAMESPACE, ownerReferences: [owner] },
  };
}

function governing(app: string, port: number): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: `${app}-operated`, namespace: NAMESPACE },
    spec: {
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      selector: { 'app.kubernetes.io/name': app },
      ports: [{ name: 'web', port }],
    },
  };
}

function account(name: string): object {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: NAMESPACE } };
}

function secret(name: string, stringData: Readonly<Record<string, string>>): object {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: NAMESPACE }, stringData };
}

function gzipped(name: string, key: string, content: string): object {
  const data = { [key]: gzipSync(content).toString('base64') };
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: NAMESPACE }, data };
}

function documents(...objects: readonly object[]): string {
  return objects.map((object) => JSON.stringify(object)).join('\n---\n');
}

function raise(): never {
  throw new Error('the recorded StatefulSet has no pods');
}
