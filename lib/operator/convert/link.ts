/** Kinds that props of others name. */
export type LinkedKind = 'Alertmanager' | 'AlertmanagerConfig';

/** Stands for an object of the input where its construct will be: props are plain data until then. */
export class ConstructLink {
  /** The same for the construct that it stands for: `Alertmanager monitoring/main`. */
  readonly id: string;

  constructor(
    readonly kind: LinkedKind,
    readonly namespace: string,
    readonly name: string,
  ) {
    this.id = linkId(kind, { namespace, name });
  }
}

/** By what links and constructs find each other. */
export function linkId(
  kind: string,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): string {
  return `${kind} ${namespace}/${name}`;
}
