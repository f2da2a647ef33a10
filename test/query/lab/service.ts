import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { Transform } from 'node:stream';

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

  /** Milliseconds that whatever is answered takes longer, also over connections that are open already. */
  delay = 0;

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
        socket.on('close', () => this.open.delete(socket));
      }
      client.on('close', () => upstream.destroy());
      client.pipe(upstream);
      upstream.pipe(this.late()).pipe(client);
    });
  }

  /** Hands on what it gets, in order, as late as it is told. */
  private late(): Transform {
    let due = 0;
    const handOn = (then: () => void): void => {
      due = Math.max(due, Date.now() + this.delay);
      if (this.delay === 0 && due <= Date.now()) {
        then();
      } else {
        setTimeout(then, due - Date.now());
      }
    };
    return new Transform({
      transform(chunk: Buffer, _, done) {
        handOn(() => this.push(chunk));
        done();
      },
      flush(done) {
        handOn(done);
      },
    });
  }

  async stop(): Promise<void> {
    this.server.close();
    this.open.forEach((socket) => socket.destroy());
    await once(this.server, 'close');
  }
}
