import type { PolicyRule } from 'kubernetes-types/rbac/v1';
import {
  allow,
  clusterRights,
  configMap,
  fitsConfigMap,
  ingressPolicy,
  isClusterScoped,
  namespacedRights,
  objectId,
  objectLabels,
  podDisruptionBudget,
  podPeer,
  selectorLabels,
  service,
  serviceAccount,
  SLOT_CAPACITY,
  type Identity,
  type Manifest,
} from '../../lib/kubernetes';
import { KubernetesSchemas } from '../../tools/validate/schemas';
import { describeUnless } from '../support/programs';
import { schemaFolder } from '../support/schemas';

const IDENTITY: Identity = { app: 'prometheus', instance: 'k8s', version: '3.16.0' };
const SELECTOR = selectorLabels(IDENTITY);
const PLACE = { namespace: 'monitoring', labels: objectLabels(IDENTITY) };
const ACCOUNT = { namespace: 'monitoring', name: 'prometheus-k8s' };
const RULES: PolicyRule[] = [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }];
const PORTS = [{ name: 'web', port: 9090, targetPort: 'web' }];

describe('labels', () => {
  test('say whose an object is and what it is', () => {
    expect(objectLabels(IDENTITY)).toEqual({
      'app.kubernetes.io/name': 'prometheus',
      'app.kubernetes.io/instance': 'k8s',
      'app.kubernetes.io/component': 'prometheus',
      'app.kubernetes.io/part-of': 'monitoring',
      'app.kubernetes.io/managed-by': 'cdk8s-prometheus',
      'app.kubernetes.io/version': '3.16.0',
    });
  });

  test('of selectors are among them, and do not change with the version', () => {
    expect(objectLabels(IDENTITY)).toMatchObject(SELECTOR);
    expect(selectorLabels({ ...IDENTITY, version: '3.17.0' })).toEqual(SELECTOR);
  });
});

describe('a ConfigMap', () => {
  test('that others populate has no data at all: applying it again must not touch their keys', () => {
    expect(configMap(PLACE, 'k8s-rules')).not.toHaveProperty('data');
    expect(configMap(PLACE, 'k8s-rules', {})).toHaveProperty('data', {});
  });

  test('is too large where client-side apply could not keep its copy', () => {
    expect(fitsConfigMap({ 'a.yaml': 'a'.repeat(SLOT_CAPACITY - 20) })).toBe(true);
    expect(fitsConfigMap({ 'a.yaml': 'a'.repeat(SLOT_CAPACITY) })).toBe(false);
    expect(fitsConfigMap({ 'a.tmpl': '<'.repeat(SLOT_CAPACITY / 6) })).toBe(false);
  });
});

test('a PodDisruptionBudget lets one pod go at a time, and every pod that will never be ready', () => {
  expect(podDisruptionBudget(PLACE, 'prometheus-k8s', SELECTOR)).toMatchObject({
    apiVersion: 'policy/v1',
    metadata: { name: 'prometheus-k8s', namespace: 'monitoring', labels: PLACE.labels },
    spec: {
      maxUnavailable: 1,
      selector: { matchLabels: SELECTOR },
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  });
});

describe('a NetworkPolicy', () => {
  const port = { port: 'web', protocol: 'TCP' };

  test('lets in pods by their labels and by the name of their namespace', () => {
    const grafana = podPeer({ namespace: 'grafana', podSelector: { app: 'grafana' } });
    expect(ingressPolicy(PLACE, 'prometheus-k8s', SELECTOR, allow([port], [grafana])).spec).toEqual({
      podSelector: { matchLabels: SELECTOR },
      policyTypes: ['Ingress'],
      ingress: [
        {
          ports: [port],
          from: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'grafana' } },
              podSelector: { matchLabels: { app: 'grafana' } },
            },
          ],
        },
      ],
    });
  });

  test('lets in nobody where nobody is named: a rule with an empty `from` would let in everybody', () => {
    expect(ingressPolicy(PLACE, 'prometheus-k8s', SELECTOR, allow([port], [])).spec).not.toHaveProperty(
      'ingress',
    );
  });
});

