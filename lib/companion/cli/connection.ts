import { hostname } from 'node:os';
import { readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import {
  AlertmanagerInstances,
  DirectReach,
  findAccess,
  KubernetesApi,
  KubernetesCluster,
  KubernetesLease,
  OutsideReach,
  systemClock,
  systemNames,
  type SetReference,
} from '../kubernetes';
import type { MeshTls } from '../mesh';
import type { Ports } from '../rollout';
import { CliError } from './cli-error';
import { EXIT } from './exit-code';
import type { CommonOptions } from './options';

/** Everything that a command works with. */
export interface Connection {
  readonly set: SetReference;
  readonly api: KubernetesApi;
  readonly cluster: KubernetesCluster;
  readonly lease: KubernetesLease;
  readonly ports: Ports;
}

/** @param name of the StatefulSet */
export async function connect(name: string, options: CommonOptions): Promise<Connection> {
  const tls = meshTls(options);
  const access = await findAccess(options);
  const set = { namespace: options.namespace ?? access.namespace, name };
  const api = new KubernetesApi(access);
  const cluster = new KubernetesCluster(api, set, systemClock);
  const identity = `${hostname()}-${process.pid}-${randomBytes(3).toString('hex')}`;
  const way = options.access ?? (access.inCluster ? 'direct' : 'port-forward');
  const reach = way === 'direct' ? new DirectReach() : new OutsideReach(api, access, set.namespace);
  const instances = new AlertmanagerInstances(reach, tls);
  const lease = new KubernetesLease(api, set, identity, systemClock);
  return {
    set,
    api,
    cluster,
    lease,
    ports: { cluster, instances, lease, clock: systemClock, names: systemNames },
  };
}

function meshTls({ meshCa, meshCert, meshKey, meshServerName }: CommonOptions): MeshTls | undefined {
  if ((meshCert === undefined) !== (meshKey === undefined)) {
    throw new CliError(EXIT.usage, '--mesh-cert and --mesh-key belong together');
  }
  const given = { ca: read(meshCa), cert: read(meshCert), key: read(meshKey), servername: meshServerName };
  const known = Object.entries(given).filter(([, value]) => value !== undefined);
  return known.length === 0 ? undefined : Object.fromEntries(known);
}

function read(path: string | undefined): Buffer | undefined {
  try {
    return path === undefined ? undefined : readFileSync(path);
  } catch (error) {
    throw new CliError(EXIT.usage, `${path} cannot be read: ${(error as Error).message}`);
  }
}
