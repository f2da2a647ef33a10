import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import {
  connect,
  createServer as createTcpServer,
  type AddressInfo,
  type Server as TcpServer,
} from 'node:net';
import type { StatefulSetSpec } from 'kubernetes-types/apps/v1';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findInstance, prometheusFiles } from '../../lib/manifests';
import type { Manifest } from '../../lib/kubernetes';
import type { PodFiles } from '../prometheus/pod-files';
import { RunningPrometheus } from '../prometheus/running';

/** Targets on many addresses of this machine: counters that grow steadily, each at a pace of its own, and a temperature. */
export class Targets {
  static async start(): Promise<Targets> {
    const targets = new Targets();
    targets.server.listen(0, '0.0.0.0');
    await once(targets.server, 'listening');
    return targets;
  }

  private readonly began = Date.now();
  private readonly server: Server = createServer(({ headers: { host = '' } }, response) => {
    const number = Number(/^127\.0\.0\.(\d+)/.exec(host)?.[1]);
    const requests = number * ((Date.now() - this.began) / 1000);
    response.setHeader('Content-Type', 'text/plain; version=0.0.4');
    response.end(`# TYPE requests_total counter\nrequests_total ${requests}\ntemperature ${number}\n`);
  });

  /** Addresses of targets with these numbers. */
  addresses(...numbers: readonly number[]): string[] {
    const { port } = this.server.address() as AddressInfo;
    return numbers.map((number) => `127.0.0.${number}:${port}`);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

/** A Service: leads to the first of its pods that listens. */
class Service {
  static async start(ports: readonly number[]): Promise<Service> {
    const service = new Service(ports);
    service.server.listen(0, '127.0.0.1');
    await once(service.server, 'listening');
    return service;
  }

  private readonly server: TcpServer;

  private constructor(ports: readonly number[]) {
    this.server = createTcpServer((client) => {
      client.on('error', () => client.destroy());
      const attempt = (index: number): void => {
        const port = ports[index];
        if (port === undefined) {
          client.destroy();
          return;
        }
        const pod = connect(port, '127.0.0.1');
        pod.once('connect', () => {
          client.pipe(pod).pipe(client);
          pod.once('close', () => client.destroy());
          client.once('close', () => pod.destroy());
        });
        pod.on('error', () => {
          pod.destroy();
          attempt(index + 1);
        });
      };
      attempt(0);
    });
  }

  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
  }
}

/** Prometheis of an app, each a process with the configuration that its pods would have. */
export class Clusters {
  static async create(program: string, manifests: readonly Manifest[]): Promise<Clusters> {
    const root = await mkdtemp(join(tmpdir(), 'cdk8s-prometheus-federation-'));
    return new Clusters(program, manifests, root);
  }

  private readonly files = new Map<RunningPrometheus, Pick<PodFiles, 'args' | 'root'>>();
  private readonly services = new Map<string, Service>();

  private constructor(
    private readonly program: string,
    private readonly manifests: readonly Manifest[],
    private readonly root: string,
  ) {}

  /** Starts the replicas of a shard. */
  async start(
    namespace: string,
    name: string,
    shard: number,
    replicas: number,
  ): Promise<RunningPrometheus[]> {
    const { config, rules } = prometheusFiles(
      this.manifests,
      findInstance(this.manifests, { program: 'prometheus', namespace, name, shard }),
    );
    return Promise.all(
      Array.from({ length: replicas }, async (_, replica) => {
        const root = join(this.root, [namespace, name, shard, replica].join('-'));
        await mkdir(root, { recursive: true });
        const own = {
          ...config,
          global: {
            ...config.global,
            external_labels: {
              ...config.global?.external_labels,
              prometheus_replica: `prometheus-${name}-${shard}-${replica}`,
            },
          },
          rule_files: [join(root, 'rules.yml')],
          scrape_config_files: [],
        };
        await writeFile(join(root, 'rules.yml'), JSON.stringify(rules));
        await writeFile(join(root, 'prometheus.yml'), this.withAddresses(JSON.stringify(own)));
        const args = [
          `--config.file=${join(root, 'prometheus.yml')}`,
          `--storage.tsdb.path=${join(root, 'data')}`,
          ...this.receivers(namespace, name, shard),
        ];
        return this.run({ args, root });
      }),
    );
  }

  /** Starts a pod again that was stopped, with an empty volume. */
  async startAgain(stopped: RunningPrometheus): Promise<RunningPrometheus> {
    const files = this.files.get(stopped)!;
    await rm(join(files.root, 'data'), { recursive: true });
    return this.run(files);
  }

  private async run(files: Pick<PodFiles, 'args' | 'root'>): Promise<RunningPrometheus> {
    const running = await RunningPrometheus.start(this.program, files);
    this.files.set(running, files);
    return running;
  }

  /** Makes pods known under the address of a Service. */
  async serve(address: string, pods: readonly RunningPrometheus[]): Promise<void> {
    this.services.set(address, await Service.start(pods.map(({ port }) => port)));
  }

  async stop(): Promise<void> {
    await Promise.all([...this.files.keys()].map((each) => each.stop()));
    this.services.forEach((service) => {
      service.stop();
    });
    await rm(this.root, { recursive: true });
  }

  /** What its pods take from others who come by themselves. */
  private receivers(namespace: string, name: string, shard: number): string[] {
    const workload = shard === 0 ? `prometheus-${name}` : `prometheus-${name}-shard-${shard}`;
    const pods = this.manifests.find(
      ({ kind, metadata }) =>
        kind === 'StatefulSet' && metadata.name === workload && metadata.namespace === namespace,
    );
    const { template } = pods!.spec as StatefulSetSpec;
    const { args = [] } = template.spec!.containers[0]!;
    return args.filter((arg) => /^--web\.enable-.*-receiver/.test(arg));
  }

  private withAddresses(text: string): string {
    return [...this.services].reduce(
      (all, [address, service]) => all.replaceAll(address, service.address),
      text,
    );
  }
}
