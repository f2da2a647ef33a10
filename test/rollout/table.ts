import { appendFileSync } from 'node:fs';

/** The file in which rows are written down: `tools/run.mjs` shows all of a run in one table. */
const FILE = process.env.CDK8S_PROMETHEUS_ROLLOUT_ROWS;

/** What a change came to, by the stock StatefulSet or by the companion. */
export interface Row {
  readonly change: string;
  readonly by: 'stock' | 'companion';

  /** Of what was there before, in the instance that lacks most. */
  readonly silencesLost: number;
  readonly logLost: number;
  readonly duplicates: number;
  readonly leaks: number;
  readonly missed: number;

  /** Pods that were replaced, of those that are still meant to be there. */
  readonly replaced: string;
  readonly verdict: string;
  readonly seconds: number;
}

export function record(row: Row): void {
  if (FILE !== undefined) {
    appendFileSync(FILE, `${JSON.stringify(row)}\n`);
  }
}
