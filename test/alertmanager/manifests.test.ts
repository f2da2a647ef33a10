import { Chart, Testing } from 'cdk8s';
import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import type { StatefulSetSpec } from 'kubernetes-types/apps/v1';
import { Alertmanager, type AlertmanagerProps, type ClusterTls } from '../../lib/alertmanager';
import { configMapKey, secretKey } from '../../lib/references';
import { Synthesis } from '../../lib/synthesis';
import { errorsOf, find, ON_CALL, SOUND, synthesize, type Outcome } from './support';

function instances(outcome: Outcome): StatefulSetSpec {
  return find(outcome, 'StatefulSet', 'alertmanager-main').spec;
}

function podOf(outcome: Outcome): PodSpec {
  const { spec } = instances(outcome).template;
  if (spec === undefined) {
    throw new Error('the StatefulSet has no pods');
  }
  return spec;
}

function container(outcome: Outcome, name: string): Container {
  const found = podOf(outcome).containers.find((one) => one.name === name);
  if (found === undefined) {
    throw new Error(`no container ${name}`);
  }
  return found;
}

function args(outcome: Outcome): string[] {
  return container(outcome, 'alertmanager').args ?? [];
}

test('the names of its objects are a contract', () => {
  expect(synthesize().manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'ServiceAccount alertmanager-main',
    'ConfigMap main',
    'Service alertmanager-main',
    'Service alertmanager-main-headless',
    'StatefulSet alertmanager-main',
    'NetworkPolicy alertmanager-main',
    'PodDisruptionBudget alertmanager-main',
  ]);
});

test('three instances make a mesh, under one name that does not change with their number', () => {
  expect(instances(synthesize()).replicas).toBe(3);
  expect(args(synthesize())).toEqual([
    '--config.file=/etc/alertmanager/config/alertmanager.yml',
    '--storage.path=/alertmanager',
    '--data.retention=120h',
    '--web.listen-address=:9093',
    '--web.route-prefix=/',
    '--cluster.listen-address=[$(POD_IP)]:9094',
    '--cluster.peer-name=$(POD_NAME)',
    '--cluster.label=monitoring/main',
    '--cluster.peer=alertmanager-main-headless.monitoring.svc:9094',
    '--cluster.reconnect-timeout=5m',
  ]);
  expect(instances(synthesize({ replicas: 5 })).template).toEqual(
    instances(synthesize({ replicas: 3 })).template,
  );
});

test('the variables in its arguments are those of the pod', () => {
  expect(container(synthesize(), 'alertmanager').env).toEqual([
    { name: 'POD_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } },
    { name: 'POD_IP', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'status.podIP' } } },
  ]);
});

test('a single instance has no mesh', () => {
  const outcome = synthesize({ replicas: 1 });
  expect(args(outcome).filter((arg) => arg.startsWith('--cluster'))).toEqual(['--cluster.listen-address=']);
  expect(container(outcome, 'alertmanager')).not.toHaveProperty('env');
  expect(find(outcome, 'Service', 'alertmanager-main-headless').spec.ports).toHaveLength(1);
});

test('a single instance with peers elsewhere has one', () => {
  const outcome = synthesize({
    replicas: 1,
    forceEnableClusterMode: true,
    additionalPeers: ['am.eu-2.example.org:9094'],
    networkPolicy: { meshFrom: [{ ipBlock: { cidr: '10.2.0.0/16' } }] },
    clusterLabel: 'eu',
    clusterGossipInterval: '100ms',
    clusterPushpullInterval: '30s',
    clusterPeerTimeout: '10s',
  });
  expect(args(outcome).filter((arg) => arg.startsWith('--cluster'))).toEqual([
    '--cluster.listen-address=[$(POD_IP)]:9094',
    '--cluster.peer-name=$(POD_NAME)',
    '--cluster.label=eu',
    '--cluster.peer=alertmanager-main-headless.monitoring.svc:9094',
    '--cluster.peer=am.eu-2.example.org:9094',
    '--cluster.reconnect-timeout=5m',
    '--cluster.gossip-interval=100ms',
    '--cluster.pushpull-interval=30s',
    '--cluster.peer-timeout=10s',
  ]);
});

