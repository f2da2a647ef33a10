import { Size } from 'cdk8s';
import type { StatefulSet } from 'kubernetes-types/apps/v1';
import type { PodSpec } from 'kubernetes-types/core/v1';
import { objectLabels, selectorLabels, type Identity } from '../../lib/kubernetes';
import {
  containerSecurity,
  dataVolume,
  statefulSet,
  type StatefulSetParts,
  type WorkloadProps,
} from '../../lib/workload';
import { podSecurity } from '../../tools/validate/pod-security';
import { pods } from '../../lib/manifests';
import type { Manifest } from '../../tools/validate/manifests';
import { KubernetesSchemas } from '../../tools/validate/schemas';
import { describeUnless } from '../support/programs';
import { schemaFolder } from '../support/schemas';

const IDENTITY: Identity = { app: 'alertmanager', instance: 'main', version: '0.34.2' };

function build(props: WorkloadProps = {}, parts: Partial<StatefulSetParts> = {}): StatefulSet {
  return statefulSet(
    { namespace: 'monitoring', labels: { ...objectLabels(IDENTITY), ...props.labels } },
    {
      name: 'alertmanager-main',
      identity: IDENTITY,
      replicas: 3,
      serviceName: 'alertmanager-main-peers',
      serviceAccountName: 'alertmanager-main',
      token: false,
      containers: [
        {
          name: 'alertmanager',
          image: 'quay.io/prometheus/alertmanager:v0.34.2',
          securityContext: containerSecurity,
          volumeMounts: [
            { name: 'alertmanager-main-db', mountPath: '/alertmanager', subPath: 'alertmanager-db' },
          ],
        },
      ],
      volumes: [{ name: 'config', configMap: { name: 'main' } }],
      data: dataVolume(props.storage, 'alertmanager-main-db'),
      gracePeriodSeconds: 120,
      updateStrategy: 'RollingUpdate',
      ...parts,
    },
    props,
  ) as unknown as StatefulSet;
}

function pod(props: WorkloadProps = {}, parts: Partial<StatefulSetParts> = {}): PodSpec {
  return build(props, parts).spec!.template.spec!;
}

