import type { Where } from '../problems';
import { checkChoice, checkDnsLabel, checkDnsSubdomain, checkGoDuration, checkWholeNumber } from '../values';
import { checkSelector } from '../scrape';
import { checkWorkload } from '../workload';
import { checkHostPort } from './host-port';
import { LONGEST_NAME } from './names';
import { RELOADER_PORT_NAME } from './paths';
import { checkOwnRollout } from './rollout-check';
import type { AlertmanagerProps } from './props';

/** More replicas are safer only up to a point: each one waits for all those before it. */
const DEFAULT_REPLICAS = 3;

/** Far beyond what makes sense, and near enough that a slip of the finger is found. */
const MOST_REPLICAS = 100;

/** Ports of the pods besides the one for queries. */
const OTHER_PORTS: readonly string[] = ['tcp-mesh', 'udp-mesh', RELOADER_PORT_NAME];

/** Flags that take durations of Go. */
const DURATIONS = [
  'clusterGossipInterval',
  'clusterPushpullInterval',
  'clusterPeerTimeout',
  'clusterSettleTimeout',
  'dispatchStartDelay',
  'dataMaintenanceInterval',
] as const;

/** How many instances there are; the default where that is no number of instances. */
export function readReplicas(replicas: number | undefined): number {
  const isUsable = Number.isInteger(replicas) && Number(replicas) >= 1 && Number(replicas) <= MOST_REPLICAS;
  return isUsable ? Number(replicas) : DEFAULT_REPLICAS;
}

/** Reports what is wrong with an Alertmanager, besides its configuration. */
export function checkAlertmanager(where: Where, name: string, props: AlertmanagerProps): void {
  checkDnsLabel(where.at('name'), name, LONGEST_NAME);
  checkWorkload(where, props);
  checkOwnPortName(where.at('portName'), props.portName);
  checkWholeNumber(where.at('replicas'), props.replicas, { least: 1, most: MOST_REPLICAS });
  checkChoice(where.at('updateStrategy'), props.updateStrategy, ['RollingUpdate', 'OnDelete']);
  checkGoDuration(where.at('retention'), props.retention, { positive: true });
  for (const field of DURATIONS) {
    checkGoDuration(where.at(field), props[field], { positive: true });
  }
  checkSingle(where.at('replicas'), props);
  checkSelector(where.at('alertmanagerConfigSelector'), props.alertmanagerConfigSelector);
  checkSelector(where.at('alertmanagerConfigNamespaceSelector'), props.alertmanagerConfigNamespaceSelector);
  checkChoice(where.at('alertmanagerConfigMatcherStrategy'), props.alertmanagerConfigMatcherStrategy, [
    'OnNamespace',
    'OnNamespaceExceptForAlertmanagerNamespace',
    'None',
  ]);
  checkMeshOnly(where, props);
  checkOwnRollout(where, name, props);
  checkPeers(where.at('additionalPeers'), props);
  checkConfigSecret(where.at('configSecret'), props);
}

function checkConfigSecret(where: Where, { config, configSecret }: AlertmanagerProps): void {
  if (configSecret === undefined) {
    return;
  }
  checkDnsSubdomain(where, configSecret);
  if (config !== 'external') {
    where.error({
      code: 'contradiction',
      value: configSecret,
      complaint: 'holds a configuration, and `config` is one as well',
      remedy: "Set `config: 'external'`, or leave it out.",
    });
  }
}

/** What a single instance means for the time of a deployment is best known before. */
function checkSingle(where: Where, { replicas, storage }: AlertmanagerProps): void {
  if (replicas !== 1) {
    return;
  }
  const isLost = storage === undefined || storage.emptyDir !== undefined;
  where.warning({
    code: 'single-replica',
    value: 1,
    complaint: `notifies nobody while its pod is replaced${isLost ? ', and its silences and the memory of what was notified are lost with the pod' : ''}`,
    remedy: `Run two or three replicas${isLost ? '; or give it a volume, so that it at least remembers' : ''}.`,
  });
}

/** Settings of a mesh that is not there. */
function checkMeshOnly(where: Where, props: AlertmanagerProps): void {
  if (props.replicas !== 1 || props.forceEnableClusterMode === true) {
    return;
  }
  for (const field of ['clusterTLS', 'clusterAdvertiseAddress', 'additionalPeers'] as const) {
    if (props[field] !== undefined) {
      where.at(field).error({
        code: 'contradiction',
        complaint: 'has no effect: a single replica has no mesh',
        remedy: 'Set `forceEnableClusterMode: true`, or leave it out.',
      });
    }
  }
}

/** Ports of a pod that are called alike would be one to its Services. */
function checkOwnPortName(where: Where, portName: string | undefined): void {
  if (portName !== undefined && OTHER_PORTS.includes(portName)) {
    where.error({
      code: 'invalid-port',
      value: portName,
      complaint: 'is the name of another port of the pods',
      remedy: `Choose a name other than ${OTHER_PORTS.join(', ')}.`,
    });
  }
}

function checkPeers(where: Where, { additionalPeers = [], networkPolicy = {} }: AlertmanagerProps): void {
  additionalPeers.forEach((peer, index) => {
    checkHostPort(where.at(index), peer);
  });
  if (additionalPeers.length > 0 && networkPolicy !== false && (networkPolicy.meshFrom ?? []).length === 0) {
    where.warning({
      code: 'kept-out',
      value: additionalPeers,
      complaint: 'can be reached from here, but the NetworkPolicy does not let them in',
      remedy: 'Name them in `networkPolicy.meshFrom`.',
    });
  }
}
