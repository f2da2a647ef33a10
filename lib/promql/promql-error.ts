import { formatFault, type PromQLFault } from './fault';

/** Thrown by `parsePromQL` where a text is no expression that Prometheus accepts. Holds all that is wrong with it. */
export class PromQLError extends Error {
  constructor(
    readonly text: string,
    readonly faults: readonly PromQLFault[],
  ) {
    super(
      `${JSON.stringify(text)} is not PromQL:\n${faults.map((fault) => `  ${formatFault(fault)}`).join('\n')}`,
    );
    this.name = 'PromQLError';
  }
}
