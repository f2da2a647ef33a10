import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** Who a connection may be led to. */
export interface Backend {
  readonly port: number;
  ready(): boolean;
}

/**
 * What kube-proxy makes of a Service with an address of its own: a new connection goes to one of those that are ready,
 * and is refused where nobody is.
 */
export class LocalService {
  static async start(port: number, backends: readonly Backend[]): Promise<LocalService> {
    const service = new LocalService(backends);
    service.server.listen(port, '127.0.0.1');
    await once(service.server, 'listening');
    return service;
  }

  private readonly server: Server;
  private readonly open = new Set<Socket>();

  private constructor(backends: readonly Backend[]) {
    this.server = createServer((client) => {
      const backend = backends.find((each) => each.ready());
      if (backend === undefined) {
        client.resetAndDestroy();
        return;
      }
      const upstream = connect(backend.port, '127.0.0.1');
      for (const [socket, other] of [
        [client, upstream],
        [upstream, client],
      ] as const) {
        this.open.add(socket);
        socket.on('error', () => other.destroy());
        socket.on('close', () => {
          other.destroy();
          this.open.delete(socket);
        });
        socket.pipe(other);
      }
    });
  }

  async stop(): Promise<void> {
    this.server.close();
    this.open.forEach((socket) => socket.destroy());
    await once(this.server, 'close');
  }
}
