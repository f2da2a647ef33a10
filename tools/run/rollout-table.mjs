/** The one table of a run of the rollout scenarios: each change, by the stock StatefulSet and by the companion. */

import { readFile } from 'node:fs/promises';

/** @param {string} file JSON documents, one a line, as test/rollout/table.ts writes them */
export async function rolloutTable(file) {
  const text = await readFile(file, 'utf8').catch(() => '');
  const rows = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  return rows.length === 0 ? '' : render(rows.map((row) => ({ ...row, ratio: ratioOf(row, rows) })));
}

/** How much longer the companion took for the same. */
function ratioOf({ change, by, seconds }, rows) {
  const stock = rows.find((row) => row.change === change && row.by === 'stock');
  const comparable = by === 'companion' && stock?.verdict === 'complete' && stock.seconds > 0;
  return comparable ? (seconds / stock.seconds).toFixed(2) : '';
}

function render(rows) {
  const table = [Object.keys(rows[0]), ...rows.map((row) => Object.values(row).map(String))];
  const widths = table[0].map((_, i) => Math.max(...table.map((row) => row[i].length)));
  return table
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