test('its data is found where the operator left it', () => {
  const outcome = synthesize();
  expect(instances(outcome).volumeClaimTemplates).toEqual([
    {
      metadata: { name: 'alertmanager-main-db' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '2Gi' } } },
    },
  ]);
  expect(container(outcome, 'alertmanager').volumeMounts).toContainEqual({
    name: 'alertmanager-main-db',
    mountPath: '/alertmanager',
    subPath: 'alertmanager-db',
  });
});

test('instances are found before they are ready, and queried when they are', () => {
  const outcome = synthesize();
  const selector = { 'app.kubernetes.io/name': 'alertmanager', 'app.kubernetes.io/instance': 'main' };
  expect(find(outcome, 'Service', 'alertmanager-main').spec).toEqual({
    selector,
    ports: [{ name: 'web', port: 9093, targetPort: 'web', protocol: 'TCP' }],
  });
  expect(find(outcome, 'Service', 'alertmanager-main-headless').spec).toEqual({
    clusterIP: 'None',
    publishNotReadyAddresses: true,
    selector,
    ports: [
      { name: 'web', port: 9093, targetPort: 'web', protocol: 'TCP' },
      { name: 'tcp-mesh', port: 9094, targetPort: 'tcp-mesh', protocol: 'TCP' },
      { name: 'udp-mesh', port: 9094, targetPort: 'udp-mesh', protocol: 'UDP' },
    ],
  });
});

