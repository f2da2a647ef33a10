import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../support/free-port';
import { tcp, type MeshEndpoint, type MeshTls } from '../../../lib/companion/mesh';
import { AlertmanagerApi } from '../../cluster/alertmanager';
import { http } from '../../cluster/http-client';
import { Process } from '../../cluster/processes';
import { requireProgram } from '../../support/programs';

export interface InstanceOptions {
  /** @default - one at random, as versions before 0.30 have it */
  readonly name?: string;
  readonly address: string;

  /** @default 'alertmanager' */
  readonly program?: string;
  readonly label?: string | undefined;
  readonly peers?: readonly string[];

  /** Where it notifies: a webhook. */
  readonly receiver?: string;

  /** Of `--cluster.tls-config`, and what we need to be let in. */
  readonly tls?: { readonly configFile: string; readonly client: MeshTls };
  readonly args?: readonly string[];
}

/** An Alertmanager that runs for a test. */
export class Instance {
  readonly api: AlertmanagerApi;
  readonly endpoint: MeshEndpoint;

  constructor(
    readonly process: Process,
    readonly address: string,
    readonly ports: Ports,
    { label, tls }: InstanceOptions,
  ) {
    this.api = new AlertmanagerApi(`http://${address}:${ports.web}`);
    this.endpoint = { dial: tcp(address, ports.mesh), label, tls: tls?.client };
  }

  async untilReady(): Promise<void> {
    const url = `${this.api.url}/-/ready`;
    await this.process.until('readiness', async () => (await http(url)).status === 200, { every: 20 });
  }

  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.process.exited;
  }
}

interface Ports {
  readonly web: number;
  readonly mesh: number;
}

/** Alertmanagers on loopback addresses, which end with the test file. All listen on the same two ports. */
export class Alertmanagers {
  static async prepare(): Promise<Alertmanagers> {
    return new Alertmanagers(mkdtempSync(join(tmpdir(), 'alertmanagers-')), {
      web: await freePort(),
      mesh: await freePort(),
    });
  }

  private readonly running: Instance[] = [];
  private count = 0;

  private constructor(
    readonly dir: string,
    readonly ports: Ports,
  ) {}

  /** Starts one, and returns when it is ready. */
  async start(options: InstanceOptions): Promise<Instance> {
    const { name, address, program = 'alertmanager', label, peers = [], receiver, tls, args = [] } = options;
    const { web, mesh } = this.ports;
    this.count += 1;
    const dir = join(this.dir, `${this.count}`);
    mkdirSync(dir);
    const config = join(dir, 'alertmanager.yml');
    writeFileSync(config, JSON.stringify(configuration(receiver)));
    const process = Process.start(
      requireProgram(program),
      [
        `--config.file=${config}`,
        `--storage.path=${join(dir, 'data')}`,
        `--web.listen-address=${address}:${web}`,
        `--cluster.listen-address=${address}:${mesh}`,
        `--cluster.advertise-address=${address}:${mesh}`,
        ...(name === undefined ? [] : [`--cluster.peer-name=${name}`]),
        ...(label === undefined ? [] : [`--cluster.label=${label}`]),
        ...(tls === undefined ? [] : [`--cluster.tls-config=${tls.configFile}`]),
        ...peers.map((peer) => `--cluster.peer=${peer}:${mesh}`),
        ...args,
      ],
      { name: name ?? program, log: join(dir, 'log') },
    );
    const instance = new Instance(process, address, this.ports, options);
    this.running.push(instance);
    await instance.untilReady();
    return instance;
  }

  async stop(): Promise<void> {
    await Promise.all(this.running.filter(({ process }) => process.running).map((each) => each.kill()));
    rmSync(this.dir, { recursive: true });
  }
}

/** One group per alert, notified at once, and again only after hours. */
function configuration(url: string | undefined): object {
  return {
    route: {
      receiver: 'pager',
      group_by: ['...'],
      group_wait: '100ms',
      group_interval: '1s',
      repeat_interval: '4h',
    },
    receivers: [{ name: 'pager', webhook_configs: url === undefined ? [] : [{ url }] }],
  };
}
