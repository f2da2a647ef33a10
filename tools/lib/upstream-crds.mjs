/** The CRDs of kinds that are neither Kubernetes's own nor the operator's, and that a fleet writes. */

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GoError, goToolchain, moduleFolder } from './go.mjs';

/** Nothing of these modules is built: a go.sum alone pins them. */
const PINS = fileURLToPath(new URL('../crds/modules', import.meta.url));

const CRDS = [
  {
    module: 'open-cluster-management.io/api',
    version: 'v1.2.0',
    file: 'work/v1/0000_00_work.open-cluster-management.io_manifestworks.crd.yaml',
  },
  {
    module: 'github.com/karmada-io/karmada',
    version: 'v1.16.0',
    file: 'charts/karmada/_crds/bases/work/work.karmada.io_works.yaml',
  },
  {
    module: 'sigs.k8s.io/mcs-api',
    version: 'v0.5.2',
    file: 'config/crd/multicluster.x-k8s.io_serviceexports.yaml',
  },
];

/**
 * The files of the CRDs, as their modules have them.
 *
 * @returns {Promise<string[] | undefined>} undefined where they cannot be had: no Go, or no network yet
 */
export async function upstreamCrds() {
  if (!(await goToolchain())) return undefined;
  try {
    const folders = await Promise.all(CRDS.map(({ module, version }) => moduleFolder(PINS, module, version)));
    return CRDS.map(({ file }, index) => join(folders[index], file));
  } catch (error) {
    if (error instanceof GoError) return undefined;
    throw error;
  }
}
