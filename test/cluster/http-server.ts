import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { text } from 'node:stream/consumers';

/** A request as it came in. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;

  /** The address of who asks. */
  readonly from: string;

  /** When it came in, in milliseconds since 1970. */
  readonly at: number;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An HTTP server that the test plays itself, and that writes down what it is asked. */
export class RecordingServer {
  static async start(
    address: string,
    port: number,
    answer: (request: RecordedRequest) => Answer,
  ): Promise<RecordingServer> {
    const requests: RecordedRequest[] = [];
    const respond = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
      const { method = '', url: path = '', headers } = incoming;
      const from = incoming.socket.remoteAddress ?? '';
      const at = Date.now();
      const request = { method, path, headers, body: await text(incoming), from, at };
      requests.push(request);
      const { status = 200, headers: own = {}, body = '' } = answer(request);
      response.writeHead(status, own).end(body);
    };
    const server = createServer((...exchange) => {
      void respond(...exchange);
    });
    server.listen(port, address);
    await once(server, 'listening');
    return new RecordingServer(server, requests, `http://${address}:${port}`);
  }

  private constructor(
    private readonly server: Server,
    readonly requests: readonly RecordedRequest[],
    readonly url: string,
  ) {}

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}
