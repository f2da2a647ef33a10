import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { describeUnless, missingPrograms } from '../support/programs';

const CONTROL_PLANE = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kubectl'];

/** A `describe` that needs a cluster: skipped with the reason where this run cannot have one. */
export function describeCluster(title: string, programs: readonly string[], suite: () => void): void {
  describeUnless(missingSandbox() ?? missingPrograms([...CONTROL_PLANE, ...programs]), title, suite);
}

/** A fresh folder inside of the sandbox. */
export async function sandboxFolder(prefix: string): Promise<string> {
  const sandbox = process.env.CDK8S_PROMETHEUS_SANDBOX;
  if (sandbox === undefined) {
    throw new Error('not inside of test/cluster/sandbox.sh');
  }
  return mkdtemp(join(sandbox, `${prefix}-`));
}

function missingSandbox(): string | undefined {
  if (process.env.CDK8S_PROMETHEUS_SANDBOX !== undefined) {
    return undefined;
  }
  return process.env.CDK8S_PROMETHEUS_NO_SANDBOX ?? 'not started by test/cluster/sandbox.sh';
}
