import { request as plainly } from 'node:http';
import { request as byTls, type RequestOptions } from 'node:https';

export interface GetOptions {
  /** Milliseconds. */
  readonly timeout?: number;

  /** Whom to trust, and who asks. */
  readonly tls?: Pick<RequestOptions, 'ca' | 'cert' | 'key' | 'servername' | 'rejectUnauthorized'>;
}

/**
 * What a server answers; `fetch` cannot be told whom to trust.
 *
 * @throws {DOMException} called `TimeoutError` where there is no answer in time
 */
export async function get(
  url: string,
  { timeout = 20_000, tls = {} }: GetOptions = {},
): Promise<{ readonly status: number; readonly body: string }> {
  const request = url.startsWith('https:') ? byTls : plainly;
  const signal = AbortSignal.timeout(timeout);
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      reject(signal.aborted ? (signal.reason as Error) : error);
    };
    const asked = request(url, { ...tls, agent: false, signal }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body });
      });
      response.on('error', fail);
    });
    asked.on('error', fail);
    asked.end();
  });
}
