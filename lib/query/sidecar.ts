import type { Container, EnvVar, VolumeMount } from 'kubernetes-types/core/v1';
import { checkExclusive, type FileContext } from '../http';
import type { Where } from '../problems';
import { checkChoice, checkDuration, compact, goDuration } from '../values';
import { thanosFlags } from '../versions';
import { containerSecurity, renderArguments, type Flag } from '../workload';
import { given } from './compiled';
import { checkGrpcServerTls, grpcServerFlags } from './grpc-tls';
import { checkObjectStorage, renderObjectStorage } from './objstore';
import { GRPC_PORT, GRPC_PORT_NAME, HTTP_PORT } from './paths';
import { thanosRelease } from './release';
import type { ThanosSidecar } from './sidecar-props';

/** Name of the port of its metrics and probes. */
export const SIDECAR_HTTP_PORT_NAME = 'http';

/** Ports of the sidecar, in the operator's words. */
export const SIDECAR_PORTS = [
  { name: SIDECAR_HTTP_PORT_NAME, number: HTTP_PORT },
  { name: GRPC_PORT_NAME, number: GRPC_PORT },
] as const;

/** Where it writes down which blocks are uploaded: Prometheus reads it before it compacts. */
const SHIPPER_FILE = 'thanos.shipper.json';

const RESOURCES = { requests: { cpu: '10m', memory: '100Mi' } };

/** The Prometheus beside it. */
export interface SidecarSurroundings {
  readonly url: string;

  /** Path of the file that says how it is spoken to, where plain HTTP will not do. */
  readonly clientFile: string | undefined;

  /** Its text: what it names is mounted. */
  readonly clientText: string;
  readonly dataDirectory: string;
  readonly dataMount: VolumeMount;

  /** Folder of the files that are written for the pod, and its mount. */
  readonly configMount: VolumeMount;

  /** File for an object storage that is not in a Secret. */
  readonly objectStorageFile: string;

  /** How long it may take to start, in seconds. */
  readonly startupSeconds: number;
  readonly imagePullPolicy: Container['imagePullPolicy'];
}

/** A sidecar, and what it asks of the pod. */
export interface RenderedSidecar {
  /** The container, given the mounts of all files that the pod has. */
  readonly container: (mounts: readonly VolumeMount[]) => Container;

  /** Text of the file of the object storage, where we write it. */
  readonly objectStorage: string | undefined;
}

/** Reports what is wrong with a sidecar, whatever it is beside. */
export function checkSidecar(where: Where, props: ThanosSidecar): void {
  const { version } = thanosRelease(where, props);
  checkObjectStorage(where, props, version);
  checkExclusive(where, props, ['tracingConfig', 'tracingConfigFile']);
  checkGrpcServerTls(where.at('grpcServerTlsConfig'), props.grpcServerTlsConfig);
  for (const field of ['blockSize', 'readyTimeout', 'getConfigInterval', 'getConfigTimeout'] as const) {
    checkDuration(where.at(field), props[field], { positive: true });
  }
  checkChoice(where.at('logLevel'), props.logLevel, ['debug', 'info', 'warn', 'error']);
  checkChoice(where.at('logFormat'), props.logFormat, ['logfmt', 'json']);
  if (props.blockSize !== undefined && !hasObjectStorage(props)) {
    where.at('blockSize').warning({
      code: 'no-effect',
      value: props.blockSize,
      complaint: 'has no effect: no blocks are uploaded',
      remedy: 'Leave it out, or set `objectStorageConfig`.',
    });
  }
}

/** Whether blocks are uploaded. */
export function hasObjectStorage(props: ThanosSidecar): boolean {
  return props.objectStorageConfig !== undefined || props.objectStorageConfigFile !== undefined;
}

