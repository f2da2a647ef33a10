import { Agent as HttpAgent, request as requestHttp } from 'node:http';
import { Agent, request as requestHttps } from 'node:https';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { TransientError } from '../rollout';
import { DeadlineError, within } from '../time';
import type { Access } from './access';
import { answerFailure, type Answer } from './answer-failure';
import { ApiError } from './api-error';

export interface Call {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;

  /** @default 'application/json' */
  readonly contentType?: string;

  /**
   * Ends it.
   * @default - only its deadline does
   */
  readonly signal?: AbortSignal;
}

/** Milliseconds of one call. */
const TIMEOUT = 10_000;

/** Milliseconds before what only reads is asked once more, and again: a look is several requests, and all must succeed. */
const RETRIES = [200, 400, 800];

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
    return JSON.parse(await this.text(path, signal, query)) as T;
  }

  async text(
    path: string,
    signal: AbortSignal,
    query: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    for (const pause of RETRIES) {
      try {
        return await this.send('GET', path, { query, signal });
      } catch (error) {
        // One that was silent for all of its time is not asked again at once.
        if (!(error instanceof TransientError) || error.cause instanceof DeadlineError) {
          throw error;
        }
        await sleep(Math.max(pause, Math.min(error.retryAfter, TIMEOUT)), undefined, { signal });
      }
    }
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
    const { headers, tls } = await this.access.credentials();
    const url = new URL(`${this.access.server.replace(/\/$/, '')}${path}`);
    url.search = new URLSearchParams(query).toString();
    const content = body === undefined ? '' : JSON.stringify(body);
    const options = {
      ...(url.protocol === 'https:' && tls),
      method,
      agent: this.agent,
      headers: {
        ...headers,
        accept: 'application/json, */*',
        'content-length': Buffer.byteLength(content), // node leaves it out of a DELETE, and the body is then not read
        ...(body === undefined ? {} : { 'content-type': contentType }),
      },
    };
    const ask = (ended: AbortSignal): Promise<Answer> =>
      new Promise((resolve, reject) => {
        const request = url.protocol === 'https:' ? requestHttps : requestHttp;
        const sent = request(url, { ...options, signal: ended }, (response) => {
          const { statusCode: status = 0, headers: answered } = response;
          const retryAfter = answered['retry-after'];
          text(response).then((answer) => resolve({ status, text: answer, retryAfter }), reject);
        });
        sent.on('error', reject);
        sent.end(content);
      });
    const answer = await within(TIMEOUT, signal, ask).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw unreachable(error as NodeJS.ErrnoException, url);
    });
    if (answer.status >= 300) {
      throw answerFailure(answer, `${method} ${url.pathname}`);
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