describe('a StatefulSet', () => {
  test('starts all its pods at once and finds them by labels that never change', () => {
    const { metadata, spec } = build();
    expect(metadata).toEqual({
      name: 'alertmanager-main',
      namespace: 'monitoring',
      labels: objectLabels(IDENTITY),
    });
    expect(spec).toMatchObject({
      replicas: 3,
      serviceName: 'alertmanager-main-peers',
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: 'RollingUpdate' },
      selector: { matchLabels: selectorLabels(IDENTITY) },
    });
    expect(spec!.selector).not.toHaveProperty('matchLabels.app.kubernetes.io/version');
  });

  test('keeps its volumes, unless it is told otherwise', () => {
    const storage = { size: Size.gibibytes(2) };
    expect(build({ storage }).spec).toMatchObject({
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      volumeClaimTemplates: [{ metadata: { name: 'alertmanager-main-db' } }],
    });
    expect(
      build({ storage, persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' } }).spec,
    ).toHaveProperty('persistentVolumeClaimRetentionPolicy', { whenDeleted: 'Retain', whenScaled: 'Delete' });
  });

  test('says nothing of claims where it has none', () => {
    const { spec } = build({ storage: { emptyDir: {} } });
    expect(spec).not.toHaveProperty('persistentVolumeClaimRetentionPolicy');
    expect(spec).not.toHaveProperty('volumeClaimTemplates');
    expect(spec!.template.spec!.volumes).toContainEqual({ name: 'alertmanager-main-db', emptyDir: {} });
  });

  test('with more labels on its objects has the same pods: a label must not roll them', () => {
    const labelled = build({ labels: { team: 'platform' } });
    expect(labelled.metadata?.labels).toMatchObject({ team: 'platform' });
    expect(labelled.spec).toEqual(build().spec);
  });

  test('changes its pods where content changes that they do not pick up by themselves', () => {
    const annotations = (rollOn: Record<string, string>): unknown =>
      build({}, { rollOn }).spec!.template.metadata?.annotations;
    expect(annotations({ 'cdk8s-prometheus/web-config': 'a' })).toEqual({
      'kubectl.kubernetes.io/default-container': 'alertmanager',
      'cdk8s-prometheus/web-config': 'a',
    });
    expect(annotations({ 'cdk8s-prometheus/web-config': 'b' })).not.toEqual(
      annotations({ 'cdk8s-prometheus/web-config': 'a' }),
    );
  });
});

describe('its pods', () => {
  test('are what Pod Security calls restricted', () => {
    for (const each of pods([build() as unknown as Manifest])) {
      expect(podSecurity(each, 'restricted')).toEqual([]);
    }
    expect(pods([build() as unknown as Manifest])).toHaveLength(1);
  });

  test('run as who kube-prometheus ran them, so that volumes can be taken over', () => {
    expect(pod().securityContext).toEqual({
      runAsNonRoot: true,
      runAsUser: 1000,
      runAsGroup: 2000,
      fsGroup: 2000,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(pod({ securityContext: { runAsUser: 65_534 } }).securityContext).toMatchObject({
      runAsUser: 65_534,
      runAsNonRoot: true,
    });
  });

  test.each([true, false])(
    'have a token of the account only where they talk to the API server: %s',
    (token) => {
      expect(pod({}, { token })).toMatchObject({
        automountServiceAccountToken: token,
        serviceAccountName: 'alertmanager-main',
        enableServiceLinks: false,
      });
    },
  );

  test('are spread over nodes and zones as far as there are some', () => {
    expect(pod().topologySpreadConstraints).toEqual(
      ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'].map((topologyKey) => ({
        maxSkew: 1,
        topologyKey,
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: selectorLabels(IDENTITY) },
      })),
    );
    expect(pod({ topologySpreadConstraints: [] }).topologySpreadConstraints).toEqual([]);
  });

  test('run where the user wants them', () => {
    const props: WorkloadProps = {
      nodeSelector: { pool: 'monitoring' },
      tolerations: [{ key: 'monitoring', operator: 'Exists' }],
      affinity: { nodeAffinity: {} },
      priorityClassName: 'system-cluster-critical',
      hostAliases: [{ ip: '10.0.0.1', hostnames: ['smtp'] }],
      dnsPolicy: 'None',
      dnsConfig: { nameservers: ['10.0.0.2'] },
      imagePullSecrets: [{ name: 'mirror' }],
      terminationGracePeriodSeconds: 30,
    };
    expect(pod(props)).toMatchObject({
      ...props,
      nodeSelector: { 'kubernetes.io/os': 'linux', pool: 'monitoring' },
    });
    expect(pod().terminationGracePeriodSeconds).toBe(120);
  });

  test('have the labels and annotations of the user over ours', () => {
    const { metadata } = build({
      podMetadata: { labels: { team: 'platform' }, annotations: { 'sidecar.istio.io/inject': 'false' } },
    }).spec!.template;
    expect(metadata?.labels).toEqual({ ...objectLabels(IDENTITY), team: 'platform' });
    expect(metadata?.annotations).toMatchObject({
      'kubectl.kubernetes.io/default-container': 'alertmanager',
      'sidecar.istio.io/inject': 'false',
    });
  });

  test('have containers and volumes of the user, merged into ours by name', () => {
    const { containers, initContainers, volumes } = pod({
      storage: { size: '2Gi' },
      containers: [
        { name: 'alertmanager', image: 'mirror/alertmanager' },
        { name: 'proxy', image: 'oauth2-proxy' },
      ],
      initContainers: [{ name: 'wait', image: 'busybox' }],
      volumes: [{ name: 'templates', configMap: { name: 'templates' } }],
    });
    expect(containers.map(({ name, image }) => [name, image])).toEqual([
      ['alertmanager', 'mirror/alertmanager'],
      ['proxy', 'oauth2-proxy'],
    ]);
    expect(containers[0]).toHaveProperty('securityContext', containerSecurity);
    expect(initContainers).toEqual([{ name: 'wait', image: 'busybox' }]);
    expect(volumes?.map(({ name }) => name)).toEqual(['config', 'templates']);
  });

  test('are what podSpec says last of all', () => {
    const spec = pod({
      containers: [{ name: 'alertmanager', image: 'second' }],
      priorityClassName: 'second',
      podSpec: {
        priorityClassName: 'last',
        hostUsers: false,
        containers: [{ name: 'alertmanager', image: 'last' }],
      },
    });
    expect(spec).toMatchObject({ priorityClassName: 'last', hostUsers: false });
    expect(spec.containers).toMatchObject([
      { name: 'alertmanager', image: 'last', securityContext: containerSecurity },
    ]);
  });
});

const folder = schemaFolder();

describeUnless(
  folder === undefined ? 'no Kubernetes schemas' : undefined,
  'Kubernetes knows every field of',
  () => {
    test.each<[string, WorkloadProps]>([
      ['one without storage', {}],
      [
        'one with everything',
        { storage: { size: '2Gi' }, minReadySeconds: 10, podSpec: { hostUsers: false } },
      ],
    ])('%s', (_, props) => {
      expect(new KubernetesSchemas(folder ?? '').validate(build(props) as unknown as Manifest)).toEqual([]);
    });
  },
);
