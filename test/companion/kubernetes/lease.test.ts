import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Lease } from 'kubernetes-types/coordination/v1';
import { KubernetesApi, KubernetesLease } from '../../../lib/companion/kubernetes';
import type { ClockPort } from '../../../lib/companion/rollout';

const SET = { namespace: 'monitoring', name: 'am' };
const signal = new AbortController().signal;

/** Two companions, whose clocks are an hour apart. */
describe('a Lease', () => {
  let store: LeaseStore;
  let first: KubernetesLease;
  let second: KubernetesLease;
  let now: number;

  beforeEach(async () => {
    now = Date.UTC(2026, 10, 26);
    store = await LeaseStore.start();
    first = new KubernetesLease(store.api(), SET, 'first', clock(0));
    second = new KubernetesLease(store.api(), SET, 'second', clock(3_600_000));
  });

  afterEach(() => store.close());

  test('is taken, and kept', async () => {
    expect(await first.hold(signal)).toEqual({ kind: 'taken' });
    expect(await first.hold(signal)).toEqual({ kind: 'kept' });
    expect(first.isHeld).toBe(true);
  });

  test('is refused to another one as soon as it is seen that its holder lives', async () => {
    await first.hold(signal);
    expect(await second.hold(signal)).toEqual({ kind: 'unknown', holder: 'first' });
    now += 5_000;
    await first.hold(signal);
    expect(await second.hold(signal)).toEqual({ kind: 'refused', holder: 'first' });
    now += 11_000;
    expect(await second.hold(signal)).toEqual({ kind: 'unknown', holder: 'first' });
  });

  test('of one that has died is taken when it has lasted its time, by the clock of who waits', async () => {
    await first.hold(signal);
    now += 12_000;
    expect(await second.hold(signal)).toEqual({ kind: 'unknown', holder: 'first' });
    now += 14_900;
    expect(await second.hold(signal)).toEqual({ kind: 'unknown', holder: 'first' });
    now += 200;
    expect(await second.hold(signal)).toEqual({ kind: 'taken' });
    expect(await first.hold(signal)).toEqual({ kind: 'unknown', holder: 'second' });
    expect(first.isHeld).toBe(false);
  });

  test('that was let go is taken at once', async () => {
    await first.hold(signal);
    expect(await second.hold(signal)).toMatchObject({ kind: 'unknown' });
    await first.release();
    expect(await second.hold(signal)).toEqual({ kind: 'taken' });
  });

  test('is nobody’s for certain where somebody was faster: that has to be read again', async () => {
    store.conflicts = 1;
    await expect(first.hold(signal)).rejects.toMatchObject({ name: 'TransientError' });
    expect(await first.hold(signal)).toEqual({ kind: 'taken' });
  });

  function clock(skew: number): ClockPort {
    return { now: () => now + skew, sleep: () => Promise.resolve() };
  }
});

test('what only reads is asked again, after as long as the API server wants', async () => {
  const store = await LeaseStore.start();
  store.busy = 2;
  const started = Date.now();
  const lease = new KubernetesLease(store.api(), SET, 'first', {
    now: Date.now,
    sleep: () => Promise.resolve(),
  });
  expect(await lease.hold(signal)).toEqual({ kind: 'taken' });
  expect(Date.now() - started).toBeGreaterThanOrEqual(1_990); // a second for each
  store.close();
});

/** An API server that has one Lease. */
class LeaseStore {
  static async start(): Promise<LeaseStore> {
    const store = new LeaseStore();
    store.server.listen(0, '127.0.0.1');
    await once(store.server, 'listening');
    return store;
  }

  /** Writes that are yet to be refused. */
  conflicts = 0;

  /** Requests that are yet to be put off. */
  busy = 0;
  private lease: Lease | undefined;
  private readonly clients: KubernetesApi[] = [];
  private readonly server: Server = createServer((request, response) => {
    void text(request).then((body) => {
      const { status, content } = this.answer(request.method ?? '', body);
      response
        .writeHead(status, status === 429 ? { 'retry-after': '1' } : {})
        .end(JSON.stringify(content ?? {}));
    });
  });

  api(): KubernetesApi {
    const { port } = this.server.address() as AddressInfo;
    const api = new KubernetesApi({
      server: `http://127.0.0.1:${port}`,
      namespace: SET.namespace,
      inCluster: true,
      kubeconfig: () => Promise.reject(new Error('there is none')),
      credentials: () => Promise.resolve({ headers: {}, tls: {} }),
    });
    this.clients.push(api);
    return api;
  }

  close(): void {
    this.clients.forEach((client) => client.close());
    this.server.close();
    this.server.closeAllConnections();
  }

  private answer(method: string, body: string): { readonly status: number; readonly content?: unknown } {
    if (this.busy > 0) {
      this.busy -= 1;
      return { status: 429 };
    }
    if (method === 'GET') {
      return this.lease === undefined ? { status: 404 } : { status: 200, content: this.lease };
    }
    if (this.conflicts > 0) {
      this.conflicts -= 1;
      return { status: 409 };
    }
    this.lease = JSON.parse(body) as Lease;
    return { status: 200, content: this.lease };
  }
}
