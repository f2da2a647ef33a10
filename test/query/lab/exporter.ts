import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { freePort } from '../../support/free-port';

/** Many targets that say the same whenever they are asked: all addresses of this machine, at one port. */
export class Exporters {
  /** @param text what the target with that number exposes */
  static async start(count: number, text: (index: number) => string): Promise<Exporters> {
    const port = await freePort();
    const addresses = Array.from({ length: count }, (_, index) => `127.0.1.${index + 1}:${port}`);
    const server = createServer((request, response) => {
      response.setHeader('content-type', 'text/plain; version=0.0.4');
      response.end(text(addresses.indexOf(request.headers.host ?? '')));
    });
    server.listen(port, '0.0.0.0');
    await once(server, 'listening');
    return new Exporters(server, addresses);
  }

  private constructor(
    private readonly server: Server,
    readonly addresses: readonly string[],
  ) {}

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