test('pods are as restricted as Pod Security knows it', () => {
  const pod = podOf(synthesize());
  expect(pod).toMatchObject({
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: 120,
    securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
  });
  for (const { securityContext } of pod.containers) {
    expect(securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  }
});

test('a changed configuration is read by the word of a sidecar', () => {
  expect(container(synthesize(), 'config-reloader')).toMatchObject({
    image: 'quay.io/prometheus-operator/prometheus-config-reloader:v0.93.1',
    args: [
      '--listen-address=:8080',
      '--reload-url=http://127.0.0.1:9093/-/reload',
      '--watched-dir=/etc/alertmanager/config',
    ],
    ports: [{ name: 'reloader-web', containerPort: 8080 }],
    resources: { limits: { cpu: '10m', memory: '50Mi' } },
    volumeMounts: [{ name: 'config', mountPath: '/etc/alertmanager/config', readOnly: true }],
  });
});

test('so are changed templates, wherever they are', () => {
  const templates = [{ configMap: configMapKey('corporate-templates', 'mail.tmpl') }];
  const { args: flags, volumeMounts } = container(
    synthesize({ config: { ...ON_CALL, templates } }),
    'config-reloader',
  );
  expect(flags).toContain('--watched-dir=/etc/alertmanager/configmaps/corporate-templates');
  expect(volumeMounts?.map(({ mountPath }) => mountPath)).toEqual([
    '/etc/alertmanager/config',
    '/etc/alertmanager/configmaps/corporate-templates',
  ]);
});

test('with TLS and a prefix everybody asks at the right place', () => {
  const outcome = synthesize({
    externalUrl: 'https://example.org/alerts/',
    web: {
      tlsConfig: { cert: { secret: secretKey('tls', 'tls.crt') }, keySecret: secretKey('tls', 'tls.key') },
    },
  });
  expect(args(outcome)).toEqual(
    expect.arrayContaining([
      '--web.route-prefix=/alerts',
      '--web.external-url=https://example.org/alerts/',
      '--web.config.file=/etc/alertmanager/web_config/web-config.yml',
    ]),
  );
  const { livenessProbe, readinessProbe } = container(outcome, 'alertmanager');
  expect(livenessProbe?.httpGet).toEqual({ path: '/alerts/-/healthy', port: 'web', scheme: 'HTTPS' });
  expect(readinessProbe?.httpGet).toEqual({ path: '/alerts/-/ready', port: 'web', scheme: 'HTTPS' });
  expect(container(outcome, 'config-reloader').args).toContain(
    '--reload-url=https://127.0.0.1:9093/alerts/-/reload',
  );
  expect(outcome.alertmanager.endpoint).toMatchObject({ scheme: 'https', pathPrefix: '/alerts' });
  expect(find(outcome, 'ConfigMap', 'alertmanager-main-web-config').data).toEqual({
    'web-config.yml': [
      'tls_server_config:',
      '  cert_file: /etc/alertmanager/secrets/tls/tls.crt',
      '  key_file: /etc/alertmanager/secrets/tls/tls.key',
      '',
    ].join('\n'),
  });
});

test('a web configuration of the user is taken as it is', () => {
  const outcome = synthesize({ web: { configFile: { secret: secretKey('web', 'web.yml'), tls: true } } });
  expect(args(outcome)).toContain('--web.config.file=/etc/alertmanager/secrets/web/web.yml');
  expect(outcome.alertmanager.endpoint.scheme).toBe('https');
});

describe('a configuration that somebody else writes', () => {
  const outcome = synthesize({
    config: 'external',
    secrets: ['pagerduty'],
    configMaps: ['corporate-templates'],
  });

  test('is not written here', () => {
    expect(outcome.manifests.filter(({ kind }) => kind === 'ConfigMap')).toEqual([]);
  });

  test('and pods wait for it', () => {
    expect(podOf(outcome).volumes).toContainEqual({ name: 'config', configMap: { name: 'main' } });
  });

  test('and may name files that are mounted whole', () => {
    expect(container(outcome, 'alertmanager').volumeMounts).toEqual(
      expect.arrayContaining([
        { name: 'secret-pagerduty', mountPath: '/etc/alertmanager/secrets/pagerduty', readOnly: true },
        {
          name: 'configmap-corporate-templates',
          mountPath: '/etc/alertmanager/configmaps/corporate-templates',
          readOnly: true,
        },
      ]),
    );
    expect(container(outcome, 'config-reloader').args).toContain(
      '--watched-dir=/etc/alertmanager/configmaps/corporate-templates',
    );
  });
});

test('what is turned off, or brought along, is not there', () => {
  const outcome = synthesize({
    networkPolicy: false,
    podDisruptionBudget: false,
    serviceAccountName: 'notifier',
    updateStrategy: 'OnDelete',
  });
  const kinds = outcome.manifests.map(({ kind }) => kind);
  expect(kinds).toEqual(['ConfigMap', 'Service', 'Service', 'StatefulSet']);
  expect(podOf(outcome).serviceAccountName).toBe('notifier');
  expect(instances(outcome).updateStrategy).toEqual({ type: 'OnDelete' });
});

test('others learn where it is', () => {
  const { alertmanager, figures } = synthesize({ replicas: 2 });
  const podSelector = { 'app.kubernetes.io/name': 'alertmanager', 'app.kubernetes.io/instance': 'main' };
  expect(alertmanager.endpoint).toEqual({
    cluster: '',
    name: 'main',
    namespace: 'monitoring',
    scheme: 'http',
    pathPrefix: '/',
    port: 9093,
    headlessService: 'alertmanager-main-headless',
    component: 'alertmanager',
    portName: 'web',
    hosts: [
      'alertmanager-main-0.alertmanager-main-headless.monitoring.svc:9093',
      'alertmanager-main-1.alertmanager-main-headless.monitoring.svc:9093',
    ],
    podGroup: { namespace: 'monitoring', podSelector },
    companion: undefined,
  });
  expect(alertmanager.serviceFacts).toMatchObject([
    { name: 'alertmanager-main', podSelector, ports: [{ name: 'web' }] },
    {
      name: 'alertmanager-main-headless',
      podSelector,
      ports: [{ name: 'web' }, { name: 'tcp-mesh' }, { name: 'udp-mesh' }],
    },
  ]);
  expect(figures).toEqual({ replicas: 2, receivers: 2, routes: 2 });
});

describe('the NetworkPolicy', () => {
  const own = {
    podSelector: {
      matchLabels: { 'app.kubernetes.io/name': 'alertmanager', 'app.kubernetes.io/instance': 'main' },
    },
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
  };
  const mesh = [
    { protocol: 'TCP', port: 9094 },
    { protocol: 'UDP', port: 9094 },
  ];

  function ingress(outcome: Outcome): object {
    return find(outcome, 'NetworkPolicy', 'alertmanager-main').spec.ingress;
  }

  test('lets the own pods into the mesh, and nobody else anywhere', () => {
    expect(ingress(synthesize())).toEqual([{ ports: mesh, from: [own] }]);
    // No rule at all: nobody.
    expect(ingress(synthesize({ replicas: 1 }))).toBeUndefined();
  });

  test('lets in whom the user names', () => {
    const grafana = { podSelector: { matchLabels: { app: 'grafana' } } };
    const elsewhere = { ipBlock: { cidr: '10.2.0.0/16' } };
    expect(ingress(synthesize({ networkPolicy: { webFrom: [grafana], meshFrom: [elsewhere] } }))).toEqual([
      { ports: [{ protocol: 'TCP', port: 9093 }], from: [grafana] },
      { ports: mesh, from: [own, elsewhere] },
    ]);
  });

  test('lets in those that the app connects, by name or number of the port', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'platform', { namespace: 'monitoring' });
    const { podGroup, portName } = new Alertmanager(chart, 'main', SOUND).endpoint;
    const from = (name: string) => ({ namespace: 'monitoring', podSelector: { app: name } });
    const client = Object.assign(new Chart(app, 'client'), {
      serviceFacts: [],
      podFacts: [],
      plan: () => ({
        problems: [],
        selected: [],
        figures: {},
        connections: [
          { from: from('prometheus'), to: podGroup, port: portName },
          { from: from('prometheus'), to: podGroup, port: 9093 },
          { from: from('scraper'), to: podGroup, port: 'reloader-web' },
          { from: from('stranger'), to: { ...podGroup, namespace: 'shop' }, port: portName },
        ],
        render: () => [],
      }),
    });
    Synthesis.of(app).addWorkload(client);
    Synthesis.of(app).report();
    const outcome = { ...synthesize(), manifests: Testing.synth(chart) as Outcome['manifests'] };
    const peer = (name: string) => ({ ...own, podSelector: { matchLabels: { app: name } } });
    expect(ingress(outcome)).toEqual([
      { ports: [{ protocol: 'TCP', port: 9093 }], from: [peer('prometheus')] },
      { ports: mesh, from: [own] },
      { ports: [{ protocol: 'TCP', port: 8080 }], from: [peer('scraper')] },
    ]);
  });
});

