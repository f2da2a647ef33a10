import { get, type GetOptions } from './get';

/** A series of an instant query. */
export interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

/** What a Query answered. */
export interface Answer {
  readonly status: number;
  readonly warnings: readonly string[];
  readonly series: readonly Series[];
  readonly error: string | undefined;

  /** Milliseconds. */
  readonly took: number;
}

/**
 * Asks for an instant query.
 *
 * @throws {DOMException} called `TimeoutError` where there is no answer in time
 */
export async function ask(
  url: string,
  query: string,
  { timeout = 20_000, at, tls }: AskOptions = {},
): Promise<Answer> {
  const started = Date.now();
  const parameters = new URLSearchParams({ query, ...(at === undefined ? {} : { time: String(at) }) });
  const answer = await get(`${url}/api/v1/query?${parameters.toString()}`, {
    timeout,
    ...(tls === undefined ? {} : { tls }),
  });
  const body = JSON.parse(answer.body) as {
    warnings?: string[];
    error?: string;
    data?: { result?: Series[] };
  };
  return {
    status: answer.status,
    warnings: body.warnings ?? [],
    series: body.data?.result ?? [],
    error: body.error,
    took: Date.now() - started,
  };
}

export interface AskOptions extends GetOptions {
  /** Seconds since 1970. */
  readonly at?: number;
}

/** The value of the only series, as a number; undefined where there is none. */
export function valueOf({ series }: Answer): number | undefined {
  return series.length === 1 && series[0] !== undefined ? Number(series[0].value[1]) : undefined;
}
