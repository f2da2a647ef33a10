import { parse } from 'yaml';
import { parseManifests, type Manifest } from '../../tools/validate/manifests';
import {
  controlNames,
  exemptNamespaces,
  podSecurity,
  type PodSecurityLevel,
} from '../../tools/validate/pod-security';
import { pods } from '../../lib/manifests';

/** A pod as restricted as can be, with what a case adds to its spec, its containers, and its annotations. */
function check(
  change: { pod?: string; container?: string; annotations?: string },
  level: PodSecurityLevel,
): string[] {
  const container = {
    name: 'main',
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  };
  const spec = {
    securityContext: { runAsNonRoot: true, runAsUser: 65534, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [merge(container, change.container)],
    volumes: [
      { name: 'a', configMap: {} },
      { name: 'b', projected: {} },
      { name: 'c', persistentVolumeClaim: {} },
    ],
  };
  const manifest: Manifest = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop' },
    ...{
      spec: {
        template: {
          metadata: { annotations: parse(change.annotations ?? '{}') },
          spec: merge(spec, change.pod),
        },
      },
    },
  };
  return pods([manifest])
    .flatMap((pod) => podSecurity(pod, level))
    .map(
      ({ field, message }) =>
        `${field?.replace('spec.template.spec.', '') ?? ''} ${/\((.*), Pod/.exec(message)?.[1] ?? ''}`,
    );
}