describe('for whoever replaces the pods one by one', () => {
  const argsOf = (props: Partial<AlertmanagerProps>): string[] =>
    find(synthesize(props), 'StatefulSet', 'alertmanager-main').spec.template.spec?.containers[0]?.args ?? [];

  test('an instance waits to be handed what it missed, and writes down what it knows', () => {
    const args = argsOf({ updateStrategy: 'OnDelete' });
    expect(args).toContain('--dispatch.start-delay=15s');
    expect(args).toContain('--data.maintenance-interval=1m');
    expect(argsOf({}).join()).not.toMatch(/start-delay|maintenance/);
  });

  test('that can be chosen', () => {
    expect(argsOf({ dispatchStartDelay: '1m', clusterSettleTimeout: '30s' })).toEqual(
      expect.arrayContaining(['--dispatch.start-delay=1m', '--cluster.settle-timeout=30s']),
    );
  });
});

describe('TLS between peers', () => {
  const clusterTLS: ClusterTls = {
    server: {
      cert: { secret: secretKey('mesh', 'tls.crt') },
      keySecret: secretKey('mesh', 'tls.key'),
      clientCa: { secret: secretKey('mesh', 'ca.crt') },
    },
    client: {
      ca: { secret: secretKey('mesh', 'ca.crt') },
      cert: { secret: secretKey('mesh', 'tls.crt') },
      keySecret: secretKey('mesh', 'tls.key'),
      serverName: 'alertmanager-main',
    },
  };

  test('is a file that names mounted certificates, and demands them of peers', () => {
    const outcome = synthesize({ clusterTLS });
    const { data } = find(outcome, 'ConfigMap', 'alertmanager-main-cluster-tls');
    expect(data['cluster-tls.yml']).toBe(`tls_server_config:
  cert_file: /etc/alertmanager/secrets/mesh/tls.crt
  key_file: /etc/alertmanager/secrets/mesh/tls.key
  client_auth_type: RequireAndVerifyClientCert
  client_ca_file: /etc/alertmanager/secrets/mesh/ca.crt
tls_client_config:
  ca_file: /etc/alertmanager/secrets/mesh/ca.crt
  cert_file: /etc/alertmanager/secrets/mesh/tls.crt
  key_file: /etc/alertmanager/secrets/mesh/tls.key
  server_name: alertmanager-main
`);
    const pod = find(outcome, 'StatefulSet', 'alertmanager-main').spec.template.spec;
    expect(pod?.containers[0]?.args).toContain(
      '--cluster.tls-config=/etc/alertmanager/cluster_tls/cluster-tls.yml',
    );
    expect(pod?.volumes).toContainEqual({
      name: 'cluster-tls',
      configMap: { name: 'alertmanager-main-cluster-tls' },
    });
  });

  test('without an authority nobody could be verified', () => {
    const { clientCa: _, ...server } = clusterTLS.server;
    expect(errorsOf({ clusterTLS: { ...clusterTLS, server } })).toEqual([
      'clusterTLS.server.clientCa: is not set: certificates of peers cannot be verified without it',
    ]);
  });

  test('a mesh that is not there has none', () => {
    expect(errorsOf({ replicas: 1, clusterTLS })).toEqual([
      'clusterTLS: has no effect: a single replica has no mesh',
    ]);
  });
});

