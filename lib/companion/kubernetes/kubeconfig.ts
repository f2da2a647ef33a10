import { KubeConfig } from '@kubernetes/client-node';

/**
 * A file of its own, see {@link fromLibrary}. By its name, so that the bundle has this class and not the whole library.
 */
export function loadKubeconfig(): KubeConfig {
  const config = new KubeConfig();
  config.loadFromDefault();
  return config;
}
