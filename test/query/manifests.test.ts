import type { Chart } from 'cdk8s';
import { pods } from '../../lib/manifests';
import { Prometheus } from '../../lib/prometheus';
import {
  ThanosCompactor,
  ThanosQuery,
  ThanosQueryFrontend,
  ThanosRuler,
  ThanosStore,
  type ObjectStorage,
} from '../../lib/query';
import { secretKey } from '../../lib/references';
import { formatFinding } from '../../tools/validate/finding';
import { podSecurity } from '../../tools/validate/pod-security';
import { KubernetesSchemas } from '../../tools/validate/schemas';
import { synth } from '../prometheus/monitoring';
import { describeUnless } from '../support/programs';
import { schemaFolder } from '../support/schemas';

const S3: ObjectStorage = {
  type: 'S3',
  config: {
    bucket: 'thanos',
    endpoint: 's3.example.org',
    access_key: secretKey('s3', 'access'),
    secret_key: secretKey('s3', 'secret'),
  },
};
const TLS = {
  cert: { secret: secretKey('thanos-tls', 'tls.crt') },
  keySecret: secretKey('thanos-tls', 'tls.key'),
  ca: { secret: secretKey('thanos-tls', 'ca.crt') },
};

function everything(chart: Chart): void {
  const shared = {
    name: 'k8s',
    storage: { size: '10Gi' },
    objectStorageConfig: S3,
    grpcServerTlsConfig: TLS,
  };
  const prometheus = new Prometheus(chart, 'k8s', {
    replicas: 2,
    storage: { size: '10Gi' },
    thanos: { objectStorageConfig: S3, grpcServerTlsConfig: TLS },
  });
  const query = new ThanosQuery(chart, 'query', {
    name: 'k8s',
    endpoints: [prometheus, new ThanosStore(chart, 'store', shared)],
    grpcClientTlsConfig: { ca: TLS.ca, cert: TLS.cert, keySecret: TLS.keySecret },
    web: { tlsConfig: { cert: TLS.cert, keySecret: TLS.keySecret } },
    externalUrl: 'https://example.org/thanos',
  });
  new ThanosQueryFrontend(chart, 'frontend', {
    name: 'k8s',
    query,
    cache: { type: 'IN-MEMORY', maxSize: '1GB' },
  });
  new ThanosRuler(chart, 'ruler', { ...shared, queries: [{ query, tlsConfig: { ca: TLS.ca } }] });
  const { grpcServerTlsConfig: _, ...rest } = shared;
  new ThanosCompactor(chart, 'compactor', { ...rest, retention: { raw: '30d', fiveMinutes: '90d' } });
}

describeUnless(
  schemaFolder() === undefined ? 'no Kubernetes schemas' : undefined,
  'the objects of Thanos',
  () => {
    const { manifests } = synth(everything);

    test('are what Kubernetes takes, unknown fields refused', () => {
      const schemas = new KubernetesSchemas(schemaFolder() ?? '');
      expect(manifests.flatMap((manifest) => schemas.validate(manifest)).map(formatFinding)).toEqual([]);
    });

    test('pass Pod Security "restricted"', () => {
      const findings = pods(manifests).flatMap((pod) => podSecurity(pod, 'restricted'));
      expect([pods(manifests).length, findings.map(formatFinding)]).toEqual([6, []]);
    });

    test('are called after what they are', () => {
      const names = manifests
        .filter(({ kind }) => ['Deployment', 'StatefulSet', 'Service'].includes(kind))
        .map(({ kind, metadata }) => `${kind} ${metadata.name}`);
      expect(names.sort()).toEqual([
        'Deployment thanos-query-frontend-k8s',
        'Deployment thanos-query-k8s',
        'Service prometheus-k8s',
        'Service prometheus-k8s-headless',
        'Service prometheus-k8s-thanos',
        'Service thanos-compactor-k8s',
        'Service thanos-compactor-k8s-headless',
        'Service thanos-query-frontend-k8s',
        'Service thanos-query-k8s',
        'Service thanos-ruler-k8s',
        'Service thanos-ruler-k8s-headless',
        'Service thanos-store-k8s',
        'Service thanos-store-k8s-headless',
        'StatefulSet prometheus-k8s',
        'StatefulSet thanos-compactor-k8s',
        'StatefulSet thanos-ruler-k8s',
        'StatefulSet thanos-store-k8s',
      ]);
    });
  },
);
