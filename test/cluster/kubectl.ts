import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { requireProgram } from '../support/programs';
import type { ApiAccess } from './api';

export interface KubectlOptions {
  /** What it reads from `-f -`. */
  readonly stdin?: string;

  /** Path of another kubeconfig. */
  readonly kubeconfig?: string;

  /**
   * Exit codes that are an answer: `[0, 1]` for `diff`, where 1 says that there are differences.
   * @default [0]
   */
  readonly codes?: readonly number[];
}

/** What kubectl said. */
export interface Kubectl {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export async function kubectl(
  args: readonly string[],
  { kubeconfig, stdin = '', codes = [0] }: KubectlOptions & { readonly kubeconfig: string },
): Promise<Kubectl> {
  const cache = join(dirname(kubeconfig), 'kubectl-cache'); // not the user's: that one outlives the cluster
  const child = spawn(requireProgram('kubectl'), [
    ...args,
    `--kubeconfig=${kubeconfig}`,
    `--cache-dir=${cache}`,
  ]);
  child.stdin.on('error', () => undefined); // it may end before it has read everything
  child.stdin.end(stdin);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ]);
  if (!codes.includes(code)) {
    throw new Error(`kubectl ${args.join(' ')}: exit code ${code}\n${stderr}${stdout}`);
  }
  return { code, stdout, stderr };
}

/** Writes a kubeconfig, and returns its path. */
export async function writeKubeconfig(path: string, { server, ca, token }: ApiAccess): Promise<string> {
  const data = Buffer.from(ca).toString('base64');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    clusters: [{ name: 'test', cluster: { server, 'certificate-authority-data': data } }],
    users: [{ name: 'test', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
  };
  await writeFile(path, JSON.stringify(config));
  return path;
}
