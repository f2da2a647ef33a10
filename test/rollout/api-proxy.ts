import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Agent, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sandboxFolder } from '../cluster';

/** What is answered instead of passing a request on; or how long it is kept before that. */
export type Fault = { readonly status: 409 | 429 | 500 } | { readonly delay: number };

/** Decides for each request; undefined passes it on as it is. */
export type Faults = (method: string) => Fault | undefined;

const REASONS = { 409: 'Conflict', 429: 'TooManyRequests', 500: 'InternalError' } as const;

/** Stands before the real API server, and answers in its place where a test wants a fault. */
export class ApiProxy {
  static async start(server: string): Promise<ApiProxy> {
    const proxy = new ApiProxy(new URL(server));
    proxy.server.listen(0, '127.0.0.1');
    await once(proxy.server, 'listening');
    return proxy;
  }

  /** The path of a kubeconfig of whom `kubeconfig` is of, that leads here. */
  async kubeconfigLike(kubeconfig: string): Promise<string> {
    const config = JSON.parse(await readFile(kubeconfig, 'utf8')) as {
      readonly clusters: ReadonlyArray<{ cluster: Record<string, unknown> }>;
    };
    for (const entry of config.clusters) {
      entry.cluster = { server: this.url, 'insecure-skip-tls-verify': true };
    }
    const path = join(await sandboxFolder('kubeconfig'), 'config');
    await writeFile(path, JSON.stringify(config));
    return path;
  }

  faults: Faults = () => undefined;

  /** Requests that a fault has hit, and restarts. */
  hits = 0;

  private readonly agent = new Agent({ keepAlive: true, rejectUnauthorized: false }); // within the sandbox
  private readonly server: Server = createServer((incoming, response) => {
    this.handle(incoming, response).catch((error: unknown) => response.destroy(error as Error));
  });

  private constructor(private readonly target: URL) {}

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** As while it restarts: connections are cut, and new ones refused. */
  async vanish(milliseconds: number): Promise<void> {
    const { port } = this.server.address() as AddressInfo;
    this.hits += 1;
    this.server.close();
    this.server.closeAllConnections();
    await sleep(milliseconds);
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  async close(): Promise<void> {
    this.agent.destroy();
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private async handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers: asked } = incoming;
    const fault = this.faults(method);
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
      const headers = { 'content-type': 'application/json', ...(status === 429 && { 'retry-after': '1' }) };
      response.writeHead(status, headers).end(JSON.stringify(body));
      return;
    }
    await sleep(fault?.delay ?? 0);
    const { hostname, port } = this.target;
    const forwarded = request({
      hostname,
      port: port || 443,
      method,
      path: url,
      headers: asked,
      agent: this.agent,
    });
    forwarded.on('error', (error) => response.destroy(error));
    forwarded.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    incoming.pipe(forwarded);
  }
}

/** Hits every so many requests of these methods, with the faults in turn. */
export function everyFew(rarity: number, methods: RegExp, ...faults: readonly Fault[]): Faults {
  let count = 0;
  return (method) => {
    count += methods.test(method) ? 1 : 0;
    return methods.test(method) && count % rarity === 0
      ? faults[(count / rarity) % faults.length]
      : undefined;
  };
}