describe('rights', () => {
  test('in a namespace go to an account that may be of another', () => {
    const [role, binding] = namespacedRights(
      { ...PLACE, namespace: 'shop' },
      'prometheus:monitoring:k8s',
      ACCOUNT,
      RULES,
    );
    expect(role).toMatchObject({ kind: 'Role', metadata: { namespace: 'shop' }, rules: RULES });
    expect(binding).toMatchObject({
      kind: 'RoleBinding',
      metadata: { name: 'prometheus:monitoring:k8s', namespace: 'shop' },
      roleRef: { kind: 'Role', name: 'prometheus:monitoring:k8s' },
      subjects: [{ kind: 'ServiceAccount', name: 'prometheus-k8s', namespace: 'monitoring' }],
    });
  });

  test('in the cluster belong to no namespace', () => {
    const manifests = clusterRights(PLACE.labels, 'prometheus:monitoring:k8s', ACCOUNT, RULES);
    expect(manifests.map(({ kind }) => kind)).toEqual(['ClusterRole', 'ClusterRoleBinding']);
    for (const { kind, metadata } of manifests) {
      expect(metadata).not.toHaveProperty('namespace');
      expect(isClusterScoped(kind)).toBe(true);
    }
    expect(manifests[1]).toHaveProperty('roleRef.kind', 'ClusterRole');
  });

  test('are used by the pods that need them: an account hands out no token by itself', () => {
    expect(serviceAccount(PLACE, 'prometheus-k8s')).toHaveProperty('automountServiceAccountToken', false);
  });
});

describe('a Service', () => {
  test('has an address of its own, and nothing that was not asked for', () => {
    expect(service(PLACE, 'prometheus-k8s', { ports: PORTS, selector: SELECTOR }).spec).toStrictEqual({
      selector: SELECTOR,
      ports: PORTS,
    });
  });

  test('is headless, names pods before they are ready, or keeps clients where it was asked for', () => {
    const options = {
      ports: PORTS,
      selector: SELECTOR,
      headless: true,
      publishNotReadyAddresses: true,
      sticky: true,
    };
    expect(service(PLACE, 'peers', options).spec).toMatchObject({
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      sessionAffinity: 'ClientIP',
    });
  });
});

test('messages name an object by kind, namespace and name', () => {
  expect(objectId({ kind: 'Service', namespace: 'monitoring', name: 'prometheus-k8s' })).toBe(
    'Service monitoring/prometheus-k8s',
  );
  expect(objectId({ kind: 'ClusterRole', name: 'prometheus:monitoring:k8s' })).toBe(
    'ClusterRole prometheus:monitoring:k8s',
  );
});

const folder = schemaFolder();

describeUnless(
  folder === undefined ? 'no Kubernetes schemas' : undefined,
  'Kubernetes knows every field of',
  () => {
    const objects: Manifest[] = [
      configMap(PLACE, 'k8s-rules'),
      configMap(PLACE, 'prometheus-k8s', { 'prometheus.yml': 'global: {}\n' }),
      podDisruptionBudget(PLACE, 'prometheus-k8s', SELECTOR),
      ingressPolicy(
        PLACE,
        'a',
        SELECTOR,
        allow([{ port: 'web' }], [podPeer({ namespace: 'b', podSelector: SELECTOR })]),
      ),
      serviceAccount(PLACE, 'prometheus-k8s'),
      ...namespacedRights(PLACE, 'a', ACCOUNT, RULES),
      ...clusterRights(PLACE.labels, 'a', ACCOUNT, RULES),
      service(PLACE, 'a', {
        ports: PORTS,
        selector: SELECTOR,
        headless: true,
        publishNotReadyAddresses: true,
        sticky: true,
      }),
    ];
    let schemas: KubernetesSchemas;
    beforeAll(() => {
      schemas = new KubernetesSchemas(folder ?? '');
    });

    test.each(objects.map((object) => [object.kind, object] as const))('%s', (_, object) => {
      expect(schemas.validate(object)).toEqual([]);
    });
  },
);
