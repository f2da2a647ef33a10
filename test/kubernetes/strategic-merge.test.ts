import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strategicMerge } from '../../lib/kubernetes';
import { describeUnless } from '../support/programs';

const CONTAINER = {
  name: 'prometheus',
  image: 'quay.io/prometheus/prometheus:v3.16.0',
  args: ['--config.file=/etc/prometheus/config/prometheus.yml'],
  env: [{ name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
  ports: [{ name: 'web', containerPort: 9090, protocol: 'TCP' }],
  readinessProbe: { httpGet: { path: '/-/ready', port: 'web' }, periodSeconds: 5 },
  volumeMounts: [{ name: 'config', mountPath: '/etc/prometheus/config', readOnly: true }],
};
const POD = {
  enableServiceLinks: false,
  securityContext: { runAsNonRoot: true, runAsUser: 1000 },
  tolerations: [{ key: 'a', operator: 'Exists' }],
  containers: [CONTAINER],
  volumes: [
    { name: 'config', projected: { sources: [] } },
    { name: 'prometheus-k8s-db', emptyDir: {} },
  ],
};

function containers(...patch: object[]): unknown[] {
  return strategicMerge(POD, { containers: patch }).containers;
}

describe('what a user says is merged into what we generate', () => {
  test('field by field in objects', () => {
    expect(strategicMerge(POD, { securityContext: { runAsUser: 65_534 } }).securityContext).toEqual({
      runAsNonRoot: true,
      runAsUser: 65_534,
    });
  });

  test('and does not change what it was merged into', () => {
    const before = JSON.stringify(POD);
    strategicMerge(POD, {
      containers: [{ name: 'prometheus', image: null, env: [{ name: 'A', value: 'b' }] }],
    });
    expect(JSON.stringify(POD)).toBe(before);
  });

  test('by name in lists of containers: one of ours is changed in its place, others follow', () => {
    const merged = containers(
      { name: 'proxy', image: 'oauth2-proxy' },
      { name: 'prometheus', image: 'mirror' },
    );
    expect(merged).toEqual([
      { ...CONTAINER, image: 'mirror' },
      { name: 'proxy', image: 'oauth2-proxy' },
    ]);
  });

  test('by their own keys in the lists of a container', () => {
    const [merged] = containers({
      name: 'prometheus',
      env: [{ name: 'GOGC', value: '50' }],
      volumeMounts: [{ name: 'mine', mountPath: '/etc/prometheus/config' }],
    });
    expect(merged).toMatchObject({
      env: [CONTAINER.env[0], { name: 'GOGC', value: '50' }],
      volumeMounts: [{ name: 'mine', mountPath: '/etc/prometheus/config', readOnly: true }],
    });
  });

  test('whole in lists without a key', () => {
    const [merged] = containers({ name: 'prometheus', args: ['--help'] });
    expect(merged).toHaveProperty('args', ['--help']);
    expect(strategicMerge(POD, { tolerations: [] }).tolerations).toEqual([]);
  });

  test('ports by number and protocol: the mesh of Alertmanager has one number twice', () => {
    const ports = [
      { name: 'mesh-tcp', containerPort: 9094, protocol: 'TCP' },
      { name: 'mesh-udp', containerPort: 9094, protocol: 'UDP' },
    ];
    const patch = [
      { containerPort: 9094, hostPort: 1 },
      { containerPort: 9094, protocol: 'UDP', hostPort: 2 },
    ];
    expect(strategicMerge({ ports }, { ports: patch }).ports).toEqual([
      { ...ports[0], hostPort: 1 },
      { ...ports[1], hostPort: 2 },
    ]);
  });

  test('null takes away, undefined says nothing', () => {
    const merged = strategicMerge(POD, { securityContext: null, enableServiceLinks: undefined });
    expect(merged).not.toHaveProperty('securityContext');
    expect(merged).toHaveProperty('enableServiceLinks', false);
    expect(containers({ name: 'prometheus', readinessProbe: { periodSeconds: null } })[0]).toHaveProperty(
      'readinessProbe',
      { httpGet: { path: '/-/ready', port: 'web' } },
    );
  });

  describe('of alternatives only the one that the user names stays', () => {
    test('in probes', () => {
      expect(
        containers({ name: 'prometheus', readinessProbe: { tcpSocket: { port: 'web' } } })[0],
      ).toHaveProperty('readinessProbe', { tcpSocket: { port: 'web' }, periodSeconds: 5 });
    });

    test('in variables', () => {
      expect(containers({ name: 'prometheus', env: [{ name: 'POD_NAME', value: 'k8s' }] })[0]).toHaveProperty(
        'env',
        [{ name: 'POD_NAME', value: 'k8s' }],
      );
    });

    test('in volumes', () => {
      const volume = { name: 'prometheus-k8s-db', persistentVolumeClaim: { claimName: 'restored' } };
      expect(strategicMerge(POD, { volumes: [volume] }).volumes).toEqual([POD.volumes[0], volume]);
    });

    test('and the same one is merged as everything else', () => {
      expect(
        strategicMerge(
          { volumes: [{ name: 'a', secret: { secretName: 'x' } }] },
          {
            volumes: [{ name: 'a', secret: { optional: true } }],
          },
        ).volumes,
      ).toEqual([{ name: 'a', secret: { secretName: 'x', optional: true } }]);
    });
  });
});

interface Golden {
  readonly name: string;
  readonly input: { readonly base: object[] | null; readonly patches: object[] };
  readonly expected: object[];
}

const FOLDER = join('..', 'shared', 'corpus', 'operator-golden', 'container-merge');
const goldens = existsSync(FOLDER)
  ? readdirSync(FOLDER).map((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Golden)
  : [];

/** What we do differently, and why. */
const DIFFERENT: Readonly<Record<string, string>> = {
  // The operator puts new ports before those that are there; we put them behind, as it does with containers
  // itself. The order of ports means nothing to Kubernetes.
  'container-merge/testpodlabelsannotations-6': 'order of ports',
};

describeUnless(
  goldens.length === 0 ? 'no ../shared' : undefined,
  "the operator's own cases of merged containers come out the same",
  () => {
    test('all of them are there', () => {
      expect(goldens).toHaveLength(20);
      expect(goldens.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(DIFFERENT)));
    });

    test.each(goldens.filter(({ name }) => !(name in DIFFERENT)))('$name', ({ input, expected }) => {
      expect(strategicMerge({ containers: input.base ?? [] }, { containers: input.patches })).toEqual({
        containers: expected,
      });
    });

    test.each(goldens.filter(({ name }) => name in DIFFERENT))(
      '$name, but for the order of ports',
      ({ input, expected }) => {
        const [merged] = strategicMerge({ containers: input.base ?? [] }, { containers: input.patches })
          .containers as Array<{
          ports: unknown[];
        }>;
        const [golden] = expected as Array<{ ports: unknown[] }>;
        expect({ ...merged, ports: [] }).toEqual({ ...golden, ports: [] });
        expect(merged!.ports).not.toEqual(golden!.ports);
        expect(new Set(merged!.ports)).toEqual(new Set(golden!.ports));
      },
    );
  },
);
