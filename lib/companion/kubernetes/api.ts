import { Agent as HttpAgent, request as requestHttp } from 'node:http';
import { Agent, request as requestHttps } from 'node:https';
import { text } from 'node:stream/consumers';
import { TransientError } from '../rollout';
import type { Access } from './access';
import { ApiError } from './api-error';

export interface Call {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;

  /** @default 'application/json' */
  readonly contentType?: string;
  readonly signal: AbortSignal;
}

/** Milliseconds of one call. */
const TIMEOUT = 10_000;

/** What may be another answer the next time. */
const TRANSIENT = new Set([408, 429, 500, 502, 503, 504]);

/**
 * The API server: one connection that is kept, and errors that say whether it helps to ask again.
 *
 * Not the calls of the client library: it makes a new connection for each, and a rollout makes some every second.
 */
export class KubernetesApi {
  private readonly agent: HttpAgent;

  constructor(private readonly access: Access) {
    const options = { keepAlive: true, maxSockets: 4 };
    this.agent = access.server.startsWith('https:') ? new Agent(options) : new HttpAgent(options);
  }

  async get<T>(path: string, signal: AbortSignal, query: Readonly<Record<string, string>> = {}): Promise<T> {
    return JSON.parse(await this.send('GET', path, { query, signal })) as T;
  }

  async text(
    path: string,
    signal: AbortSignal,
    query: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    return this.send('GET', path, { query, signal });
  }

  async call<T>(method: string, path: string, call: Call): Promise<T> {
    const answer = await this.send(method, path, call);
    return (answer === '' ? undefined : JSON.parse(answer)) as T;
  }

  /** @throws {ApiError | TransientError} */
  async send(
    method: string,
    path: string,
    { query = {}, body, contentType = 'application/json', signal }: Call,
  ): Promise<string> {
    signal.throwIfAborted();
    const { headers, tls } = await this.access.credentials();
    const url = new URL(`${this.access.server.replace(/\/$/, '')}${path}`);
    url.search = new URLSearchParams(query).toString();
    const content = body === undefined ? '' : JSON.stringify(body);
    const options = {
      ...(url.protocol === 'https:' && tls),
      method,
      agent: this.agent,
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
      headers: {
        ...headers,
        accept: 'application/json, */*',
        'content-length': Buffer.byteLength(content), // node leaves it out of a DELETE, and the body is then not read
        ...(body === undefined ? {} : { 'content-type': contentType }),
      },
    };
    const answer = await new Promise<{ status: number; text: string }>((resolve, reject) => {
      const sent = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options, (response) => {
        text(response).then((body) => resolve({ status: response.statusCode ?? 0, text: body }), reject);
      });
      sent.on('error', reject);
      sent.end(content);
    }).catch((error: unknown) => {
      signal.throwIfAborted();
      throw unreachable(error as NodeJS.ErrnoException, url);
    });
    if (answer.status >= 300) {
      throw failure(answer.status, answer.text, `${method} ${url.pathname}`);
    }
    return answer.text;
  }

  close(): void {
    this.agent.destroy();
  }
}

/** A certificate does not get better by waiting; nearly everything else may. */
function unreachable(error: NodeJS.ErrnoException, url: URL): Error {
  const { code = '', message } = error;
  if (/^(CERT_|UNABLE_|DEPTH_ZERO|SELF_SIGNED|ERR_TLS|ERR_SSL|ENOTFOUND)/.test(code)) {
    return new ApiError(0, code, `the API server at ${url.origin}: ${message} (${code})`);
  }
  return new TransientError(`the API server at ${url.origin}: ${message}`, { cause: error });
}

function failure(status: number, answer: string, call: string): Error {
  const { reason, message } = statusOf(answer);
  if (TRANSIENT.has(status)) {
    return new TransientError(`${call}: ${status} ${message}`, {
      cause: new ApiError(status, reason, message),
    });
  }
  return new ApiError(status, reason, `${call}: ${status} ${message}`);
}

function statusOf(answer: string): { readonly reason: string; readonly message: string } {
  try {
    const { reason = 'Unknown', message = answer } = JSON.parse(answer) as {
      reason?: string;
      message?: string;
    };
    return { reason, message };
  } catch {
    return { reason: 'Unknown', message: answer.slice(0, 500) };
  }
}
