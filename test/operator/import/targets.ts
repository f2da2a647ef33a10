import { readFiles, readOperatorFiles } from '../../../lib/operator';
import type { Labels } from '../../../lib/relabel';

interface Service {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec: { readonly ports: ReadonlyArray<{ readonly name: string; readonly port: number }> };
}

/** Labels as the discovery of EndpointSlices gives them, for a ready pod behind each port of each Service in a folder. */
export function discoveredTargets(folder: string): Labels[] {
  const { others } = readOperatorFiles(readFiles([folder]));
  return others
    .map(({ manifest }) => manifest)
    .filter(({ kind }) => kind === 'Service')
    .flatMap((manifest) => {
      const { metadata, spec } = manifest as unknown as Service;
      return spec.ports.map(({ name, port }) => ({
        __address__: `10.0.0.1:${port}`,
        __meta_kubernetes_namespace: metadata.namespace,
        __meta_kubernetes_service_name: metadata.name,
        __meta_kubernetes_endpointslice_port_name: name,
        __meta_kubernetes_endpointslice_address_target_kind: 'Pod',
        __meta_kubernetes_endpointslice_address_target_name: `${metadata.name}-0`,
        __meta_kubernetes_pod_name: `${metadata.name}-0`,
        __meta_kubernetes_pod_container_name: metadata.name,
        __meta_kubernetes_pod_phase: 'Running',
        ...labelsOf(metadata.labels ?? {}),
      }));
    });
}

function labelsOf(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).flatMap(([key, value]) => {
      const name = key.replace(/[^a-zA-Z0-9_]/g, '_');
      return [
        [`__meta_kubernetes_service_label_${name}`, value],
        [`__meta_kubernetes_service_labelpresent_${name}`, 'true'],
      ];
    }),
  );
}
