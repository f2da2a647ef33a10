import type { OperatorObject, OtherObject, PlainManifest } from '../object';
import { isObject } from '../schema';
import type { Fields } from './fields';

/** What a whole conversion chooses. */
export interface ConvertOptions {
  /**
   * Namespace that the Secrets and ConfigMaps which monitors and AlertmanagerConfigs name have been copied to: that of the pods
   * that mount them. The operator reads them where the resources are.
   * @default - they are where the resources are, which is an error for those of other namespaces
   */
  readonly secretsNamespace?: string;

  /** Where objects belong that name no namespace. @default 'default' */
  readonly defaultNamespace?: string;

  /**
   * Configurations (`alertmanager.yml`) that the AlertmanagerConfigs of an Alertmanager are added to, by `<namespace>/<name>` of
   * the Alertmanager. They take the place of what its Secret has; an empty text says that there is none.
   * @default - that of its Secret among the files
   */
  readonly baseConfigs?: Readonly<Record<string, string>>;
}

/** All other objects that were read, as far as an object of the operator's API depends on them. */
export class Surroundings {
  private readonly byIdentity: ReadonlyMap<string, OtherObject>;

  constructor(
    readonly objects: readonly OperatorObject[],
    readonly others: readonly OtherObject[],
    private readonly options: ConvertOptions = {},
  ) {
    this.byIdentity = new Map(
      others.map((other) => [
        identity(other.manifest.kind, this.namespaceOf(other.manifest), other.manifest.metadata.name),
        other,
      ]),
    );
  }

  /** What is under a key of a ConfigMap, if it is among the files. */
  configMapKey(namespace: string, name: string, key: string): string | undefined {
    return text(this.find('ConfigMap', namespace, name)?.data, key);
  }

  /** The same of a Secret. Only what is no secret may be made of it. */
  secretKey(namespace: string, name: string, key: string): string | undefined {
    const secret = this.find('Secret', namespace, name);
    const encoded = text(secret?.data, key);
    return (
      text(secret?.stringData, key) ??
      (encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString())
    );
  }

  /** An object of another API, if it is among the files. */
  find(kind: string, namespace: string, name: string): PlainManifest | undefined {
    return this.findOther(kind, namespace, name)?.manifest;
  }

  /** The same with the place that it was read from. */
  findOther(kind: string, namespace: string, name: string): OtherObject | undefined {
    return this.byIdentity.get(identity(kind, namespace, name));
  }

  /** The labels of a namespace, if it is among the files. */
  namespaceLabels(name: string): Readonly<Record<string, string>> | undefined {
    const other = this.others.find(
      ({ manifest }) => manifest.kind === 'Namespace' && manifest.metadata.name === name,
    );
    const labels = other?.manifest.metadata.labels;
    return other === undefined ? undefined : isObject(labels) ? (labels as Record<string, string>) : {};
  }

  /** The configuration that the user gave for an Alertmanager. */
  baseConfig({ namespace, name }: OperatorObject['metadata']): string | undefined {
    return this.options.baseConfigs?.[`${namespace}/${name}`];
  }

  /** Where an object is that is in a namespace at all. */
  namespaceOf({ metadata: { namespace } }: PlainManifest): string {
    return namespace === undefined || namespace === ''
      ? (this.options.defaultNamespace ?? 'default')
      : namespace;
  }

  /** A reference of a resource, with the namespace where its Secret is. */
  reference(fields: Fields, { kind, metadata }: OperatorObject): Fields {
    const { secretsNamespace } = this.options;
    return secretsNamespace === undefined ||
      secretsNamespace === metadata.namespace ||
      !COPYING.includes(kind)
      ? fields
      : { ...fields, namespace: secretsNamespace };
  }
}

/** Those whose references are in another namespace than the pods. */
const COPYING: readonly string[] = [
  'ServiceMonitor',
  'PodMonitor',
  'Probe',
  'ScrapeConfig',
  'AlertmanagerConfig',
];

function identity(kind: string, namespace: string, name: string): string {
  return `${kind} ${namespace}/${name}`;
}

function text(data: unknown, key: string): string | undefined {
  const value = isObject(data) ? data[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}
