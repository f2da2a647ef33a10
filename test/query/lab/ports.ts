import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** Free ports of this machine by what they stand for: the same name is the same port. */
export class Ports {
  private readonly given = new Map<string, number>();

  async of(name: string): Promise<number> {
    const port = this.given.get(name) ?? (await freePort());
    this.given.set(name, port);
    return port;
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
