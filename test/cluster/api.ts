import { Agent, request } from 'node:https';
import { referenceTo, resourcePath, type ApiObject, type Reference } from './resources';

/** Who asks, and whom. */
export interface ApiAccess {
  readonly server: string;
  readonly ca: string;
  readonly token: string;
}

interface Call {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly contentType?: string;
}

/** An answer of the API server that is not a success. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    readonly reason: string,
    message: string,
  ) {
    super(`${status} ${reason}: ${message}`);
  }
}

/** The Kubernetes API, as one account sees it. */
export class Api {
  private readonly agent: Agent;

  constructor(private readonly access: ApiAccess) {
    this.agent = new Agent({ keepAlive: true, ca: access.ca });
  }

  async get<T extends ApiObject>(reference: Reference & { readonly name: string }): Promise<T> {
    return this.call<T>('GET', resourcePath(reference));
  }

  /** Like {@link get}, but undefined where there is none. */
  async find<T extends ApiObject>(reference: Reference & { readonly name: string }): Promise<T | undefined> {
    return this.get<T>(reference).catch((error: unknown) => {
      if (error instanceof ApiError && error.status === 404) {
        return undefined;
      }
      throw error;
    });
  }

  /** All of a kind, of one namespace or of all. */
  async list<T extends ApiObject>(reference: Reference, query: Record<string, string> = {}): Promise<T[]> {
    const { items } = await this.call<{ items: T[] }>('GET', resourcePath(reference), { query });
    return items;
  }

  /** Server-side apply, as one field manager for all tests. */
  async apply<T extends ApiObject>(object: T, { dryRun = false } = {}): Promise<T> {
    return this.call<T>('PATCH', resourcePath(referenceTo(object)), {
      query: {
        fieldManager: 'test',
        force: 'true',
        fieldValidation: 'Strict',
        ...(dryRun && { dryRun: 'All' }),
      },
      body: object,
      contentType: 'application/apply-patch+yaml',
    });
  }

  /** A strategic merge patch, of the object or of its status. */
  async patch(
    reference: Reference & { readonly name: string },
    patch: unknown,
    subresource?: 'status',
  ): Promise<void> {
    const path = [resourcePath(reference), subresource].filter((part) => part !== undefined).join('/');
    await this.call('PATCH', path, { body: patch, contentType: 'application/strategic-merge-patch+json' });
  }

  async delete(reference: Reference & { readonly name: string }, options: unknown = {}): Promise<void> {
    await this.call('DELETE', resourcePath(reference), { body: options });
  }

  /** Any other call, for what has no method here. */
  async call<T>(method: string, path: string, call: Call = {}): Promise<T> {
    const { status, text } = await this.send(method, path, call);
    if (status >= 300) {
      throw apiError(status, text);
    }
    return (text.startsWith('{') ? JSON.parse(text) : text) as T;
  }

  close(): void {
    this.agent.destroy();
  }

  private async send(
    method: string,
    path: string,
    { query = {}, body, contentType = 'application/json' }: Call,
  ): Promise<{ status: number; text: string }> {
    const url = new URL(path, this.access.server);
    url.search = new URLSearchParams(query).toString();
    const content = body === undefined ? '' : JSON.stringify(body);
    const headers = {
      authorization: `Bearer ${this.access.token}`,
      'content-type': contentType,
      'content-length': Buffer.byteLength(content), // node leaves it out of a DELETE, and the body is then not read
    };
    return new Promise((resolve, reject) => {
      const signal = AbortSignal.timeout(10_000);
      const sent = request(url, { method, headers, agent: this.agent, signal }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
        response.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(content);
    });
  }
}

function apiError(status: number, text: string): ApiError {
  if (!text.startsWith('{')) {
    return new ApiError(status, 'Unknown', text);
  }
  const { reason = 'Unknown', message = text } = JSON.parse(text) as { reason?: string; message?: string };
  return new ApiError(status, reason, message);
}
