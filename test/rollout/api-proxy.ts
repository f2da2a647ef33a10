import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Agent, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What is done to a request instead of passing it on; or how long it is kept before that. */
export type Fault = { readonly status: 409 | 429 | 500 } | { readonly delay: number };

/** Decides for each request; undefined passes it on as it is. */
export type Faults = (method: string, path: string) => Fault | undefined;

const REASONS = { 409: 'Conflict', 429: 'TooManyRequests', 500: 'InternalError' } as const;

/** Stands before the real API server, and answers in its place where a test wants a fault. */
export class ApiProxy {
  static async start(server: string): Promise<ApiProxy> {
    const proxy = new ApiProxy(new URL(server));
    proxy.server.listen(0, '127.0.0.1');
    await once(proxy.server, 'listening');
    return proxy;
  }

  faults: Faults = () => undefined;

  /** Requests that a fault has hit. */
  hits = 0;

  private readonly agent = new Agent({ keepAlive: true, rejectUnauthorized: false }); // within the sandbox
  private readonly server: Server = createServer((incoming, response) => {
    this.handle(incoming, response).catch((error: unknown) => response.destroy(error as Error));
  });

  private constructor(private readonly target: URL) {}

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.agent.destroy();
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private async handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = incoming;
    const fault = this.faults(method, url);
    if (fault !== undefined) {
      this.hits += 1;
    }
    if (fault !== undefined && 'status' in fault) {
      const { status } = fault;
      const body = {
        kind: 'Status',
        status: 'Failure',
        code: status,
        reason: REASONS[status],
        message: 'a fault',
      };
      incoming.resume();
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      return;
    }
    await sleep(fault?.delay ?? 0);
    const { hostname, port } = this.target;
    const forwarded = request({ hostname, port: port || 443, method, path: url, headers, agent: this.agent });
    forwarded.on('error', (error) => response.destroy(error));
    forwarded.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    incoming.pipe(forwarded);
  }
}
