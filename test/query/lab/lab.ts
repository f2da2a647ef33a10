import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PodTemplateSpec, ServiceSpec } from 'kubernetes-types/core/v1';
import { parse, stringify } from 'yaml';
import type { EndpointsFile } from '../../../lib/native/thanos';
import { eventually } from '../../cluster/wait';
import { synth, type Build, type Monitoring } from '../../prometheus/monitoring';
import { LocalPod, type Secrets } from './pod';
import { Ports } from './ports';
import { LocalService } from './service';

/** What was synthesized, run on this machine: pods are processes, Services lead to those that are ready. */
export class Lab {
  static async create(build: Build, options: LabOptions = {}): Promise<Lab> {
    const root = await mkdtemp(join(tmpdir(), 'thanos-lab-'));
    return new Lab(synth(build), root, options);
  }

  private readonly ports = new Ports();
  private readonly pods = new Map<string, LocalPod>();
  private readonly services = new Map<string, LocalService>();

  private constructor(
    private current: Monitoring,
    readonly root: string,
    private readonly options: LabOptions,
  ) {}

  get monitoring(): Monitoring {
    return this.current;
  }

  /**
   * Applies what another synthesis has come to: Services, then pods that come with it, then the files of those that run already, which
   * in a cluster take the kubelet its time.
   */
  async become(build: Build, startPods: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    const before = [...this.pods.values()];
    this.current = synth(build);
    await this.startServices();
    await startPods();
    await Promise.all(before.map((pod) => pod.reload()));
  }

  /** Makes the Services that are not there yet; pods that come later are led to as well. */
  async startServices(): Promise<void> {
    const services = this.monitoring.manifests.filter(({ kind }) => kind === 'Service');
    for (const { metadata, spec } of services) {
      const { clusterIP, ports = [], selector = {} } = spec as ServiceSpec;
      for (const { port } of clusterIP === 'None' ? [] : ports) {
        const name = `${metadata.name}:${port}`;
        if (this.services.has(name)) {
          continue;
        }
        const local = await this.ports.of(`service/${name}`);
        const backends = await Promise.all(
          this.podsOf(selector).map(async ({ name: pod, container }) => ({
            port: await this.ports.of(`${pod}/${containerAt(port, container)}`),
            ready: () => this.pods.get(pod)?.ready() === true,
          })),
        );
        this.services.set(name, await LocalService.start(local, backends));
      }
    }
  }

  /** Starts a pod of a workload; `as` is a name for one that is changed. */
  async start(
    workload: string,
    ordinal = 0,
    change?: (args: readonly string[]) => readonly string[],
    { as = `${workload}-${ordinal}`, prepare }: StartOptions = {},
  ): Promise<LocalPod> {
    const root = join(this.root, as);
    await mkdir(root, { recursive: true });
    const pod = await LocalPod.start({
      name: as,
      spec: this.template(workload).spec!,
      root,
      ownRoot: this.options.ownRoots ?? false,
      secrets: this.options.secrets ?? {},
      configMap: (name) =>
        this.monitoring.find('ConfigMap', name) === undefined ? undefined : this.monitoring.data(name),
      localize: (text) => this.localize(text),
      port: (name) => this.ports.of(name),
      ...(change === undefined ? {} : { change }),
      ...(prepare === undefined ? {} : { prepare }),
    });
    this.pods.set(as, pod);
    return pod;
  }

  /** Waits until a pod is ready. */
  async untilReady(...names: readonly string[]): Promise<void> {
    for (const name of names) {
      const pod = this.pods.get(name)!;
      await eventually(`${name} is ready`, () => pod.ready(), { deadline: 60_000 }).catch(
        (error: unknown) => {
          throw new Error(`${String(error)}\n${pod.logs()}`, { cause: error });
        },
      );
    }
  }

  pod(name: string): LocalPod {
    return this.pods.get(name)!;
  }

  /** URL of a container of a pod. */
  async url(pod: string, container: string): Promise<string> {
    const scheme = this.pods.get(pod)?.scheme(container) ?? 'http';
    return `${scheme}://127.0.0.1:${await this.ports.of(`${pod}/${container}/http`)}`;
  }

