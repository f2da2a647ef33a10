import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
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

  async function ask(signal: AbortSignal): Promise<void> {
    const { port } = silent.address() as AddressInfo;
    await new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, signal }, resolve).on('error', reject).end();
    });
  }
});
