import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface PostedAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly endsAt?: string;
}

/** Takes alerts as an Alertmanager does, which knows them by their labels. */
export class AlertSink {
  static async start(): Promise<AlertSink> {
    const sink = new AlertSink();
    sink.server.listen(0, '127.0.0.1');
    await once(sink.server, 'listening');
    return sink;
  }

  private readonly server: Server;
  private readonly alerts = new Map<string, Date>();

  private constructor() {
    this.server = createServer((request, response) => {
      void (async () => {
        let body = '';
        for await (const chunk of request) {
          body += String(chunk);
        }
        for (const { labels, endsAt } of JSON.parse(body) as PostedAlert[]) {
          const key = JSON.stringify(Object.entries(labels).sort());
          this.alerts.set(key, endsAt === undefined ? new Date(8.64e15) : new Date(endsAt));
        }
        response.end('{}');
      })();
    });
  }

  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The labels of the alerts that fire. */
  firing(): Array<Readonly<Record<string, string>>> {
    return [...this.alerts]
      .filter(([, end]) => end.getTime() > Date.now())
      .map(([key]) => Object.fromEntries(JSON.parse(key) as Array<[string, string]>));
  }

  /** What the alerts that fire say, without by whom they were evaluated, in an order that can be compared. */
  said(): string[] {
    return this.firing()
      .map(({ prometheus: _, ...labels }) => JSON.stringify(Object.entries(labels).sort()))
      .sort();
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
