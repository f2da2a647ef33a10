import type { Manifest } from '../kubernetes';
import { flagValues, words } from '../manifests';
import type { Builder } from './builder';
import { replicas, type Program } from './program';

/** A companion, and the Alertmanager that it rolls. */
export function addCompanion(
  builder: Builder,
  manifests: readonly Manifest[],
  program: Program,
  all: readonly Program[],
): void {
  const { pod, container, name } = program;
  const command = words(container);
  const namespace = flagValues(container, 'namespace').at(-1) ?? pod.namespace;
  const rolled = all.find(
    (each) =>
      each.kind === 'alertmanager' && each.pod.namespace === namespace && command.includes(each.pod.name),
  );
  const id = builder.node('companion', name, [
    pod.object.split(' ')[0] ?? '',
    ...replicas(manifests, program),
  ]);
  if (rolled === undefined) {
    builder.cannotTell(`Which Alertmanager companion ${name} rolls: it is not in the manifests`);
  } else {
    builder.edge(id, 'rolls', builder.node('alertmanager', rolled.name));
  }
}
