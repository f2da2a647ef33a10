import type { WriteStream } from 'node:tty';
import { describeAction, type Finding, type Outcome, type Step } from '../rollout';
import { instancesAsJson, renderTable } from './table';

const CLEAR_LINE = '\u001B[2K';
const UP = '\u001B[1A';

/** Shows how a rollout goes on: a table that is kept up to date on a terminal, else a line for each change. */
export class Progress {
  private shownLines = 0;
  private last = '';

  constructor(
    private readonly output: Pick<WriteStream, 'write'> & { readonly isTTY?: boolean },
    private readonly json: boolean,
  ) {}

  show(step: Step): void {
    const text = describeAction(step.action);
    if (this.json) {
      this.change(
        JSON.stringify({ action: step.action, instances: instancesAsJson(step.assessments) }),
        text,
      );
    } else if (this.output.isTTY === true) {
      this.redraw(`${renderTable(step.assessments)}\n> ${text}`);
    } else {
      this.change(text, text);
    }
  }

  /** What came of it, where no look has shown that already: there was none. */
  conclude(outcome: Outcome): void {
    if (outcome.kind === 'halted' && (outcome.reason === 'lease' || outcome.reason === 'api')) {
      const text = `waiting: ${outcome.message}`;
      this.change(this.json ? JSON.stringify({ outcome }) : text, text);
    }
  }

  /** What could not be checked; it stays above the table. */
  warn(finding: Finding): void {
    const text = `warning: ${finding.message}; ${finding.remedy}`;
    this.output.write(`${this.json ? JSON.stringify({ warning: finding }) : text}\n`);
    this.shownLines = 0;
  }

  private change(line: string, key: string): void {
    if (key !== this.last) {
      this.last = key;
      this.output.write(`${line}\n`);
    }
  }

  private redraw(block: string): void {
    const lines = block.split('\n');
    this.output.write(`${`${UP}${CLEAR_LINE}`.repeat(this.shownLines)}${lines.join('\n')}\n`);
    this.shownLines = lines.length;
  }
}
