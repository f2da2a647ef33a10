/** What tests and checks find around them, told by environment variables: they run where only those reach. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { kubernetesSchemas, resolvePrograms, upstreamCrds } from '../programs.mjs';
import { ROOT } from './process.mjs';

/** What all developers of the project share; in a plain clone it is not there. */
const SHARED = join(ROOT, '..', 'shared');

/**
 * Finds or builds programs, and finds the Kubernetes schemas and the CRDs of others.
 *
 * @param {readonly string[]} names of programs, or of groups of them
 * @returns {Promise<{ env: Record<string, string>, notes: string[] }>} the notes say what is missing, and why
 */
export async function surroundings(names) {
  const { found, missing } = await resolvePrograms(names);
  const schemas = await schemaFolder();
  const crds = await upstreamCrds();
  return {
    env: {
      CDK8S_PROMETHEUS_PROGRAMS: JSON.stringify(found),
      ...(schemas === undefined ? {} : { CDK8S_PROMETHEUS_SCHEMAS: schemas }),
      ...(crds === undefined ? {} : { CDK8S_PROMETHEUS_CRDS: JSON.stringify(crds) }),
    },
    notes: [
      ...byReason(missing).map(([reason, programs]) => `no ${programs.join(', ')}: ${reason}`),
      ...(schemas === undefined ? ['no Kubernetes schemas: neither ../shared nor Go to get them with'] : []),
      ...(crds === undefined
        ? ['no CRDs of Karmada, Open Cluster Management and the MCS API: no Go to get them with']
        : []),
      ...(existsSync(SHARED) ? [] : ['no ../shared: the data of others to test against']),
    ],
  };
}

async function schemaFolder() {
  const shared = join(SHARED, 'schemas', 'kubernetes-1.36');
  return existsSync(shared) ? shared : kubernetesSchemas();
}

function byReason(missing) {
  const programs = new Map();
  for (const { name, reason } of missing) programs.set(reason, [...(programs.get(reason) ?? []), name]);
  return [...programs];
}
