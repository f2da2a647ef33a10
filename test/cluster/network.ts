import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const BRIDGE = 'pods';

/**
 * One that it keeps. By itself a bridge takes the lowest of its ports': it would be another one when a pod comes or goes, and pods that
 * remember the former one would talk to nobody for half a minute.
 */
const BRIDGE_MAC = '0a:58:0a:f4:00:01';

/** Where Services live, and in it the API server: what a pod finds in KUBERNETES_SERVICE_HOST. */
export const SERVICE_RANGE = '10.96.0.0/16';
export const API_SERVER_ADDRESS = '10.96.0.1';
export const NODE_ADDRESS = '10.244.0.1';

const run = promisify(execFile);

/**
 * The network of one cluster: a bridge of the sandbox, and a cable to it from each pod.
 *
 * Real addresses, because the EndpointSlice controller refuses loopback ones. No address is ever used
 * twice, so what still talks to a pod that is gone talks to nobody.
 */
export class PodNetwork {
  static async create(): Promise<PodNetwork> {
    await ip('link', 'del', BRIDGE).catch(() => undefined); // left by a test file that crashed
    await ip('link', 'add', BRIDGE, 'address', BRIDGE_MAC, 'type', 'bridge');
    await ip('addr', 'add', `${NODE_ADDRESS}/16`, 'dev', BRIDGE);
    await ip('addr', 'add', `${API_SERVER_ADDRESS}/32`, 'dev', BRIDGE);
    await ip('link', 'set', BRIDGE, 'up');
    return new PodNetwork();
  }

  /** The first address is the node's. */
  private used = 1;

  /** A fresh address at which this very process can listen: for stand-ins that the test plays itself. */
  async address(): Promise<string> {
    const address = this.next();
    await ip('addr', 'add', `${address}/32`, 'dev', BRIDGE);
    return address;
  }

  /** A fresh network namespace, with an address of its own. */
  async connect(): Promise<PodLink> {
    const address = this.next();
    const id = `pod${this.used}`;
    await ip('netns', 'add', id);
    await ip('link', 'add', id, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', id);
    await ip('link', 'set', id, 'master', BRIDGE, 'up');
    await ip('-n', id, 'addr', 'add', `${address}/16`, 'dev', 'eth0');
    await ip('-n', id, 'link', 'set', 'lo', 'up');
    await ip('-n', id, 'link', 'set', 'eth0', 'up');
    await ip('-n', id, 'route', 'add', SERVICE_RANGE, 'dev', 'eth0');
    return new PodLink(id, address);
  }

  async close(): Promise<void> {
    await ip('link', 'del', BRIDGE);
  }

  private next(): string {
    this.used += 1;
    return `10.244.${this.used >> 8}.${this.used & 255}`;
  }
}

/** The network of one pod. */
export class PodLink {
  /** The namespace, as a file that `nsenter` takes. */
  readonly namespace: string;

  constructor(
    private readonly id: string,
    readonly address: string,
  ) {
    this.namespace = `/run/netns/${id}`;
  }

  /** Pulls the cable: the pod goes on, alone. */
  async isolate(): Promise<void> {
    await ip('link', 'set', this.id, 'down');
  }

  async rejoin(): Promise<void> {
    await ip('link', 'set', this.id, 'up');
  }

  /** Takes both ends of the cable away. */
  async remove(): Promise<void> {
    await ip('link', 'del', this.id);
    await ip('netns', 'del', this.id);
  }
}

async function ip(...args: string[]): Promise<void> {
  await run('ip', args);
}