  /** URL of a port of a Service. */
  async serviceUrl(name: string, port: number): Promise<string> {
    return `http://127.0.0.1:${await this.ports.of(`service/${name}:${port}`)}`;
  }

  /** Has a port of a Service lead to what answers so many milliseconds later. */
  slowDown(service: string, port: number, delay: number): void {
    const found = this.services.get(`${service}:${port}`);
    if (found === undefined) {
      throw new Error(`no ${service}:${port}; there are: ${[...this.services.keys()].join(', ')}`);
    }
    found.delay = delay;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.pods.values()].map((pod) => pod.stop()));
    await Promise.all([...this.services.values()].map((service) => service.stop()));
    await rm(this.root, { recursive: true, force: true });
  }

  private template(workload: string): PodTemplateSpec {
    const found =
      this.monitoring.find('StatefulSet', workload) ?? this.monitoring.object('Deployment', workload);
    return (found.spec as { template: PodTemplateSpec }).template;
  }

  /** The pods that a selector takes, with the container that they are read by: that which speaks gRPC, or else Prometheus. */
  private podsOf(
    selector: Readonly<Record<string, string>>,
  ): Array<{ readonly name: string; readonly container: string }> {
    return this.monitoring.manifests
      .filter(({ kind }) => kind === 'StatefulSet' || kind === 'Deployment')
      .flatMap(({ metadata, spec }) => {
        const { template, replicas = 1 } = spec as { template: PodTemplateSpec; replicas?: number };
        const labels = template.metadata?.labels ?? {};
        const isMeant = Object.entries(selector).every(([key, value]) => labels[key] === value);
        const names = (template.spec?.containers ?? []).map(({ name }) => name);
        const container =
          names.find((name) => name.startsWith('thanos-')) ?? names.find((name) => name === 'prometheus');
        return isMeant && container !== undefined
          ? Array.from({ length: replicas }, (_, ordinal) => ({
              name: `${metadata.name}-${ordinal}`,
              container,
            }))
          : [];
      });
  }

  private async localize(text: string): Promise<string> {
    const spread = text.includes('dns+') ? await this.spreadPods(text) : text;
    const found = [...spread.matchAll(/([a-z0-9-]+)\.monitoring\.svc:(\d+)/g)];
    let local = spread;
    for (const [address, service = '', port = ''] of found) {
      local = local.replaceAll(address, `127.0.0.1:${await this.ports.of(`service/${service}:${port}`)}`);
    }
    return local;
  }

  /** A name that stands for the pods one by one is a list of them here. */
  private async spreadPods(text: string): Promise<string> {
    const file = parse(text) as EndpointsFile;
    const endpoints = await Promise.all(
      file.endpoints.map(async (endpoint) => {
        const [, service = ''] = /^dns\+([a-z0-9-]+)\./.exec(endpoint.address) ?? [];
        if (service === '') {
          return [endpoint];
        }
        const { selector = {} } = this.monitoring.object('Service', service).spec as ServiceSpec;
        return Promise.all(
          this.podsOf(selector).map(async ({ name, container }) => ({
            ...endpoint,
            address: `127.0.0.1:${await this.ports.of(`${name}/${container}/grpc`)}`,
          })),
        );
      }),
    );
    return stringify({ ...file, endpoints: endpoints.flat() });
  }
}

export interface LabOptions {
  /**
   * Whether each pod has a root of its own, as in a cluster: groups of rules are evaluated at moments that follow from the paths
   * of their files. See {@link missingRoots}.
   * @default false
   */
  readonly ownRoots?: boolean;

  /** Files of Secrets, by the names of these. @default - none */
  readonly secrets?: Secrets;
}

export interface StartOptions {
  readonly as?: string;

  /** Changes what is in the folder of the pod before its programs start. */
  readonly prepare?: (root: string) => Promise<void>;
}

function containerAt(port: number, thanos: string): string {
  // The Service of a Prometheus with several shards leads to what sees all of them.
  const hasPrometheus = thanos === 'thanos-sidecar';
  return port === 9090 && hasPrometheus
    ? 'prometheus/http'
    : port === 10901
      ? `${thanos}/grpc`
      : `${thanos}/http`;
}