function merge<T extends object>(base: T, yaml = '{}'): T {
  const changes = Object.entries(parse(yaml) as Record<string, unknown>).map(
    ([key, value]): [string, unknown] => {
      const old = (base as Record<string, unknown>)[key];
      return [key, isPlain(old) && isPlain(value) ? merge(old, JSON.stringify(value)) : value];
    },
  );
  return { ...base, ...Object.fromEntries(changes) };
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is bad, and where it is found. */
type Case = [
  control: string,
  change: { pod?: string; container?: string; annotations?: string },
  field: string,
];

const BASELINE: Case[] = [
  [
    'HostProcess',
    { pod: '{ securityContext: { windowsOptions: { hostProcess: true } } }' },
    'securityContext.windowsOptions.hostProcess',
  ],
  ['Host Namespaces', { pod: '{ hostNetwork: true }' }, 'hostNetwork'],
  ['Host Namespaces', { pod: '{ hostPID: true }' }, 'hostPID'],
  ['Host Namespaces', { pod: '{ hostIPC: true }' }, 'hostIPC'],
  [
    'Privileged Containers',
    { container: '{ securityContext: { privileged: true } }' },
    'containers[0].securityContext.privileged',
  ],
  [
    'Host Ports',
    { container: '{ ports: [{ containerPort: 1, hostPort: 9100 }] }' },
    'containers[0].ports[0].hostPort',
  ],
  [
    'Host Probes / Lifecycle Hooks',
    { container: '{ livenessProbe: { httpGet: { host: example.org } } }' },
    'containers[0].livenessProbe.httpGet.host',
  ],
  [
    'Host Probes / Lifecycle Hooks',
    { container: '{ lifecycle: { preStop: { httpGet: { host: 10.0.0.1 } } } }' },
    'containers[0].lifecycle.preStop.httpGet.host',
  ],
  [
    'AppArmor',
    { pod: '{ securityContext: { appArmorProfile: { type: Unconfined } } }' },
    'securityContext.appArmorProfile.type',
  ],
  [
    'AppArmor',
    { annotations: '{ container.apparmor.security.beta.kubernetes.io/main: unconfined }' },
    'annotation container.apparmor.security.beta.kubernetes.io/main',
  ],
  [
    'SELinux',
    { pod: '{ securityContext: { seLinuxOptions: { type: spc_t } } }' },
    'securityContext.seLinuxOptions.type',
  ],
  [
    'SELinux',
    { container: '{ securityContext: { seLinuxOptions: { user: u } } }' },
    'containers[0].securityContext.seLinuxOptions.user',
  ],
  [
    'Sysctls',
    { pod: '{ securityContext: { sysctls: [{ name: kernel.msgmax }] } }' },
    'securityContext.sysctls[0].name',
  ],
];

/** What is of `baseline`, and part of a stricter control of `restricted`. */
const REPLACED: Case[] = [
  [
    'Capabilities',
    { container: '{ securityContext: { capabilities: { add: [NET_RAW], drop: [ALL] } } }' },
    'containers[0].securityContext.capabilities.add',
  ],
  [
    'HostPath Volumes',
    { pod: '{ volumes: [{ name: root, hostPath: { path: / } }] }' },
    'volumes[0].hostPath',
  ],
  [
    '/proc Mount Type',
    { container: '{ securityContext: { procMount: Unmasked } }' },
    'containers[0].securityContext.procMount',
  ],
  [
    'Seccomp',
    { container: '{ securityContext: { seccompProfile: { type: Unconfined } } }' },
    'containers[0].securityContext.seccompProfile.type',
  ],
];

const RESTRICTED: Case[] = [
  ['Volume Types', { pod: '{ volumes: [{ name: root, hostPath: { path: / } }] }' }, 'volumes[0]'],
  ['Volume Types', { pod: '{ volumes: [{ name: share, nfs: { server: s, path: / } }] }' }, 'volumes[0]'],
  [
    'Privilege Escalation',
    { container: '{ securityContext: { allowPrivilegeEscalation: true } }' },
    'containers[0].securityContext.allowPrivilegeEscalation',
  ],
  [
    'Running as Non-root',
    { pod: '{ securityContext: { runAsNonRoot: false } }' },
    'securityContext.runAsNonRoot',
  ],
  [
    'Running as Non-root',
    { container: '{ securityContext: { runAsNonRoot: false } }' },
    'containers[0].securityContext.runAsNonRoot',
  ],
  [
    'Running as Non-root user',
    { container: '{ securityContext: { runAsUser: 0 } }' },
    'containers[0].securityContext.runAsUser',
  ],
  [
    'Seccomp demanded',
    { container: '{ securityContext: { seccompProfile: { type: Unconfined } } }' },
    'containers[0].securityContext.seccompProfile.type',
  ],
  [
    'Capabilities dropped',
    { container: '{ securityContext: { capabilities: { drop: [] } } }' },
    'containers[0].securityContext.capabilities.drop',
  ],
  [
    'Capabilities dropped',
    { container: '{ securityContext: { capabilities: { drop: [ALL], add: [CHOWN] } } }' },
    'containers[0].securityContext.capabilities.add',
  ],
  [
    '/proc Mount Type, also in user namespaces',
    { pod: '{ hostUsers: false }', container: '{ securityContext: { procMount: Unmasked } }' },
    'containers[0].securityContext.procMount',
  ],
];

test('a restricted pod passes', () => {
  expect(check({}, 'restricted')).toEqual([]);
});

test.each([...BASELINE, ...REPLACED])('baseline: %s, %j', (control, change, field) => {
  expect(check(change, 'baseline')).toEqual([`${field} ${control}`]);
});

test.each([...BASELINE, ...RESTRICTED])('restricted: %s, %j', (control, change, field) => {
  expect(check(change, 'restricted')).toEqual([`${field} ${control}`]);
});

test('every control has a bad case', () => {
  expect(new Set([...BASELINE, ...REPLACED].map(([control]) => control))).toEqual(
    new Set(controlNames('baseline')),
  );
  expect(new Set([...BASELINE, ...RESTRICTED].map(([control]) => control))).toEqual(
    new Set(controlNames('restricted')),
  );
});

test('privileged lets everything pass', () => {
  expect(check({ pod: '{ hostNetwork: true }' }, 'privileged')).toEqual([]);
});

test('init containers are held to the same', () => {
  expect(check({ pod: '{ initContainers: [{ name: init }] }' }, 'restricted')).toEqual([
    'initContainers[0].securityContext.allowPrivilegeEscalation Privilege Escalation',
    'initContainers[0].securityContext.capabilities.drop Capabilities dropped',
  ]);
});

test('a pod that says nothing lacks everything for restricted, nothing for baseline', () => {
  const [pod] = pods(
    parseManifests(
      '{ apiVersion: v1, kind: Pod, metadata: { name: a }, spec: { containers: [{ name: b }] } }',
      '',
    ),
  );
  expect(podSecurity(pod!, 'restricted').map(({ field }) => field)).toEqual([
    'spec.containers[0].securityContext.allowPrivilegeEscalation',
    'spec.containers[0].securityContext.runAsNonRoot',
    'spec.containers[0].securityContext.seccompProfile.type',
    'spec.containers[0].securityContext.capabilities.drop',
  ]);
  expect(podSecurity(pod!, 'baseline')).toEqual([]);
});

test('root is allowed in a user namespace, where it is nobody on the host', () => {
  const root = '{ runAsNonRoot: false, runAsUser: 0 }';
  expect(check({ pod: `{ hostUsers: false, securityContext: ${root} }` }, 'restricted')).toEqual([]);
});

test('the template of a CronJob is found', () => {
  const yaml = `{ apiVersion: batch/v1, kind: CronJob, metadata: { name: a },
    spec: { jobTemplate: { spec: { template: { spec: { hostPID: true, containers: [] } } } } } }`;
  const [pod] = pods(parseManifests(yaml, ''));
  expect(podSecurity(pod!, 'baseline')).toEqual([
    expect.objectContaining({ object: 'CronJob a', field: 'spec.jobTemplate.spec.template.spec.hostPID' }),
  ]);
});

test('a namespace lets its pods off by its own label', () => {
  const namespaces = ['privileged', 'baseline', 'restricted'].map(
    (level) =>
      `{ apiVersion: v1, kind: Namespace, metadata: { name: ${level}, labels: { pod-security.kubernetes.io/enforce: ${level} } } }`,
  );
  expect([...exemptNamespaces(parseManifests(namespaces.join('\n---\n'), ''))]).toEqual([
    ['privileged', 'privileged'],
    ['baseline', 'baseline'],
  ]);
});
