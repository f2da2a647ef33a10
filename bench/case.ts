import type { Program } from './apps';

/** One thing that is measured. A case of another kind is a file beside this one and a line in `main.ts`. */
export interface Case {
  readonly title: string;
  readonly program: Program;
  readonly rounds: number;

  /** Monitors, where the case is one of a series. */
  readonly monitors?: number;
}
