import { KubeConfig } from '@kubernetes/client-node';

/**
 * A file of its own, which is imported where it is needed and never else: in a pod the library would be 20 MB of memory
 * for nothing. By its name, so that the bundle has this class and not the whole library.
 */
export function loadKubeconfig(): KubeConfig {
  const config = new KubeConfig();
  config.loadFromDefault();
  return config;
}
