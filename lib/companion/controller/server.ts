import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Registry } from 'prom-client';
import type { Health } from './health';

/** Serves `/metrics` and `/healthz`; returns once it listens, so that a port that is taken is an error. */
export async function serve(port: number, registry: Registry, health: Health): Promise<Server> {
  const server = createServer(({ url }, response) => {
    if (url === '/metrics') {
      registry.metrics().then(
        (text) => response.setHeader('content-type', registry.contentType).end(text),
        (error: unknown) => response.writeHead(500).end(`${(error as Error).message}\n`),
      );
    } else if (url === '/healthz') {
      const { complaint } = health;
      response.writeHead(complaint === undefined ? 200 : 503).end(`${complaint ?? 'ok'}\n`);
    } else {
      response.writeHead(404).end();
    }
  });
  server.listen(port);
  await once(server, 'listening');
  return server;
}
