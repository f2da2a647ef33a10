import type { Manifest } from '../kubernetes';
import { alertmanagerConfig, LookupError, parseDocuments } from '../manifests';
import type { AlertmanagerFile, Receiver } from '../native/alertmanager';
import type { Builder } from './builder';
import { replicas, type Program } from './program';

/** An Alertmanager, and whom it notifies. */
export function addAlertmanager(builder: Builder, manifests: readonly Manifest[], program: Program): void {
  const { name, instance } = program;
  const id = builder.node('alertmanager', name, replicas(manifests, program));
  if (instance === undefined) {
    return;
  }
  try {
    const text = alertmanagerConfig(manifests, instance);
    const file = (parseDocuments(text, `alertmanager.yml of ${name}`)[0] ?? {}) as AlertmanagerFile;
    for (const receiver of file.receivers ?? []) {
      builder.edge(id, 'notifies', builder.node('receiver', `${receiver.name} of ${name}`, waysOf(receiver)));
    }
  } catch (error) {
    if (!(error instanceof LookupError)) {
      throw error;
    }
    builder.cannotTell(`Whom Alertmanager ${name} notifies: ${error.message}`);
  }
}

/** `slack`, `email × 2`. */
function waysOf(receiver: Receiver): string[] {
  const ways = Object.entries(receiver).flatMap(([field, list]: [string, unknown]) =>
    field.endsWith('_configs') && Array.isArray(list) && list.length > 0
      ? `${field.replace(/_configs$/, '')}${list.length > 1 ? ` × ${list.length}` : ''}`
      : [],
  );
  return ways.length === 0 ? ['notifies nobody'] : ways.sort();
}
