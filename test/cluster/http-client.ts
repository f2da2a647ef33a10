import { request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface HttpCall {
  /** @default 'GET' */
  readonly method?: string;

  /** Sent as JSON. */
  readonly body?: unknown;

  /**
   * Milliseconds.
   * @default 10_000
   */
  readonly timeout?: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

/**
 * Asks a program of a pod, on a connection of its own.
 *
 * Not `fetch`: its pool keeps connections to pods that are gone, and an attempt to connect goes on for 10 s
 * after it was aborted.
 */
export async function http(url: string, call: HttpCall = {}): Promise<HttpAnswer> {
  const { method = 'GET', body, timeout = 10_000 } = call;
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const signal = AbortSignal.timeout(timeout);
    const sent = request(url, { method, headers, signal, agent: false }, (response) => {
      text(response).then((answer) => {
        resolve({ status: response.statusCode ?? 0, text: answer });
      }, reject);
    });
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** Asks for JSON; an answer that is not a success is an error. */
export async function httpJson<T>(url: string, call: HttpCall = {}): Promise<T> {
  const { status, text: answer } = await http(url, call);
  if (status < 200 || status >= 300) {
    throw new Error(`${call.method ?? 'GET'} ${url}: ${status} ${answer}`);
  }
  return (answer === '' ? undefined : JSON.parse(answer)) as T;
}
