import type { Where } from '../problems';
import { checkChoice, checkDnsLabel, checkDnsSubdomain, checkWholeNumber } from '../values';
import { checkWorkload } from '../workload';
import { checkGoDuration } from './go-duration';
import { checkHostPort } from './host-port';
import { LONGEST_NAME } from './names';
import { RELOADER_PORT_NAME } from './paths';
import type { AlertmanagerProps } from './props';

/** More replicas are safer only up to a point: each one waits for all those before it. */
const DEFAULT_REPLICAS = 3;

/** Far beyond what makes sense, and near enough that a slip of the finger is found. */
const MOST_REPLICAS = 100;

/** Ports of the pods besides the one for queries. */
const OTHER_PORTS: readonly string[] = ['tcp-mesh', 'udp-mesh', RELOADER_PORT_NAME];

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
  for (const field of ['clusterGossipInterval', 'clusterPushpullInterval', 'clusterPeerTimeout'] as const) {
    checkGoDuration(where.at(field), props[field], { positive: true });
  }
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
