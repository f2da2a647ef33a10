import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../support/free-port';
import { describeWith, requireProgram } from '../support/programs';
import { EVERYTHING } from './everything';
import { below, writeFiles } from './files';
import { find, synthesize, type Outcome } from './support';

/** The pods' addresses: all of 127.0.0.0/8 is this machine. */
const ADDRESSES = ['127.84.0.1', '127.84.0.2', '127.84.0.3'];

interface Peer {
  readonly name: string;
  readonly address: string;
}

interface Mesh {
  readonly urls: readonly string[];
  readonly meshPort: number;
}

describe.each([
  ['alertmanager', '0.34.2'],
  ['alertmanager-oldest', '0.32.3'],
])('%s', (program, version) => {
  describeWith([program], 'with the arguments of three pods', () => {
    let directory: string;
    let mesh: Mesh;
    const processes: ChildProcess[] = [];

    beforeAll(async () => {
      directory = mkdtempSync(join(tmpdir(), 'alertmanager-mesh-'));
      const outcome = synthesize({ version, config: EVERYTHING, clusterGossipInterval: '50ms' });
      writeFiles(outcome, directory);
      const [webPort, meshPort] = [await freePort(), await freePort()];
      for (const [ordinal, address] of ADDRESSES.entries()) {
        const args = argsOfPod(outcome, { directory, ordinal, address, webPort, meshPort });
        processes.push(spawn(requireProgram(program), args, { stdio: 'ignore' }));
      }
      mesh = { urls: ADDRESSES.map((address) => `http://${address}:${webPort}`), meshPort };
    });

    afterAll(async () => {
      for (const child of processes) {
        if (child.exitCode === null) {
          child.kill('SIGKILL');
          await once(child, 'exit');
        }
      }
      rmSync(directory, { recursive: true });
    });

    test('they are one mesh, under the names of the pods', async () => {
      const expected = ADDRESSES.map((address, ordinal) => ({
        name: `alertmanager-main-${ordinal}`,
        address: `${address}:${mesh.meshPort}`,
      }));
      for (const url of mesh.urls) {
        expect(await until(async () => fullMesh(url))).toEqual(expected);
      }
    }, 60_000);

    test('a silence of one is a silence of all', async () => {
      const [first = '', ...others] = mesh.urls;
      const { silenceID } = await postJson<{ silenceID: string }>(`${first}/api/v2/silences`, {
        matchers: [{ name: 'alertname', value: 'CheckoutDown', isRegex: false, isEqual: true }],
        startsAt: new Date().toISOString(),
        endsAt: new Date(Date.now() + 3_600_000).toISOString(),
        createdBy: 'on-call',
        comment: 'known',
      });
      for (const url of others) {
        const silence = await until(async () =>
          getJson<{ id: string }>(`${url}/api/v2/silence/${silenceID}`),
        );
        expect(silence.id).toBe(silenceID);
      }
    }, 30_000);
  });
});

interface Pod {
  readonly directory: string;
  readonly ordinal: number;
  readonly address: string;
  readonly webPort: number;
  readonly meshPort: number;
}

/** The arguments of a pod as they are on this machine: its files elsewhere, the name of all pods as their addresses. */
function argsOfPod(outcome: Outcome, { directory, ordinal, address, webPort, meshPort }: Pod): string[] {
  const { spec } = find(outcome, 'StatefulSet', 'alertmanager-main');
  const args = spec.template.spec?.containers[0]?.args ?? [];
  const peer = '--cluster.peer=alertmanager-main-headless.monitoring.svc:9094';
  expect(args).toContain(peer);
  return args
    .flatMap((arg) => (arg === peer ? ADDRESSES.map((each) => `--cluster.peer=${each}:9094`) : [arg]))
    .map((arg) =>
      below(directory, arg)
        .replace('=/alertmanager', `=${join(directory, `data-${ordinal}`)}`)
        .replace('=:9093', `=${address}:${webPort}`)
        .replace(':9094', `:${meshPort}`)
        .replace('$(POD_IP)', address)
        .replace('$(POD_NAME)', `alertmanager-main-${ordinal}`),
    );
}

/** Members as an instance sees them, once they are three. */
async function fullMesh(url: string): Promise<Peer[] | undefined> {
  const status = await getJson<{ cluster: { peers?: Peer[] } }>(`${url}/api/v2/status`);
  const peers = status?.cluster.peers ?? [];
  const sorted = [...peers].sort((a, b) => a.name.localeCompare(b.name));
  return sorted.length === ADDRESSES.length ? sorted : undefined;
}

/** What an instance answers; undefined for as long as it does not. */
async function getJson<T>(url: string): Promise<T | undefined> {
  try {
    const response = await fetch(url);
    return response.ok ? ((await response.json()) as T) : undefined;
  } catch {
    return undefined;
  }
}

async function postJson<T>(url: string, body: object): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as T;
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + 25_000;
  while (Date.now() < deadline) {
    const seen = await look();
    if (seen !== undefined) {
      return seen;
    }
    await sleep(100);
  }
  throw new Error('it did not come to pass within 25 s');
}
