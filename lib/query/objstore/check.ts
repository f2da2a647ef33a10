import { checkExclusive } from '../../http';
import type { Where } from '../../problems';
import { checkConfig, objectStoreCatalogue, reportGates, asWritten, type Version } from '../../versions';
import { checkChoice } from '../../values';
import { isWholeFile } from './render';
import type { ObjectStorage, ObjectStorageProps } from './props';

const TYPES = ['S3', 'GCS', 'AZURE', 'SWIFT', 'COS', 'ALIYUNOSS', 'BOS', 'OCI', 'OBS', 'FILESYSTEM'] as const;

/** What a storage is not found without. */
const NEEDED: Readonly<Record<ObjectStorage['type'], readonly string[]>> = {
  S3: ['bucket', 'endpoint'],
  GCS: ['bucket'],
  AZURE: ['storage_account', 'container'],
  SWIFT: ['container_name'],
  COS: ['bucket'],
  ALIYUNOSS: ['bucket', 'endpoint'],
  BOS: ['bucket', 'endpoint'],
  OCI: ['provider', 'bucket', 'compartment_ocid'],
  OBS: ['bucket', 'endpoint'],
  FILESYSTEM: ['directory'],
};

/** Reports what Thanos would refuse, and secrets in clear. */
export function checkObjectStorage(where: Where, props: ObjectStorageProps, version: Version): void {
  checkExclusive(where, props, ['objectStorageConfig', 'objectStorageConfigFile']);
  const { objectStorageConfig: storage } = props;
  if (storage === undefined || isWholeFile(storage)) {
    return;
  }
  const at = where.at('objectStorageConfig');
  checkChoice(at.at('type'), storage.type, TYPES);
  if (!TYPES.includes(storage.type)) {
    return;
  }
  const config = storage.config as unknown as Readonly<Record<string, unknown>>;
  for (const field of NEEDED[storage.type]) {
    if (typeof config[field] !== 'string' || config[field] === '') {
      at.at('config', field).error({
        code: 'incomplete',
        complaint: 'is missing',
        remedy: 'Without it the storage is not found.',
      });
    }
  }
  // References have been taken for secrets by then, so that only what is in clear is left.
  const findings = checkConfig(objectStoreCatalogue, `objstore_${storage.type}`, config, version).filter(
    ({ kind, path }) => kind !== 'secret' || isText(config, path),
  );
  reportGates(at.at('config'), findings, 'Thanos', version, asWritten);
  checkIdentity(at.at('config'), storage);
}

function isText(config: Readonly<Record<string, unknown>>, path: ReadonlyArray<string | number>): boolean {
  const value = path.reduce<unknown>(
    (inner, key) => (inner as Record<string | number, unknown>)[key],
    config,
  );
  return typeof value === 'string';
}

function checkIdentity(where: Where, { type, config }: ObjectStorage): void {
  if (type !== 'S3') {
    return;
  }
  const hasKeys = config.access_key !== undefined || config.secret_key !== undefined;
  if (config.aws_sdk_auth === true && hasKeys) {
    where.at('aws_sdk_auth').error({
      code: 'contradiction',
      value: true,
      complaint: 'looks for credentials by itself, and keys are given',
      remedy: 'Keep one of them.',
    });
  }
  if (hasKeys && (config.access_key === undefined || config.secret_key === undefined)) {
    where.at(config.access_key === undefined ? 'access_key' : 'secret_key').error({
      code: 'incomplete',
      complaint: 'is missing: the other half of the credentials is there',
      remedy: 'Refer to both: `access_key` and `secret_key`.',
    });
  }
}
