import type { Volume, VolumeMount } from 'kubernetes-types/core/v1';
import type { Where } from '../problems';
import { isConfigKey, isDnsSubdomain } from '../values';
import type { SecretKeySelector, SecretOrConfigMap } from './reference';
import { volumeName } from './volume-name';

type Kind = 'Secret' | 'ConfigMap';

/** The files of one Secret or ConfigMap that a workload needs. */
interface MountedObject {
  readonly kind: Kind;
  readonly name: string;

  /** `all` where the user asked for the whole object. */
  keys: Set<string> | 'all';

  /** Pods start without the object only when all who need it can do so. */
  optional: boolean;
}

/** Who names a reference: decides what is understood where it says nothing. */
export interface Referrer {
  /** Namespace of the construct that names it. */
  readonly namespace: string;

  /** Whether pods should start without the object. */
  readonly optional: boolean;
}

/**
 * Collects the Secrets and ConfigMaps that a workload's configuration names, and turns each into the path
 * of a mounted file. Paths are those of the operator's `secrets` and `configMaps`.
 */
export class MountedFiles {
  private readonly objects = new Map<string, MountedObject>();

  /**
   * @param namespace of the pods that mount the files
   * @param directory below which the files appear, for example `/etc/prometheus`
   */
  constructor(
    private readonly namespace: string,
    private readonly directory: string,
  ) {}

  /** The path under which the key of a Secret can be read. Reports references that cannot be mounted. */
  secret(where: Where, reference: SecretKeySelector, referrer: Referrer): string {
    return this.add(where, 'Secret', reference, referrer);
  }

  /** The same for a key of either kind. */
  either(where: Where, reference: SecretOrConfigMap, referrer: Referrer): string {
    return reference.secret === undefined
      ? this.add(where.at('configMap'), 'ConfigMap', reference.configMap, referrer)
      : this.add(where.at('secret'), 'Secret', reference.secret, referrer);
  }

  /** Mounts all keys of a Secret or ConfigMap. */
  whole(kind: Kind, name: string): void {
    this.objects.set(`${kind}/${name}`, { kind, name, keys: 'all', optional: false });
  }

  volumes(): Volume[] {
    return this.sorted().map((object) => ({
      name: volumeName(object.kind, object.name),
      ...volumeSource(object),
    }));
  }

  mounts(): VolumeMount[] {
    return this.sorted().map(({ kind, name }) => ({
      name: volumeName(kind, name),
      mountPath: this.pathOf(kind, name),
      readOnly: true,
    }));
  }

  private add(where: Where, kind: Kind, reference: SecretKeySelector, referrer: Referrer): string {
    if (typeof reference === 'string') {
      reportLiteral(where, kind);
      return '';
    }
    const { name, key, namespace = referrer.namespace, optional = referrer.optional } = reference;
    checkReference(where, kind, reference);
    if (namespace !== this.namespace) {
      where.error({
        code: 'foreign-reference',
        value: `${namespace}/${name}`,
        complaint: `is a ${kind} of another namespace; the pods run in "${this.namespace}" and can mount only what is there`,
        remedy: `Copy it to "${this.namespace}" (External Secrets and reflector do so) and say \`namespace: '${this.namespace}'\` in the reference.`,
      });
    }
    const id = `${kind}/${name}`;
    const object = this.objects.get(id) ?? { kind, name, keys: new Set<string>(), optional: true };
    object.optional &&= optional;
    if (object.keys !== 'all') {
      object.keys.add(key);
    }
    this.objects.set(id, object);
    return `${this.pathOf(kind, name)}/${key}`;
  }

  private pathOf(kind: Kind, name: string): string {
    return `${this.directory}/${kind === 'Secret' ? 'secrets' : 'configmaps'}/${name}`;
  }

  private sorted(): MountedObject[] {
    return [...this.objects.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
  }
}

/** Types do not hold in plain JavaScript. The text may be a secret: it is shown to nobody. */
function reportLiteral(where: Where, kind: Kind): void {
  where.error({
    code: 'secret-in-manifest',
    complaint: `is a text, where a reference to a key of a ${kind} is expected: everybody could read it in the manifest`,
    remedy: `Put it into a ${kind}, and write \`${kind === 'Secret' ? 'secretKey' : 'configMapKey'}('name', 'key')\`.`,
  });
}

function checkReference(where: Where, kind: Kind, { name, key }: SecretKeySelector): void {
  if (!isDnsSubdomain(name)) {
    where.at('name').error({ code: 'invalid-name', value: name, complaint: `is not the name of a ${kind}` });
  }
  if (!isConfigKey(key)) {
    where.at('key').error({
      code: 'invalid-name',
      value: key,
      complaint: `is not a key of a ${kind}`,
      remedy: 'Keys have letters, digits, dashes, underscores and dots.',
    });
  }
}

function volumeSource({ kind, name, keys, optional }: MountedObject): Pick<Volume, 'secret' | 'configMap'> {
  const common = {
    ...(keys === 'all' ? {} : { items: [...keys].sort().map((key) => ({ key, path: key })) }),
    ...(optional ? { optional: true } : {}),
  };
  return kind === 'Secret' ? { secret: { secretName: name, ...common } } : { configMap: { name, ...common } };
}
