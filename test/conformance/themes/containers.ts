import type { Container, ContainerPort } from 'kubernetes-types/core/v1';
import { strategicMerge } from '../../../lib/kubernetes';
import { Where, type Problem } from '../../../lib/problems';
import { renderArguments, type Flag } from '../../../lib/workload';
import { parseVersion } from '../../../lib/versions';
import { convertedOwner } from '../app';
import type { Fields } from '../corpus';
import { covered, equal, unexplained } from '../outcome';
import type { Theme } from '../theme';
import { deep, mapFields, same } from '../walk';

/** What users say about containers, merged over what is generated. */
export const CONTAINER_MERGE: Theme = {
  names: ['container-merge'],
  judge: ({ input, expected, error }) => {
    const { base, patches } = input as { readonly base: unknown[]; readonly patches: unknown[] | null };
    const { containers } = strategicMerge({ containers: base }, { containers: patches ?? [] });
    if (error !== null) {
      return unexplained(containers, error);
    }
    const [ours, theirs] = [containers, expected].map((list) => deep(list, withSortedPorts));
    return same(ours, theirs) ? equal() : unexplained(ours, theirs);
  },
};

/** The order of ports says nothing. */
function withSortedPorts(fields: Fields): Fields {
  return mapFields(fields, (field, value) =>
    field === 'ports'
      ? [...(value as readonly ContainerPort[])].sort((a, b) => a.containerPort - b.containerPort)
      : value,
  );
}

/** Flags that users add. */
export const ADDITIONAL_ARGUMENTS: Theme = {
  names: ['additional-args'],
  judge: ({ input, expected, error }) => {
    const { args, additionalArgs } = input as Readonly<
      Record<string, ReadonlyArray<{ name: string; value?: string }>>
    >;
    const problems: Problem[] = [];
    const known = Object.fromEntries(
      additionalArgs!.map(({ name }) => [name.replace(/^no-/, ''), { since: '3.0', source: 'the case' }]),
    );
    const flags = args!.map(({ name, value }): Flag => [name, value]);
    const ours = renderArguments(new Where(problems, 'app'), flags, additionalArgs!, {
      known,
      version: parseVersion('3.13.0')!,
      program: 'Prometheus',
    });
    if (problems.length > 0) {
      return error === null ? unexplained(problems, expected) : equal();
    }
    return same(ours, expected) ? equal() : unexplained(ours, expected ?? error);
  },
};

/** The image of a container. */
export const IMAGE_PATH: Theme = {
  names: ['image-path'],
  judge: ({ input, expected, error }) => {
    const spec = Object.fromEntries(Object.entries(input).filter(([, part]) => part !== ''));
    const props = convertedOwner({ prometheus: { metadata: {}, spec } });
    const ours = props.image ?? `quay.io/prometheus/prometheus:v${String(props.version)}`;
    if (error !== null) {
      return covered(['image-parts']);
    }
    return ours === expected ? equal() : unexplained(ours, expected);
  },
};

/** The container that rewrites and reloads configurations. */
export const RELOADER: Theme = { names: ['config-reloader'], judge: () => covered(['no-reloader']) };

export function podOf(
  manifests: ReadonlyArray<Fields | object>,
): { readonly containers: readonly Container[] } & Fields {
  const workload = manifests.find((each) => /^(Stateful|Daemon)Set$/.test((each as { kind: string }).kind));
  return (workload as { spec: { template: { spec: { containers: Container[] } & Fields } } }).spec.template
    .spec;
}
