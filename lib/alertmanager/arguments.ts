import { compact } from '../values';
import type { Flag } from '../workload';
import type { AlertmanagerModel } from './model';
import {
  CONFIG_DIRECTORY,
  CONFIG_FILE,
  CONFIG_SECRET_FILE,
  DATA_DIRECTORY,
  MESH_PORT,
  WEB_PORT,
} from './paths';

/** What the flags are made from besides the model. */
export interface FlagSource {
  readonly name: string;
  readonly namespace: string;
  readonly webConfigFile: string | undefined;
  readonly clusterTlsFile: string | undefined;
}

/** The flags that we set. Kubernetes puts the values of `$(POD_NAME)` and `$(POD_IP)` in. */
export function ownFlags(model: AlertmanagerModel, source: FlagSource): Flag[] {
  const { logLevel, logFormat, externalUrl, configSecret } = model.props;
  const configFile = configSecret === undefined ? CONFIG_FILE : CONFIG_SECRET_FILE;
  return [
    ['config.file', `${CONFIG_DIRECTORY}/${configFile}`],
    ['storage.path', DATA_DIRECTORY],
    ['data.retention', model.retention],
    ['web.listen-address', `:${WEB_PORT}`],
    ['web.route-prefix', model.pathPrefix],
    ...optionalFlags({
      'web.external-url': externalUrl,
      'web.config.file': source.webConfigFile,
      'log.level': logLevel,
      'log.format': logFormat,
      ...handover(model),
    }),
    ...meshFlags(model, source),
  ];
}

/** What makes an instance easy to follow for whoever replaces the pods one by one. */
function handover({
  updateStrategy,
  props: { dispatchStartDelay, dataMaintenanceInterval },
}: AlertmanagerModel): Readonly<Record<string, string | undefined>> {
  const isWatched = updateStrategy === 'OnDelete';
  return {
    'dispatch.start-delay': dispatchStartDelay ?? (isWatched ? '15s' : undefined),
    'data.maintenance-interval': dataMaintenanceInterval ?? (isWatched ? '1m' : undefined),
  };
}

function meshFlags(
  { hasMesh, names, props }: AlertmanagerModel,
  { name, namespace, clusterTlsFile }: FlagSource,
): Flag[] {
  if (!hasMesh) {
    return [['cluster.listen-address', '']];
  }
  return [
    // The address of the pod, and not all of them: a mesh that listens to any address looks for a private one to
    // advertise, and finds none in pods with public addresses or IPv6 alone. The brackets hold for IPv4, too.
    ['cluster.listen-address', `[$(POD_IP)]:${MESH_PORT}`],
    // Names make the order in which instances notify. Pods keep theirs over a restart.
    ['cluster.peer-name', '$(POD_NAME)'],
    ['cluster.label', props.clusterLabel ?? `${namespace}/${name}`],
    // One name for all pods, whatever their number: see ADR 0005.
    ['cluster.peer', `${names.headlessService}.${namespace}.svc:${MESH_PORT}`],
    ...(props.additionalPeers ?? []).map((peer): Flag => ['cluster.peer', peer]),
    // The addresses of pods that are gone never come back.
    ['cluster.reconnect-timeout', '5m'],
    ...optionalFlags({
      'cluster.advertise-address': props.clusterAdvertiseAddress,
      'cluster.gossip-interval': props.clusterGossipInterval,
      'cluster.pushpull-interval': props.clusterPushpullInterval,
      'cluster.peer-timeout': props.clusterPeerTimeout,
      'cluster.settle-timeout': props.clusterSettleTimeout,
      'cluster.tls-config': clusterTlsFile,
    }),
  ];
}

function optionalFlags(flags: Readonly<Record<string, string | undefined>>): Flag[] {
  return Object.entries(compact<Record<string, string>>(flags));
}
