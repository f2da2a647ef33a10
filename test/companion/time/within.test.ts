import { once } from 'node:events';
import { Agent, createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { DeadlineError, within } from '../../../lib/companion/time';

describe('a deadline', () => {
  let silent: Server;

  beforeAll(async () => {
    silent = createServer(() => undefined);
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
  });

  afterAll(() => {
    silent.close();
    silent.closeAllConnections();
  });

  test('comes, whatever the garbage collector takes away meanwhile', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const collecting = setInterval(collect, 20);
    const interrupted = new AbortController();
    const asked = within(300, interrupted.signal, ask);
    await expect(Promise.race([asked, sleep(10_000, 'it never came')])).rejects.toThrow(DeadlineError);
    clearInterval(collecting);
  });

  test('is not waited for where somebody ends it earlier, or the work is done', async () => {
    const interrupted = new AbortController();
    const asked = within(60_000, interrupted.signal, ask);
    interrupted.abort(new Error('interrupted'));
    await expect(asked).rejects.toThrow('interrupted');
    await expect(within(60_000, interrupted.signal, ask)).rejects.toThrow('interrupted');
    await expect(within(60_000, undefined, () => Promise.resolve('done'))).resolves.toBe('done');
    await expect(within(60_000, undefined, () => Promise.reject(new Error('failed')))).rejects.toThrow(
      'failed',
    );
  });

  test('comes also where the work does not heed its signal, as a request that waits for a connection', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const first = ask(new AbortController().signal, agent).catch(() => undefined);
    const started = Date.now();
    await expect(within(100, undefined, (signal) => ask(signal, agent))).rejects.toThrow(DeadlineError);
    expect(Date.now() - started).toBeLessThan(30_000);
    agent.destroy();
    await first;
  });

  async function ask(signal: AbortSignal, agent?: Agent): Promise<void> {
    const { port } = silent.address() as AddressInfo;
    await new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, signal, ...(agent && { agent }) }, resolve)
        .on('error', reject)
        .end();
    });
  }
});
