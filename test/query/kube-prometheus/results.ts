/** Samples of a series: seconds since 1970, and values. */
type Samples = ReadonlyArray<readonly [time: number, value: string]>;

/** What rules have come to in some time, by the labels of the series. */
export type Results = ReadonlyMap<string, Samples>;

interface Body {
  readonly error?: string;
  readonly data?: {
    readonly result: ReadonlyArray<{
      readonly metric: Readonly<Record<string, string>>;
      readonly values: Samples;
    }>;
  };
}

export interface Period {
  /** Seconds since 1970. */
  readonly until: number;

  /** In seconds. */
  readonly length: number;
}

/** All samples of what a selector selects. */
export async function resultsOf(url: string, selector: string, { until, length }: Period): Promise<Results> {
  const response = await fetch(`${url}/api/v1/query`, {
    method: 'POST',
    body: new URLSearchParams({ query: `${selector}[${length}s]`, time: String(until) }),
  });
  const { error, data } = (await response.json()) as Body;
  if (data === undefined) {
    throw new Error(error);
  }
  return new Map(
    data.result.map(({ metric, values }) => [JSON.stringify(Object.entries(metric).sort()), values] as const),
  );
}

/** The values that a label has. */
export function valuesOf(results: Results, label: string): ReadonlySet<string> {
  const all = [...results.keys()].flatMap((key) => JSON.parse(key) as Array<[name: string, value: string]>);
  return new Set(all.filter(([name]) => name === label).map(([, value]) => value));
}

/** Where results are not those of the single server, in words. */
export function differences(truth: Results, seen: Results): string[] {
  return [...new Set([...truth.keys(), ...seen.keys()])].flatMap((series) => {
    const [expected = [], found = []] = [truth.get(series), seen.get(series)];
    const isEqual =
      expected.length === found.length &&
      expected.every(([time, value], index) => {
        const [itsTime, itsValue] = found[index] ?? [0, ''];
        return time === itsTime && isClose(Number(value), Number(itsValue));
      });
    return isEqual ? [] : [`${series}\n  one server: ${said(expected)}\n  the view:   ${said(found)}`];
  });
}

function said(samples: Samples): string {
  return samples.map(([time, value]) => `${value} @ ${time}`).join(', ') || 'nothing';
}

/** But for the last bits, which depend on the order of sums. */
function isClose(a: number, b: number): boolean {
  return Object.is(a, b) || a === b || Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b));
}
