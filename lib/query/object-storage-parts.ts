import type { FileContext } from '../http';
import type { Where } from '../problems';
import type { Flag } from '../workload';
import type { Decided } from './compiled';
import { renderObjectStorage, type ObjectStorageProps } from './objstore';
import { CONFIG_DIRECTORY, OBJECT_STORE_FILE } from './paths';

/** What a program that reads or writes an object storage needs for it. */
export interface ObjectStorageParts extends Required<Pick<Decided, 'configFiles' | 'env'>> {
  readonly flags: readonly Flag[];
}

export function objectStorageParts(
  where: Where,
  props: ObjectStorageProps,
  context: FileContext,
): ObjectStorageParts {
  const ownPath = `${CONFIG_DIRECTORY}/${OBJECT_STORE_FILE}`;
  const { path, text, env } = renderObjectStorage(where, props, ownPath, context);
  return {
    flags: path === undefined ? [] : [['objstore.config-file', path]],
    configFiles: text === undefined ? {} : { [OBJECT_STORE_FILE]: { text, live: false } },
    env,
  };
}

/** Reports a program that has nothing to do. */
export function checkHasStorage(where: Where, props: ObjectStorageProps): void {
  if (props.objectStorageConfig === undefined && props.objectStorageConfigFile === undefined) {
    where.at('objectStorageConfig').error({
      code: 'incomplete',
      complaint: 'is missing',
      remedy:
        "Say where the blocks are: `{ type: 'S3', config: { … } }`, or `secretKey('thanos', 'objstore.yml')` for a whole file.",
    });
  }
}
