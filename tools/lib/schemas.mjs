/** The OpenAPI schemas of the Kubernetes version that the tests run. */

import { join } from 'node:path';
import { selectPrograms } from './catalogue.mjs';
import { GoError, goToolchain, moduleFolder } from './go.mjs';

/**
 * The folder of Kubernetes's OpenAPI v3 documents, one per API group and version, such as
 * `apis__apps__v1_openapi.json`. They come with the sources of the pinned API server.
 *
 * @returns {Promise<string | undefined>} undefined where the sources cannot be had: no Go, or no network yet
 */
export async function kubernetesSchemas() {
  if (!(await goToolchain())) return undefined;
  const [{ folder, module, moduleVersion }] = selectPrograms(['kube-apiserver']);
  try {
    return join(await moduleFolder(folder, module, moduleVersion), 'api', 'openapi-spec', 'v3');
  } catch (error) {
    if (error instanceof GoError) return undefined;
    throw error;
  }
}
