import type { Node } from 'kubernetes-types/core/v1';
import type { Api } from '../api';
import { KUBELET_PORT } from './kubelet-server';

/** Makes a node known that is ready: the EndpointSlice controller leaves out pods whose node is not. */
export async function registerNode(api: Api, name: string, address: string): Promise<void> {
  const node = { apiVersion: 'v1', kind: 'Node' } as const;
  const labels = { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux' };
  await api.apply<Node>({ ...node, metadata: { name, labels } });
  const status = {
    addresses: [
      { type: 'InternalIP', address },
      { type: 'Hostname', address: name },
    ],
    conditions: [
      { type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'stands in for a kubelet' },
    ],
    daemonEndpoints: { kubeletEndpoint: { Port: KUBELET_PORT } },
  };
  await api.patch({ ...node, name }, { status }, 'status');
  // Admission taints every new node until a controller, which does not run here, has seen that it is ready.
  await api.patch({ ...node, name }, { spec: { taints: null } });
}
