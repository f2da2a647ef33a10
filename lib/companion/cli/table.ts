import type { LeaseLook } from '../kubernetes';
import type { Assessment } from '../rollout';

const HEADER = ['INSTANCE', 'REVISION', 'CONDITION', 'NOTIFIES', 'LACKS', 'DETAIL'];

/** How instances are, as a table. */
export function renderTable(assessments: readonly Assessment[]): string {
  const rows = assessments.map(({ instance: { name, pod }, current, condition, detail }) => [
    name,
    pod === undefined ? '-' : `${pod.revision.split('-').at(-1) ?? ''}${current ? '' : ' (outdated)'}`,
    condition,
    notifies(pod),
    pod?.gossip?.seen === true ? String(pod.gossip.lacking) : '-',
    detail,
  ]);
  return inColumns([HEADER, ...rows]);
}

/** What the last rollout, or the controller, said of it; without the right to read it, or where there was none, so much. */
export function renderConditions(look: LeaseLook | undefined): string {
  if (look === undefined) {
    return '(no right to read the Lease: whether somebody rolls it is not known)';
  }
  const { holder, conditions } = look;
  const rows = conditions.map(({ type, status, reason, lastTransitionTime, message }) => [
    type,
    status,
    reason,
    lastTransitionTime,
    message,
  ]);
  const held = holder === undefined ? [] : [`held by ${holder}`];
  const said =
    rows.length === 0 ? [] : [inColumns([['SAID', 'STATUS', 'REASON', 'SINCE', 'MESSAGE'], ...rows])];
  return ['', ...held, ...said].join('\n').trimEnd();
}

function inColumns(table: readonly string[][]): string {
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  return table
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function notifies(pod: Assessment['instance']['pod']): string {
  if (pod?.dispatching !== true) {
    return 'no';
  }
  return pod.gossip?.seen === true && pod.gossip.heldFor > 0 ? 'held back' : 'yes';
}

/** The same for programs. */
export function instancesAsJson(assessments: readonly Assessment[]): unknown[] {
  return assessments.map(({ instance: { name, pod }, current, condition, detail }) => ({
    name,
    condition,
    detail,
    current,
    revision: pod?.revision,
    address: pod?.address,
    ready: pod?.ready ?? false,
    dispatching: pod?.dispatching ?? false,
    lacking: pod?.gossip?.seen === true ? pod.gossip.lacking : undefined,
    mesh: pod?.mesh,
  }));
}
