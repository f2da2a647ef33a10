import type { Where } from '../../problems';
import { checkDuration, checkPortNumber } from '../../values';

/** Reports texts that Prometheus needs and that are not there. */
export function checkFilled<T extends object>(
  where: Where,
  props: T,
  fields: ReadonlyArray<keyof T & string>,
): void {
  for (const field of fields) {
    // Types do not hold in plain JavaScript, nor in parsed YAML.
    const value: unknown = props[field];
    if (value === undefined || value === '') {
      where.at(field).error({ code: 'incomplete', complaint: value === '' ? 'is empty' : 'is missing' });
    }
  }
}

/** Where targets are scraped, and how often they are looked for. */
export interface Polled {
  readonly port?: number;
  readonly refreshInterval?: string;
}

/** Reports a port that is none, and an interval of zero: at that Prometheus panics. */
export function checkPolled(where: Where, { port, refreshInterval }: Polled): void {
  checkPortNumber(where.at('port'), port);
  checkDuration(where.at('refreshInterval'), refreshInterval, { positive: true });
}