/** Flags of Prometheus that keep it from compacting a block before it is uploaded. */
export function uploadFlags(props: ThanosSidecar | undefined, dataDirectory: string): Flag[] {
  if (props === undefined || !hasObjectStorage(props)) {
    return [];
  }
  return props.blockSize === undefined
    ? [['storage.tsdb.delay-compact-file.path', `${dataDirectory}/${SHIPPER_FILE}`]]
    : [
        ['storage.tsdb.min-block-duration', props.blockSize],
        ['storage.tsdb.max-block-duration', props.blockSize],
      ];
}

/** The sidecar of a Prometheus. */
export function renderSidecar(
  where: Where,
  props: ThanosSidecar,
  beside: SidecarSurroundings,
  context: FileContext,
): RenderedSidecar {
  const { version, image } = thanosRelease(where, props);
  const { files, referrer } = context;
  const storage = renderObjectStorage(where, props, beside.objectStorageFile, context);
  const tracing =
    props.tracingConfig === undefined
      ? props.tracingConfigFile
      : files.secret(where.at('tracingConfig'), props.tracingConfig, referrer);
  const own: Flag[] = [
    ['prometheus.url', beside.url],
    ['prometheus.ready_timeout', goDuration(props.readyTimeout ?? `${beside.startupSeconds}s`)],
    ['http-address', `:${HTTP_PORT}`],
    ['grpc-address', `:${GRPC_PORT}`],
    ...given([
      ['prometheus.http-client-file', beside.clientFile],
      ['prometheus.get_config_interval', props.getConfigInterval && goDuration(props.getConfigInterval)],
      ['prometheus.get_config_timeout', props.getConfigTimeout && goDuration(props.getConfigTimeout)],
      ['min-time', props.minTime],
      ['log.level', props.logLevel],
      ['log.format', props.logFormat],
      ['tracing.config-file', tracing],
    ]),
    ...(storage.path === undefined
      ? []
      : ([
          ['objstore.config-file', storage.path],
          ['tsdb.path', beside.dataDirectory],
          ['shipper.meta-file-name', SHIPPER_FILE],
        ] as const)),
    ...grpcServerFlags(where.at('grpcServerTlsConfig'), props.grpcServerTlsConfig, context),
  ];
  const args = renderArguments(where.at('additionalArgs'), own, props.additionalArgs ?? [], {
    known: thanosFlags.sidecar,
    version,
    program: 'Thanos (sidecar)',
  });
  const texts = [...args, beside.clientText, ...storage.env.map(({ value = '' }: EnvVar) => value)];
  const uses = (path: string): boolean => texts.some((text) => text.includes(`${path}/`));
  return {
    objectStorage: storage.text,
    container: (mounts) =>
      compact<Container>({
        name: 'thanos-sidecar',
        image,
        imagePullPolicy: beside.imagePullPolicy,
        args: ['sidecar', ...args],
        env: storage.env.length === 0 ? undefined : [...storage.env],
        ports: SIDECAR_PORTS.map(({ name, number }) => ({ name, containerPort: number, protocol: 'TCP' })),
        resources: props.resources ?? RESOURCES,
        securityContext: containerSecurity,
        // Ready when it has read the external labels: until then, and while Prometheus is not, nobody may read it.
        readinessProbe: { ...probe('ready'), periodSeconds: 5, failureThreshold: 3 },
        livenessProbe: { ...probe('healthy'), periodSeconds: 10, failureThreshold: 6 },
        volumeMounts: [
          ...(uses(beside.configMount.mountPath) ? [beside.configMount] : []),
          ...(storage.path === undefined ? [] : [beside.dataMount]),
          ...mounts.filter(({ mountPath }) => uses(mountPath)),
          ...(props.volumeMounts ?? []),
        ],
        terminationMessagePolicy: 'FallbackToLogsOnError',
      }),
  };
}

function probe(state: 'ready' | 'healthy') {
  return { httpGet: { path: `/-/${state}`, port: SIDECAR_HTTP_PORT_NAME }, timeoutSeconds: 3 };
}