test('a single instance says what that means', () => {
  expect(synthesize({ replicas: 1 }).warnings).toMatchObject([
    { code: 'single-replica', complaint: 'notifies nobody while its pod is replaced' },
  ]);
  const { warnings } = synthesize({ replicas: 1, storage: { emptyDir: {} } });
  expect(warnings.map(({ complaint }) => complaint).join()).toContain('are lost with the pod');
});

describe('a configuration that stays in a Secret', () => {
  const external = { config: 'external', configSecret: 'alertmanager-main' } as const;

  test('is mounted whole, and read under the name that the operator has for it', () => {
    const outcome = synthesize(external);
    expect(args(outcome)).toContain('--config.file=/etc/alertmanager/config/alertmanager.yaml');
    expect(podOf(outcome).volumes).toContainEqual({
      name: 'config',
      secret: { secretName: 'alertmanager-main' },
    });
    // Templates in the same Secret are files beside it, and the reloader sees both change.
    expect(container(outcome, 'config-reloader').args).toContain('--watched-dir=/etc/alertmanager/config');
    expect(outcome.manifests.filter(({ kind }) => kind === 'ConfigMap')).toEqual([]);
  });

  test('is refused beside one that is written here', () => {
    expect(() => synthesize({ configSecret: 'alertmanager-main' })).toThrow(
      /configSecret "alertmanager-main" holds a configuration, and `config` is one as well/,
    );
    expect(() => synthesize({ ...external, configSecret: 'No_Name' })).toThrow(/configSecret "No_Name"/);
  });
});

test('a label of the component may be of the user: self-monitoring goes by it', () => {
  const outcome = synthesize({ labels: { 'app.kubernetes.io/component': 'alert-router' } });
  expect(outcome.alertmanager.endpoint.component).toBe('alert-router');
});
