import { PassThrough, Writable, Duplex } from 'node:stream';
import { PortForward, type KubeConfig } from '@kubernetes/client-node';

/**
 * A connection to a port of a pod through the API server, as a stream.
 *
 * A file of its own for the same reason as {@link loadKubeconfig}.
 */
export async function openPortForward(
  config: KubeConfig,
  pod: { readonly namespace: string; readonly name: string },
  port: number,
  signal: AbortSignal,
): Promise<Duplex> {
  const toPod = new PassThrough();
  const fromPod = new PassThrough();
  const complaints = new Complaints();
  const forward = new PortForward(config);
  const socket = await forward
    .portForward(pod.namespace, pod.name, [port], fromPod, complaints, toPod)
    .catch((error: unknown) => {
      throw new Error(`port-forward to ${pod.name}: ${reasonOf(error)}`, { cause: error });
    });
  if (typeof socket === 'function') {
    throw new TypeError('without retries there is one socket');
  }
  if (signal.aborted) {
    socket.close();
    signal.throwIfAborted();
  }
  const stream = Duplex.from({ writable: toPod, readable: fromPod });
  socket.onclose = () => {
    if (complaints.text === '') {
      fromPod.end();
    } else {
      stream.destroy(new Error(`port-forward to ${pod.name}: ${complaints.text}`));
    }
  };
  stream.once('close', () => socket.close());
  return stream;
}

/** What the kubelet has to say about a connection that it could not make. */
class Complaints extends Writable {
  text = '';

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.text += chunk.toString('utf8');
    done();
  }
}

/** What the client library rejects with is no error, but an event with one in it. */
function reasonOf(error: unknown): string {
  const { message = String(error) } = error as { message?: string };
  return message;
}
