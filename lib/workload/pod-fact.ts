import type { Container, ContainerPort } from 'kubernetes-types/core/v1';
import { objectLabels, selectorLabels, type Identity } from '../kubernetes';
import type { PodFact } from '../synthesis';
import type { WorkloadProps } from './props';

/** The pods of a StatefulSet of ours, as monitors of others see them: with what the user adds to them. */
export function podFact(
  { namespace, name }: { readonly namespace: string; readonly name: string },
  identity: Identity,
  containers: ReadonlyArray<{ readonly ports?: readonly ContainerPort[] }>,
  props: WorkloadProps,
): PodFact {
  const all: ReadonlyArray<Partial<Pick<Container, 'ports'>>> = [
    ...(containers as ReadonlyArray<Pick<Container, 'ports'>>),
    ...(props.containers ?? []),
    ...(props.initContainers ?? []),
  ];
  return {
    namespace,
    labels: { ...objectLabels(identity), ...props.podMetadata?.labels },
    podSelector: selectorLabels(identity),
    ports: all
      .flatMap(({ ports = [] }) => ports)
      .map(({ name: portName, containerPort }) => ({
        ...(portName === undefined ? {} : { name: portName }),
        containerPort,
      })),
    owner: `StatefulSet ${namespace}/${name}`,
  };
}
