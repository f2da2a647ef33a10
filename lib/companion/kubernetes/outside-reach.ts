import type { Dial } from '../mesh';
import { ForbiddenError, type PodLook } from '../rollout';
import type { Access } from './access';
import type { KubernetesApi } from './api';
import { fromLibrary } from './client-library';
import type { InstanceRequest, Reach } from './instances';

/** From outside of the cluster, through the API server: HTTP by its proxy to pods, gossip by port-forward. */
export class OutsideReach implements Reach {
  constructor(
    private readonly api: KubernetesApi,
    private readonly access: Access,
    private readonly namespace: string,
  ) {}

  dial({ name }: PodLook, port: number): Dial {
    const pod = { namespace: this.namespace, name };
    return async (signal) => {
      const { openPortForward } = await fromLibrary(() => import('./port-forward.js'));
      try {
        return await openPortForward(await this.access.kubeconfig(), pod, port, signal);
      } catch (error) {
        throw (error as Error).message.includes('403')
          ? new ForbiddenError(`"get" and "create" of "pods/portforward" in namespace "${this.namespace}"`)
          : error;
      }
    };
  }

  async http({ name, settings: { web } }: PodLook, request: InstanceRequest): Promise<string> {
    const scheme = web.scheme === 'https' ? 'https:' : '';
    const proxy = `/api/v1/namespaces/${this.namespace}/pods/${scheme}${name}:${web.port}/proxy`;
    const { method, path, body, signal } = request;
    return this.api.send(method, `${proxy}${web.prefix}${path}`, { body, signal });
  }
}
