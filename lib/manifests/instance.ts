import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import { flagValues, imageName, words } from './arguments';
import type { Pod } from './pods';

/** The programs whose configuration we can check. */
export type Program = 'prometheus' | 'alertmanager';

/** A container that runs Prometheus or Alertmanager, and what it was told on its command line. */
export interface Instance {
  /** The object it stands in, such as `StatefulSet monitoring/prometheus-k8s`. */
  readonly object: string;

  /** The name of that object. */
  readonly name: string;
  readonly namespace: string;
  readonly program: Program;
  readonly container: Container;
  readonly pod: PodSpec;

  /** Path in the container. */
  readonly configFile: string | undefined;

  /** Path in the container; undefined where it serves plain HTTP. */
  readonly webConfigFile: string | undefined;

  readonly features: readonly string[];
  readonly agent: boolean;
}

const PROGRAMS: readonly Program[] = ['prometheus', 'alertmanager'];

/** Those of a pod; side cars of the same image that are not told of a configuration are not meant. */
export function instances({ object, name, namespace, spec: pod }: Pod): Instance[] {
  return pod.containers.flatMap((container) => {
    const program = PROGRAMS.find((each) => each === container.name || each === imageName(container.image));
    const configFile = flag(container, 'config.file');
    if (program === undefined || (configFile === undefined && program !== container.name)) {
      return [];
    }
    return {
      object,
      name,
      namespace,
      program,
      container,
      pod,
      configFile,
      webConfigFile: flag(container, 'web.config.file'),
      features: (flag(container, 'enable-feature') ?? '').split(',').filter((feature) => feature !== ''),
      agent: words(container).includes('--agent'),
    };
  });
}

/** All values, where it is repeated. */
function flag(container: Container, name: string): string | undefined {
  const values = flagValues(container, name);
  return values.length === 0 ? undefined : values.join(',');
}
