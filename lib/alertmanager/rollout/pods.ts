import type { Container, PodSpec, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import type { FileContext, TlsConfig } from '../../http';
import type { Where } from '../../problems';
import { MountedFiles } from '../../references';
import { compact } from '../../values';
import { containerSecurity, type PodParts } from '../../workload';
import { DEFAULT_DEADLINE, METRICS_PORT, METRICS_PORT_NAME, type RolloutModel } from './model';
import { BUNDLE_DIRECTORY, STARTER } from './parts';

/** Where certificates of the mesh are. */
const FILES_ROOT = '/etc/companion';

/** The pods of the companion, whatever makes them. */
export function rolloutPods(
  where: Where,
  model: RolloutModel,
  bundle: readonly string[],
): PodParts & { readonly placement: Partial<PodSpec> } {
  const { props, rolled, fullName, identity, place } = model;
  const files = new MountedFiles(place.namespace, FILES_ROOT);
  const context: FileContext = { files, referrer: { namespace: place.namespace, optional: false } };
  const args = [...argsOf(model), ...meshArgs(where.at('meshTLS'), rolled.meshTLS, context)];
  const volumes: Volume[] = [
    {
      name: 'companion',
      projected: { sources: bundle.map((name) => ({ configMap: { name } })) },
    },
    ...files.volumes(),
  ];
  return {
    identity,
    serviceAccountName: fullName,
    token: true,
    containers: [container(model, args, files.mounts())],
    volumes,
    // It lets its Lease go, and writes its copy down.
    gracePeriodSeconds: 30,
    spread: false,
    placement: compact({ priorityClassName: props.priorityClassName }),
  };
}

function container(
  { props, image }: RolloutModel,
  args: readonly string[],
  mounts: readonly VolumeMount[],
): Container {
  const isController = props.mode === 'Controller';
  const probe = { httpGet: { path: '/healthz', port: METRICS_PORT_NAME }, timeoutSeconds: 5 };
  return compact<Container>({
    name: 'companion',
    image,
    imagePullPolicy: props.imagePullPolicy,
    command: ['node', '-e', STARTER, '--'],
    args: [...args],
    ports: isController
      ? [{ name: METRICS_PORT_NAME, containerPort: METRICS_PORT, protocol: 'TCP' }]
      : undefined,
    livenessProbe: isController ? { ...probe, periodSeconds: 20, failureThreshold: 6 } : undefined,
    readinessProbe: isController ? { ...probe, periodSeconds: 5, failureThreshold: 3 } : undefined,
    resources: props.resources ?? {
      requests: { cpu: '10m', memory: '80Mi' },
      limits: { memory: '512Mi' },
    },
    securityContext: containerSecurity,
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [{ name: 'companion', mountPath: BUNDLE_DIRECTORY, readOnly: true }, ...mounts],
  });
}

function argsOf({ props, rolled, place, storeSecret }: RolloutModel): string[] {
  const common = [
    rolled.statefulSet,
    `--namespace=${place.namespace}`,
    `--deadline=${props.deadline ?? DEFAULT_DEADLINE}`,
    ...(props.gapless === true ? ['--gapless'] : []),
    ...(props.forceFromDegraded === true ? ['--force-from-degraded'] : []),
  ];
  return props.mode === 'Job'
    ? ['rollout', ...common, ...(props.onFailure === 'rollback' ? ['--on-failure=rollback'] : [])]
    : [
        'controller',
        ...common,
        `--listen=${METRICS_PORT}`,
        ...(storeSecret === undefined ? [] : [`--store-secret=${storeSecret}`]),
      ];
}

/** What it shows to, and demands of, a mesh with TLS. */
function meshArgs(where: Where, tls: TlsConfig | undefined, { files, referrer }: FileContext): string[] {
  if (tls === undefined) {
    return [];
  }
  const either = (field: 'ca' | 'cert') => {
    const reference = tls[field];
    return reference === undefined ? undefined : files.either(where.at(field), reference, referrer);
  };
  const key = tls.keySecret && files.secret(where.at('keySecret'), tls.keySecret, referrer);
  const flags = {
    'mesh-ca': either('ca'),
    'mesh-cert': either('cert'),
    'mesh-key': key,
    'mesh-server-name': tls.serverName,
  };
  return Object.entries(flags).flatMap(([flag, value]) =>
    value === undefined ? [] : [`--${flag}=${value}`],
  );
}
