/** One value of an input series: a number, a gap, the end of the series, or promtool's notation for several. */
export type InputValue = number | 'gap' | 'stale' | `${string}x${number}` | readonly InputValue[];

/** The value, and then as many times again: `repeat(0, 3)` are four samples. promtool: `0x3`. */
export function repeat(value: number | 'gap', times: number): `${string}x${number}` {
  return value === 'gap' ? `_x${times}` : `${value}x${times}`;
}

/** A value that grows by `step` as many times: `rising(1, 2, 2)` is 1, 3, 5. promtool: `1+2x2`. */
export function rising(from: number, step: number, times: number): `${string}x${number}` {
  return `${from}${step < 0 ? '-' : '+'}${Math.abs(step)}x${times}`;
}

/** The notation of promtool. */
export function renderValues(values: string | readonly InputValue[]): string {
  return typeof values === 'string' ? values : values.map(renderValue).join(' ');
}

function renderValue(value: InputValue): string {
  if (value === 'gap') {
    return '_';
  }
  return typeof value === 'object' ? renderValues(value) : renderNumber(value);
}

function renderNumber(value: number | string): string {
  if (value === Number.POSITIVE_INFINITY) {
    return 'inf';
  }
  return value === Number.NEGATIVE_INFINITY ? '-inf' : String(value);
}

/** A selector that names one series: `up{job="a"}`; without a name where that is empty. */
export function renderSeries(name: string, labels: Readonly<Record<string, string>> = {}): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${quoteName(key)}=${JSON.stringify(value)}`);
  const classic = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name);
  const all = classic || name === '' ? pairs : [JSON.stringify(name), ...pairs];
  return `${classic ? name : ''}{${all.join(',')}}`;
}

function quoteName(name: string): string {
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) ? name : JSON.stringify(name);
}
