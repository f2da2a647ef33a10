import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { WebSocketServer, type WebSocket } from 'ws';
import { NODE_ADDRESS } from '../network';
import { Process } from '../processes';
import { eventually } from '../wait';
import type { PodRunner } from './pod-runner';

/** As the node says it in its status. */
export const KUBELET_PORT = 10250;

/** The version of the protocol that kubelets speak over WebSockets. */
const PROTOCOL = 'v4.channel.k8s.io';
const DATA = 0;
const ERROR = 1;

const FORWARDER = join(__dirname, 'forwarder.cjs');

export interface KubeletSetting {
  /** A folder for its sockets. */
  readonly dir: string;

  /** The key pair that it shows; the API server takes any. */
  readonly certificate: string;
  readonly key: string;
  readonly pod: (namespace: string, name: string) => PodRunner;
}

/**
 * The parts of a kubelet that the API server asks: logs and port-forward.
 *
 * `/containerLogs/<namespace>/<pod>/<container>?tailLines=…` is what a container has written.
 *
 * `/portForward/<namespace>/<pod>?port=…` is a WebSocket of one connection: channel 0 has the data, channel 1 an error,
 * and the first message of each is the port.
 */
export class KubeletServer {
  static async start(setting: KubeletSetting): Promise<KubeletServer> {
    const server = createServer({
      cert: await readFile(setting.certificate),
      key: await readFile(setting.key),
    });
    const kubelet = new KubeletServer(server, setting);
    server.listen(KUBELET_PORT, NODE_ADDRESS);
    await once(server, 'listening');
    return kubelet;
  }

  private readonly sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => offered.has(PROTOCOL) && PROTOCOL,
  });

  /** By the UIDs of pods. */
  private readonly forwarders = new Map<string, Promise<Process>>();

  private constructor(
    private readonly server: Server,
    private readonly setting: KubeletSetting,
  ) {
    server.on('request', (request, response) => {
      const url = new URL(request.url ?? '', 'https://kubelet');
      const [, what, namespace = '', name = '', container = ''] = url.pathname.split('/');
      const lines = Number(url.searchParams.get('tailLines') ?? Number.POSITIVE_INFINITY);
      try {
        const text = what === 'containerLogs' && logOf(setting.pod(namespace, name), container, lines);
        response.writeHead(text === false ? 404 : 200).end(text || undefined);
      } catch (error) {
        response.writeHead(404).end(String(error)); // no such pod, or it has not started yet
      }
    });
    server.on('upgrade', (request, socket, head) => {
      const url = new URL(request.url ?? '', 'https://kubelet');
      const [, what, namespace = '', name = ''] = url.pathname.split('/');
      const port = Number(url.searchParams.get('port'));
      if (what !== 'portForward' || !Number.isInteger(port)) {
        socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
        return;
      }
      this.sockets.handleUpgrade(request, socket, head, (client) => {
        void this.forward(client, namespace, name, port).catch((error: unknown) =>
          refuse(client, String(error)),
        );
      });
    });
  }

  async close(): Promise<void> {
    this.sockets.clients.forEach((client) => client.terminate());
    this.server.close();
    this.server.closeAllConnections();
    const processes = await Promise.allSettled(this.forwarders.values());
    processes.forEach((each) => each.status === 'fulfilled' && each.value.kill('SIGKILL'));
  }

  private async forward(client: WebSocket, namespace: string, name: string, port: number): Promise<void> {
    const early: Buffer[] = [];
    const remember = (data: Buffer): void => void early.push(data);
    client.on('message', remember);
    const prefix = Buffer.alloc(2);
    prefix.writeUInt16LE(port);
    client.send(Buffer.concat([Buffer.of(DATA), prefix]));
    client.send(Buffer.concat([Buffer.of(ERROR), prefix]));

    const upstream = await this.dial(this.setting.pod(namespace, name), port);
    const write = (message: Buffer): void => {
      if (message[0] === DATA && message.length > 1) {
        upstream.write(message.subarray(1));
      }
    };
    client.off('message', remember);
    early.forEach(write);
    client.on('message', write);
    client.on('close', () => upstream.destroy());
    let received = 0;
    upstream.on('data', (chunk: Buffer) => {
      received += chunk.length;
      client.send(Buffer.concat([Buffer.of(DATA), chunk]));
    });
    upstream.on('close', () => {
      if (received === 0) {
        refuse(
          client,
          `failed to connect to localhost:${port} inside namespace of ${name}, or it said nothing`,
        );
      } else {
        client.close();
      }
    });
  }

  private async dial(pod: PodRunner, port: number): Promise<Socket> {
    const path = join(this.setting.dir, `${pod.uid}.sock`);
    const known = await this.forwarders.get(pod.uid);
    if (known?.running !== true) {
      this.forwarders.set(pod.uid, this.startForwarder(pod, path));
    }
    await this.forwarders.get(pod.uid);
    const socket = connect(path);
    socket.on('error', () => socket.destroy());
    const prefix = Buffer.alloc(2);
    prefix.writeUInt16BE(port);
    socket.write(prefix);
    return socket;
  }

  private async startForwarder(pod: PodRunner, path: string): Promise<Process> {
    const args = [`--net=${pod.link.namespace}`, process.execPath, FORWARDER, path];
    const name = `port-forward to ${pod.uid}`;
    const forwarder = Process.start('nsenter', args, { name, log: `${path}.log` });
    await eventually('the forwarder', () => answers(path));
    return forwarder;
  }
}

function logOf(pod: PodRunner, container: string, lines: number): string {
  return `${pod.container(container).current.log(lines)}\n`;
}

function refuse(client: WebSocket, message: string): void {
  client.send(Buffer.concat([Buffer.of(ERROR), Buffer.from(message)]));
  client.close();
}

async function answers(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    return true;
  } finally {
    socket.destroy();
  }
}
