import type { EnvVar } from 'kubernetes-types/core/v1';
import type { FileContext } from '../../http';
import { isPlainObject, renderYaml } from '../../native';
import type { ObjectStoreFile } from '../../native/thanos';
import type { Where } from '../../problems';
import type { SecretKeySelector } from '../../references';
import { compact, isConfigKey, isDnsSubdomain } from '../../values';
import type { ObjectStorage, ObjectStorageProps } from './props';

/** An object storage, ready for the command line of a program. */
export interface RenderedObjectStorage {
  /** Where the pod has the file; undefined where there is no storage. */
  readonly path: string | undefined;

  /** Its text, where we write it. */
  readonly text?: string;

  /** Variables that the text names. */
  readonly env: readonly EnvVar[];
}

/** Whether the storage is a key of a Secret, which holds all. */
export function isWholeFile(storage: ObjectStorage | SecretKeySelector): storage is SecretKeySelector {
  return 'key' in storage;
}

/**
 * The file and its environment.
 *
 * @param ownPath where the pod finds the file that we write
 */
export function renderObjectStorage(
  where: Where,
  { objectStorageConfig: storage, objectStorageConfigFile: file }: ObjectStorageProps,
  ownPath: string,
  context: FileContext,
): RenderedObjectStorage {
  if (storage === undefined) {
    return { path: file, env: [] };
  }
  const at = where.at('objectStorageConfig');
  if (isWholeFile(storage)) {
    return { path: context.files.secret(at, storage, context.referrer), env: [] };
  }
  const env: EnvVar[] = [];
  const native = compact<ObjectStoreFile>({
    type: storage.type,
    config: fields(at.at('config'), storage.config, [], { env, context }),
    prefix: storage.prefix,
  });
  return { path: ownPath, text: quoted(renderYaml(native)), env };
}

interface Collected {
  readonly env: EnvVar[];
  readonly context: FileContext;
}

function fields(
  where: Where,
  config: object,
  path: readonly string[],
  collected: Collected,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(config as Readonly<Record<string, unknown>>).flatMap(([field, value]) => {
      const at = where.at(field);
      if (isReference(value)) {
        const text = secretText(at, field, [...path, field], value, collected);
        return text === undefined ? [] : [[field, text]];
      }
      return [[field, isPlainObject(value) ? fields(at, value, [...path, field], collected) : value]];
    }),
  );
}

/** The text that stands for a secret; undefined where Thanos finds it without one. */
function secretText(
  where: Where,
  field: string,
  path: readonly string[],
  reference: SecretKeySelector,
  { env, context: { files, referrer } }: Collected,
): string | undefined {
  if (field === 'service_account') {
    // JSON over several lines would not survive in YAML: Google's library reads it from a file.
    env.push({ name: 'GOOGLE_APPLICATION_CREDENTIALS', value: files.secret(where, reference, referrer) });
    return undefined;
  }
  checkOwn(where, reference, referrer.namespace);
  const name = `OBJSTORE_${path.join('_').toUpperCase()}`;
  const { optional } = reference;
  env.push({
    name,
    valueFrom: {
      secretKeyRef: compact({ name: reference.name, key: reference.key, optional }),
    },
  });
  return `$(${name})`;
}

/** Thanos puts values in as they are: in quotes they cannot become anything but texts. */
function quoted(text: string): string {
  return text.replace(/^(\s*[\w-]+: )(\$\(\w+\))$/gm, "$1'$2'");
}

function checkOwn(where: Where, { name, key, namespace }: SecretKeySelector, own: string): void {
  if (!isDnsSubdomain(name) || !isConfigKey(key)) {
    where.error({ code: 'invalid-name', value: `${name}/${key}`, complaint: 'is not a key of a Secret' });
  }
  if (namespace !== undefined && namespace !== own) {
    where.error({
      code: 'foreign-reference',
      value: `${namespace}/${name}`,
      complaint: `is a Secret of another namespace; the pods run in "${own}" and can read only what is there`,
      remedy: `Copy it to "${own}".`,
    });
  }
}

function isReference(value: unknown): value is SecretKeySelector {
  return isPlainObject(value) && typeof value.name === 'string' && typeof value.key === 'string';
}
