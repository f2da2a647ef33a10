import { JsonPatch, Testing, Chart } from 'cdk8s';
import fc from 'fast-check';
import type { DeploymentSpec, StatefulSetSpec } from 'kubernetes-types/apps/v1';
import type { JobSpec } from 'kubernetes-types/batch/v1';
import type { PolicyRule } from 'kubernetes-types/rbac/v1';
import { Alertmanager, type AlertmanagerProps, type Rollout } from '../../../lib/alertmanager';
import type { Manifest } from '../../../lib/kubernetes';
import { pods } from '../../../lib/manifests';
import { SynthesisError, type Problem } from '../../../lib/problems';
import { secretKey } from '../../../lib/references';
import { Synthesis } from '../../../lib/synthesis';
import { podSecurity } from '../../../tools/validate/pod-security';
import { KubernetesSchemas } from '../../../tools/validate/schemas';
import { describeUnless } from '../../support/programs';
import { schemaFolder } from '../../support/schemas';
import { ON_CALL } from '../support';

interface Outcome {
  readonly manifests: readonly Manifest[];
  readonly errors: readonly Problem[];
  readonly warnings: readonly Problem[];
}

const JOB: Rollout = { mode: 'Job' };

function synthesize(props: Partial<AlertmanagerProps> = {}, patches: readonly JsonPatch[] = []): Outcome {
  const app = Testing.app();
  const chart = new Chart(app, 'platform', { namespace: 'monitoring' });
  const warnings: Problem[] = [];
  Synthesis.of(app).configure({ onWarning: (warning) => warnings.push(warning) });
  new Alertmanager(chart, 'main', { storage: { size: '2Gi' }, config: ON_CALL, ...props });
  if (patches.length > 0) {
    Synthesis.of(app).patch({ kind: 'StatefulSet', name: 'alertmanager-main' }, ...patches);
  }
  try {
    Synthesis.of(app).report();
    return { manifests: Testing.synth(chart) as Manifest[], errors: [], warnings };
  } catch (error) {
    if (error instanceof SynthesisError) {
      return { manifests: [], errors: error.problems, warnings };
    }
    throw error;
  }
}

/** Of the objects of the companion only. */
function companion({ manifests }: Outcome): string[] {
  return manifests
    .filter(({ metadata }) => /rollout|mesh/.test(metadata.name))
    .map(({ kind, metadata }) => `${kind} ${metadata.name}`);
}

/** The specs that are looked at, by kind. */
interface Specs {
  readonly StatefulSet: StatefulSetSpec;
  readonly Deployment: DeploymentSpec;
  readonly Job: JobSpec;
  readonly NetworkPolicy: object;
}

function specOf<Kind extends keyof Specs>(
  { manifests, errors }: Outcome,
  kind: Kind,
  name?: string,
): Specs[Kind] {
  const found = manifests.find(
    (each) => each.kind === kind && (name ?? each.metadata.name) === each.metadata.name,
  );
  if (found === undefined) {
    throw new Error(`no ${kind}; errors: ${JSON.stringify(errors)}`);
  }
  return found.spec as Specs[Kind];
}

function jobName({ manifests }: Outcome): string {
  return manifests.find(({ kind }) => kind === 'Job')?.metadata.name ?? '';
}

function codes(outcome: Outcome): string[] {
  return outcome.errors.map(({ field, code }) => `${field ?? ''} ${code}`);
}

test('several replicas are rolled by a controller, and the StatefulSet replaces nothing by itself', () => {
  const outcome = synthesize();
  expect(companion(outcome)).toEqual([
    'ServiceAccount alertmanager-main-rollout',
    'Role alertmanager-main-rollout',
    'RoleBinding alertmanager-main-rollout',
    'ConfigMap alertmanager-main-rollout-bundle-0',
    'Service alertmanager-main-rollout',
    'Deployment alertmanager-main-rollout',
    'NetworkPolicy alertmanager-main-rollout',
    'Secret alertmanager-main-mesh',
  ]);
  expect(specOf(outcome, 'StatefulSet').updateStrategy).toEqual({ type: 'OnDelete' });
  const { replicas, strategy, template } = specOf(outcome, 'Deployment');
  expect({ replicas, strategy }).toEqual({ replicas: 1, strategy: { type: 'Recreate' } });
  expect(template.spec?.containers[0]?.args).toEqual([
    'controller',
    'alertmanager-main',
    '--namespace=monitoring',
    '--deadline=5m',
    '--listen=8080',
    '--store-secret=alertmanager-main-mesh',
  ]);
});

