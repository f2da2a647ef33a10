import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below them Linux takes none for connections that go out: it could take the one that a program is about to listen on. */
const FIRST = 15_000;
const LAST = 32_000;

/** Each run begins somewhere else, so that runs side by side do not meet. */
let next = FIRST + Math.floor(Math.random() * (LAST - FIRST));

/** A port of this machine that nobody listens on; no other call gives it again soon. */
export async function freePort(): Promise<number> {
  for (let tries = FIRST; tries < LAST; tries++) {
    next = next < LAST ? next + 1 : FIRST;
    const port = next;
    if (await isFree(port)) {
      return port;
    }
  }
  throw new Error(`no port is free from ${FIRST} to ${LAST}`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port); // on all addresses
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
