import type { Container } from 'kubernetes-types/core/v1';
import type { Pod } from '../../../lib/manifests';
import type { Control, Violation } from './control';
import { allowOnly, containers, hasUserNamespace, securityContexts } from './parts';

const CAPABILITIES = [
  ...[
    'AUDIT_WRITE',
    'CHOWN',
    'DAC_OVERRIDE',
    'FOWNER',
    'FSETID',
    'KILL',
    'MKNOD',
    'NET_BIND_SERVICE',
    'SETFCAP',
  ],
  ...['SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'],
];

const SELINUX_TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'];

const SYSCTLS = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
];

const APPARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

/** What nobody needs who does not administrate hosts: no known way out of the container. */
export const BASELINE: readonly Control[] = [
  { name: 'HostProcess', violations: hostProcess },
  { name: 'Host Namespaces', violations: hostNamespaces },
  { name: 'Privileged Containers', violations: privileged },
  { name: 'Capabilities', violations: capabilities },
  { name: 'HostPath Volumes', violations: hostPath },
  { name: 'Host Ports', violations: hostPorts },
  { name: 'Host Probes / Lifecycle Hooks', violations: handlerHosts },
  { name: 'AppArmor', violations: appArmor },
  { name: 'SELinux', violations: seLinux },
  { name: '/proc Mount Type', violations: (pod) => (hasUserNamespace(pod.spec) ? [] : procMount(pod)) },
  { name: 'Seccomp', violations: seccomp },
  { name: 'Sysctls', violations: sysctls },
];

function hostProcess({ spec }: Pod): Violation[] {
  return securityContexts(spec).flatMap(({ field, context }) =>
    allowOnly(`${field}.windowsOptions.hostProcess`, context.windowsOptions?.hostProcess, [false]),
  );
}

function hostNamespaces({ spec }: Pod): Violation[] {
  return (['hostNetwork', 'hostPID', 'hostIPC'] as const).flatMap((field) =>
    allowOnly(field, spec[field], [false]),
  );
}

function privileged({ spec }: Pod): Violation[] {
  return containers(spec).flatMap(({ field, container }) =>
    allowOnly(`${field}.securityContext.privileged`, container.securityContext?.privileged, [false]),
  );
}

function capabilities({ spec }: Pod): Violation[] {
  return containers(spec).flatMap(({ field, container }) =>
    (container.securityContext?.capabilities?.add ?? []).flatMap((capability) =>
      allowOnly(`${field}.securityContext.capabilities.add`, capability, CAPABILITIES),
    ),
  );
}

function hostPath({ spec }: Pod): Violation[] {
  return (spec.volumes ?? []).flatMap((volume, index) =>
    volume.hostPath === undefined
      ? []
      : [{ field: `volumes[${index}].hostPath`, message: `volume "${volume.name}" is a path of the host` }],
  );
}

function hostPorts({ spec }: Pod): Violation[] {
  return containers(spec).flatMap(({ field, container }) =>
    (container.ports ?? []).flatMap((port, index) =>
      allowOnly(`${field}.ports[${index}].hostPort`, port.hostPort, [0]),
    ),
  );
}

function handlerHosts({ spec }: Pod): Violation[] {
  return containers(spec).flatMap(({ field, container }) =>
    handlers(container).flatMap(([name, handler]) =>
      (['httpGet', 'tcpSocket'] as const).flatMap((kind) =>
        allowOnly(`${field}.${name}.${kind}.host`, handler?.[kind]?.host, ['']),
      ),
    ),
  );
}

function handlers({ livenessProbe, readinessProbe, startupProbe, lifecycle }: Container) {
  return Object.entries({
    livenessProbe,
    readinessProbe,
    startupProbe,
    'lifecycle.postStart': lifecycle?.postStart,
    'lifecycle.preStop': lifecycle?.preStop,
  });
}

function appArmor({ spec, annotations }: Pod): Violation[] {
  const fields = securityContexts(spec).flatMap(({ field, context }) =>
    // The types of kubernetes-types are of 1.30, where the field was new.
    allowOnly(`${field}.appArmorProfile.type`, context.appArmorProfile?.type, [
      'RuntimeDefault',
      'Localhost',
    ]),
  );
  const bad = Object.entries(annotations).filter(
    ([key, value]) =>
      key.startsWith(APPARMOR_ANNOTATION) && !/^($|runtime\/default$|localhost\/)/.test(value),
  );
  return [
    ...fields,
    ...bad.map(([key, value]) => ({ field: `annotation ${key}`, message: `is "${value}"` })),
  ];
}

function seLinux({ spec }: Pod): Violation[] {
  return securityContexts(spec).flatMap(({ field, context: { seLinuxOptions } }) => [
    ...allowOnly(`${field}.seLinuxOptions.type`, seLinuxOptions?.type, SELINUX_TYPES),
    ...allowOnly(`${field}.seLinuxOptions.user`, seLinuxOptions?.user, ['']),
    ...allowOnly(`${field}.seLinuxOptions.role`, seLinuxOptions?.role, ['']),
  ]);
}

export function procMount({ spec }: Pod): Violation[] {
  return containers(spec).flatMap(({ field, container }) =>
    allowOnly(`${field}.securityContext.procMount`, container.securityContext?.procMount, ['Default']),
  );
}

export function seccomp({ spec }: Pod): Violation[] {
  return securityContexts(spec).flatMap(({ field, context }) =>
    allowOnly(`${field}.seccompProfile.type`, context.seccompProfile?.type, ['RuntimeDefault', 'Localhost']),
  );
}

function sysctls({ spec }: Pod): Violation[] {
  return (spec.securityContext?.sysctls ?? []).flatMap(({ name }, index) =>
    allowOnly(`securityContext.sysctls[${index}].name`, name, SYSCTLS),
  );
}
