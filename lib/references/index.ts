export { MountedFiles, type Referrer } from './mounted-files';
export {
  configMapKey,
  secretKey,
  type ConfigMapKeySelector,
  type ReferenceOptions,
  type SecretKeySelector,
  type SecretOrConfigMap,
} from './reference';
export { refuseSecret, type NoFileTwin } from './no-file-twin';
export { volumeName } from './volume-name';