test.each<[string, Partial<AlertmanagerProps>]>([
  ['a single replica', { replicas: 1 }],
  ['a strategy that the user has chosen', { updateStrategy: 'RollingUpdate' }],
  ['pods that somebody else deletes', { updateStrategy: 'OnDelete' }],
  ['what the user does not want', { rollout: 'none' }],
])('there is none for %s', (_, props) => {
  expect(companion(synthesize(props))).toEqual([]);
});

test('the Secret of the copy is written without data: applying it again takes nothing away', () => {
  const secret = synthesize().manifests.find(({ kind }) => kind === 'Secret');
  expect(Object.keys(secret ?? {}).sort()).toEqual(['apiVersion', 'kind', 'metadata', 'type']);
});

test('the rights are those of the way that was chosen', () => {
  const rulesOf = (rollout: Rollout) =>
    (synthesize({ rollout }).manifests.find(({ kind }) => kind === 'Role')?.rules as PolicyRule[])
      .map(
        ({ resources = [], resourceNames = [], verbs }) =>
          `${resources.join()}(${resourceNames.join()}) ${verbs.join()}`,
      )
      .sort();
  const common = [
    'events() create,patch',
    'leases() create',
    'leases(alertmanager-main-rollout) get,update',
    'poddisruptionbudgets() list',
    'pods() list',
    'pods/eviction() create',
    'pods/log() get',
  ];
  expect(rulesOf(JOB)).toEqual([...common, 'statefulsets(alertmanager-main) get'].sort());
  expect(rulesOf({ mode: 'Controller', store: 'none' })).toEqual(rulesOf(JOB));
  expect(rulesOf({ mode: 'Controller' })).toEqual(
    [...rulesOf(JOB), 'secrets(alertmanager-main-mesh) get,patch'].sort(),
  );
  expect(rulesOf({ mode: 'Job', onFailure: 'rollback' })).toEqual(
    [...common, 'controllerrevisions() get,list', 'statefulsets(alertmanager-main) get,patch'].sort(),
  );
});

describe('a Job', () => {
  test('does not end in vain: what cannot get better is not tried again, and nobody tidies it away to make it anew', () => {
    const { ttlSecondsAfterFinished, podFailurePolicy, template } = specOf(
      synthesize({ rollout: JOB }),
      'Job',
    );
    expect(ttlSecondsAfterFinished).toBeUndefined();
    expect(podFailurePolicy?.rules[0]?.onExitCodes?.values).toContain(11);
    expect(template.spec?.restartPolicy).toBe('Never');
  });

  test('has another name when, and only when, the pods of the StatefulSet change, or itself', () => {
    const plain = jobName(synthesize({ rollout: JOB }));
    expect(jobName(synthesize({ rollout: JOB }))).toBe(plain);
    const same: ReadonlyArray<Partial<AlertmanagerProps>> = [
      { replicas: 5 },
      { podDisruptionBudget: false },
      { networkPolicy: false },
      { config: { ...ON_CALL, route: { receiver: 'pager' } } },
    ];
    const other: ReadonlyArray<Partial<AlertmanagerProps>> = [
      { version: '0.33.1' },
      { retention: '48h' },
      { resources: { limits: { memory: '1Gi' } } },
      { podMetadata: { annotations: { a: 'b' } } },
      { rollout: { mode: 'Job', deadline: '9m' } },
    ];
    expect(same.map((props) => jobName(synthesize({ rollout: JOB, ...props })))).toEqual(
      same.map(() => plain),
    );
    const names = other.map((props) => jobName(synthesize({ rollout: JOB, ...props })));
    expect(new Set([plain, ...names]).size).toBe(other.length + 1);
  });

  test('knows what patches make of the pods', () => {
    const patched = (value: string) =>
      jobName(
        synthesize({ rollout: JOB }, [JsonPatch.add('/spec/template/metadata/annotations/patched', value)]),
      );
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, two) => {
        expect(patched(one) === patched(two)).toBe(one === two);
      }),
      { numRuns: 5 },
    );
  });
});

