import { join } from 'node:path';
import type { Namespace } from 'kubernetes-types/core/v1';
import type { Api } from './api';
import { startControlPlane, untilNamespaceReady, type ControlPlane } from './control-plane';
import type { Kubectl, KubectlOptions } from './kubectl';
import { PodNetwork } from './network';
import { KubeletServer } from './node/kubelet-server';
import { LocalNode, type NodeOptions } from './node/node';
import { WebhookReceiver } from './receiver';
import { sandboxFolder } from './sandbox';
import { Target, type TargetOptions } from './targets';

/** A cluster of one test file: a real control plane, and a node that runs pods as processes. */
export class Cluster {
  static async start(options?: NodeOptions): Promise<Cluster> {
    const dir = await sandboxFolder('cluster');
    const network = await PodNetwork.create();
    const controlPlane = await startControlPlane(join(dir, 'control-plane'));
    const node = await LocalNode.start(controlPlane.api, network, join(dir, 'node'), options);
    const kubelet = await KubeletServer.start({
      dir,
      ...controlPlane.keyPair,
      pod: (namespace, name) => node.pod(namespace, name),
    });
    return new Cluster(controlPlane, network, node, kubelet);
  }

  private readonly servers: Array<{ close(): Promise<void> }> = [];

  private constructor(
    readonly controlPlane: ControlPlane,
    readonly network: PodNetwork,
    readonly node: LocalNode,
    private readonly kubelet: KubeletServer,
  ) {}

  /** The API, as somebody who may do everything. */
  get api(): Api {
    return this.controlPlane.api;
  }

  /** Makes a namespace in which Pod Security refuses what `restricted` does not allow, and returns its name. */
  async namespace(
    name: string,
    enforce: 'restricted' | 'baseline' | 'privileged' = 'restricted',
  ): Promise<string> {
    const labels = { 'pod-security.kubernetes.io/enforce': enforce };
    await this.api.apply<Namespace>({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
    await untilNamespaceReady(this.api, name);
    return name;
  }

  /** Something to scrape, at an address of its own. */
  async target(options: Omit<TargetOptions, 'address'>): Promise<Target> {
    return this.keep(await Target.start({ ...options, address: await this.network.address() }));
  }

  /** Something to page, at an address of its own. */
  async receiver(): Promise<WebhookReceiver> {
    return this.keep(await WebhookReceiver.start(await this.network.address(), 8080));
  }

  /** Runs kubectl, as somebody who may do everything unless `kubeconfig` says otherwise. */
  async kubectl(args: readonly string[], options?: KubectlOptions): Promise<Kubectl> {
    return this.controlPlane.kubectl(args, options);
  }

  async stop(): Promise<void> {
    try {
      await this.kubelet.close();
      await this.node.stop();
    } finally {
      await Promise.all(this.servers.map((server) => server.close()));
      await this.controlPlane.stop();
      await this.network.close();
    }
  }

  /** Servers end with the cluster: the next one has the same addresses. */
  private keep<T extends { close(): Promise<void> }>(server: T): T {
    this.servers.push(server);
    return server;
  }
}
