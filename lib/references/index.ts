export { MountedFiles, type Referrer } from './mounted-files';
export {
  configMapKey,
  secretKey,
  type ConfigMapKeySelector,
  type ReferenceOptions,
  type SecretKeySelector,
  type SecretOrConfigMap,
} from './reference';
export { volumeName } from './volume-name';
