import type { PrometheusProps } from '../../lib/prometheus';
import { configMapKey, secretKey } from '../../lib/references';
import { alert, PrometheusRule } from '../../lib/rules';
import { ServiceMonitor } from '../../lib/scrape';
import { prometheus, synth, takesAll, type Build } from './monitoring';

const build =
  (props: PrometheusProps): Build =>
  (chart) => {
    prometheus(chart, props);
  };
const pod = (props: PrometheusProps) => synth(build(props)).pod;

describe('the data', () => {
  test('is where the operator has it, so that volumes are found again', () => {
    const { statefulSet, pod: spec } = synth(build({ storage: { size: '200Gi', storageClassName: 'ssd' } }));
    expect(statefulSet.volumeClaimTemplates).toMatchObject([
      {
        metadata: { name: 'prometheus-k8s-db' },
        spec: { storageClassName: 'ssd', resources: { requests: { storage: '200Gi' } } },
      },
    ]);
    expect(spec.containers[0]?.volumeMounts).toContainEqual({
      name: 'prometheus-k8s-db',
      mountPath: '/prometheus',
      subPath: 'prometheus-db',
    });
    expect(statefulSet.persistentVolumeClaimRetentionPolicy).toEqual({
      whenDeleted: 'Retain',
      whenScaled: 'Retain',
    });
  });

  test('is lost with the pod where no storage is named, and a warning says so', () => {
    const { warnings } = synth((chart) => {
      prometheus(chart, { storage: undefined } as never);
    });
    expect(warnings).toEqual([
      expect.stringContaining('monitoring/k8s: storage is not set: what a pod holds is lost with it'),
    ]);
  });
});

describe('the pods', () => {
  test('are as many as said, and none is a number, too', () => {
    expect(synth(build({ replicas: 2 })).statefulSet.replicas).toBe(2);
    expect(synth(build({ replicas: 0 })).statefulSet.replicas).toBe(0);
  });

  test('do not change with the configuration, which is read anew by the running process', () => {
    const plain = synth(build({}));
    const different = synth((chart) => {
      takesAll(chart, {
        scrapeInterval: '1m',
        externalLabels: { cluster: 'eu-1' },
        retention: '30d',
        remoteWrite: [{ url: 'https://mimir.example.com' }],
        alerting: { alertmanagers: [{ targets: ['alertmanager:9093'] }] },
        additionalScrapeConfigs: [{ job_name: 'router', static_configs: [{ targets: ['router-1:9100'] }] }],
      });
      new PrometheusRule(chart, 'slo', { groups: [{ name: 'a', rules: [alert('Down', 'up == 0')] }] });
    });
    expect(different.statefulSet).toEqual(plain.statefulSet);
    expect(different.config).not.toEqual(plain.config);
  });

  test('mount Secrets and ConfigMaps whole where they are named', () => {
    const { volumes, containers } = pod({ secrets: ['aws-credentials'], configMaps: ['routers.json'] });
    expect(volumes).toEqual(
      expect.arrayContaining([
        { name: 'secret-aws-credentials', secret: { secretName: 'aws-credentials' } },
        { name: expect.stringMatching(/^configmap-routers-json-/), configMap: { name: 'routers.json' } },
      ]),
    );
    expect(containers[0]?.volumeMounts?.map(({ mountPath }) => mountPath)).toEqual(
      expect.arrayContaining([
        '/etc/prometheus/secrets/aws-credentials',
        '/etc/prometheus/configmaps/routers.json',
      ]),
    );
  });

  test('mount what a monitor names as optional, unless somebody cannot do without it', () => {
    const credentials = secretKey('shared', 'token');
    const define =
      (props: PrometheusProps): Build =>
      (chart) => {
        takesAll(chart, props);
        new ServiceMonitor(chart, 'checkout', {
          selector: { matchLabels: { app: 'checkout' } },
          endpoints: [
            {
              port: 'metrics',
              authorization: { credentials },
              tlsConfig: { ca: { configMap: configMapKey('corporate-ca', 'ca.crt') } },
            },
          ],
        });
      };
    const sources = (props: PrometheusProps) =>
      synth(define(props)).pod.volumes?.flatMap(({ secret, configMap }) => secret ?? configMap ?? []);
    const items = (...keys: string[]) => keys.map((key) => ({ key, path: key }));

    expect(sources({})).toEqual(
      expect.arrayContaining([
        { secretName: 'shared', items: items('token'), optional: true },
        { name: 'corporate-ca', items: items('ca.crt'), optional: true },
      ]),
    );
    const remoteWrite = [
      { url: 'https://mimir', authorization: { credentials: secretKey('shared', 'mimir') } },
    ];
    expect(sources({ remoteWrite })).toContainEqual({ secretName: 'shared', items: items('mimir', 'token') });
  });

  test('are restricted, spread, and given time to end', () => {
    const spec = pod({});
    expect(spec.securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(spec.containers[0]?.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(spec.topologySpreadConstraints?.map(({ topologyKey }) => topologyKey)).toEqual([
      'kubernetes.io/hostname',
      'topology.kubernetes.io/zone',
    ]);
    expect(spec.terminationGracePeriodSeconds).toBe(600);
  });

  test('are evicted one at a time, unless it is said otherwise', () => {
    expect(synth(build({})).object('PodDisruptionBudget', 'prometheus-k8s').spec).toMatchObject({
      maxUnavailable: 1,
    });
    expect(synth(build({ podDisruptionBudget: false })).names('PodDisruptionBudget')).toEqual([]);
  });
});

test('the Services name the pods by the port, one of them sticky for dashboards', () => {
  const monitoring = synth(build({ portName: 'http-web' }));
  const ports = [{ name: 'http-web', port: 9090, targetPort: 'http-web' }];
  const selector = { 'app.kubernetes.io/name': 'prometheus', 'app.kubernetes.io/instance': 'k8s' };
  expect(monitoring.object('Service', 'prometheus-k8s').spec).toEqual({
    ports,
    selector,
    sessionAffinity: 'ClientIP',
  });
  expect(monitoring.object('Service', 'prometheus-k8s-headless').spec).toEqual({
    ports,
    selector,
    clusterIP: 'None',
  });
  expect(monitoring.pod.containers[0]?.ports).toEqual([
    { name: 'http-web', containerPort: 9090, protocol: 'TCP' },
  ]);
});
