import type { WriteStream } from 'node:tty';
import type { Action, Step } from '../rollout';
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
    const text = describe(step.action);
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

/** What is being done, in a line. */
export function describe(action: Action): string {
  switch (action.kind) {
    case 'wait':
      return action.instance === undefined
        ? `waiting: ${action.reason}`
        : `waiting for ${action.instance}: ${action.reason}`;
    case 'bring-state':
      return `bringing silences and log entries to ${action.to.join(', ')}`;
    case 'tell-departure':
      return `telling ${action.to.join(', ')} that ${action.node.name} at ${action.node.address} is gone`;
    case 'hold':
      return `holding back notifications of ${action.instances.join(', ')}: the former mesh still sends them`;
    case 'release':
      return `${action.instances.join(', ')} may notify: the former mesh has ended`;
    case 'bring-alerts':
      return `bringing active alerts to ${action.to}`;
    case 'evict':
      return `replacing ${action.instance} (${action.reason})`;
    case 'restore-revision':
      return `bringing revision ${action.revision} back: ${action.reason}`;
    case 'halt':
      return `stopped (${action.reason}): ${action.message}`;
    case 'done':
      return 'all instances are whole and of the revision that they should be';
  }
}