test('a mesh with TLS is asked with certificates of its own', () => {
  const outcome = synthesize({
    clusterTLS: {
      server: {
        cert: { secret: secretKey('mesh', 'tls.crt') },
        keySecret: secretKey('mesh', 'tls.key'),
        clientCa: { secret: secretKey('mesh', 'ca.crt') },
      },
      client: {
        ca: { secret: secretKey('mesh', 'ca.crt') },
        cert: { secret: secretKey('mesh', 'tls.crt') },
        keySecret: secretKey('mesh', 'tls.key'),
        serverName: 'mesh',
      },
    },
  });
  const { template } = specOf(outcome, 'Deployment');
  expect(template.spec?.containers[0]?.args).toEqual(
    expect.arrayContaining([
      '--mesh-ca=/etc/companion/secrets/mesh/ca.crt',
      '--mesh-cert=/etc/companion/secrets/mesh/tls.crt',
      '--mesh-key=/etc/companion/secrets/mesh/tls.key',
      '--mesh-server-name=mesh',
    ]),
  );
});

test('the companion may reach the gossip port and the web port, and those who scrape reach the companion', () => {
  const outcome = synthesize();
  const policy = JSON.stringify(specOf(outcome, 'NetworkPolicy', 'alertmanager-main'));
  expect(policy.match(/alertmanager-rollout/g)).toHaveLength(2);
  expect(specOf(outcome, 'NetworkPolicy', 'alertmanager-main-rollout')).not.toHaveProperty('ingress');
});

test('contradictions are errors with the field', () => {
  expect(codes(synthesize({ rollout: JOB, updateStrategy: 'RollingUpdate' }))).toEqual([
    'updateStrategy contradiction',
  ]);
  expect(codes(synthesize({ rollout: JOB, replicas: 1 }))).toEqual(['rollout contradiction']);
  expect(codes(synthesize({ rollout: { mode: 'Job', store: 'Secret' } as unknown as Rollout }))).toContain(
    'rollout.store contradiction',
  );
  expect(
    codes(synthesize({ rollout: { mode: 'Controller', onFailure: 'rollback' } as unknown as Rollout })),
  ).toContain('rollout.onFailure contradiction');
  expect(codes(synthesize({ rollout: { mode: 'Controller', deadline: '5 minutes' } }))).toContain(
    'rollout.deadline invalid-duration',
  );
  const web = { configFile: { secret: secretKey('web', 'web.yml'), tls: true } };
  expect(codes(synthesize({ rollout: JOB, web }))).toEqual(['web.configFile contradiction']);
  expect(synthesize({ web }).warnings).toEqual(
    expect.arrayContaining([expect.objectContaining({ code: 'not-rolled', field: 'web.configFile' })]),
  );
  expect(codes(synthesize({ rollout: JOB, name: 'a'.repeat(35) }))).toEqual(['name invalid-name']);
});

const schemas = schemaFolder();

describe.each<[string, Rollout]>([
  ['a Job', JOB],
  ['a controller', { mode: 'Controller' }],
])('%s', (_, rollout) => {
  test('passes Pod Security restricted', () => {
    const all = pods(synthesize({ rollout }).manifests).filter(({ object }) => object.includes('rollout'));
    expect(all).toHaveLength(1);
    expect(all.flatMap((pod) => podSecurity(pod, 'restricted'))).toEqual([]);
  });

  describeUnless(schemas === undefined ? 'no Kubernetes schemas' : undefined, 'against the schemas', () => {
    test('has no field that Kubernetes does not know', () => {
      const check = new KubernetesSchemas(schemas ?? '');
      expect(synthesize({ rollout }).manifests.flatMap((manifest) => check.validate(manifest))).toEqual([]);
    });
  });
});

test('no ConfigMap of the bundle is larger than every way to apply takes', () => {
  const maps = synthesize().manifests.filter(({ metadata }) => metadata.name.includes('bundle'));
  for (const map of maps) {
    expect(JSON.stringify(map).length).toBeLessThan(256 * 1024);
  }
});
