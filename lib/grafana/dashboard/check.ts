import type { Where } from '../../problems';
import { formatFault } from '../../promql';
import type { JsonObject } from './json';
import { panelsOf } from './queries';
import { namesOf, readQueries, type ReadQuery } from './selectors';

/** Reports queries that no Prometheus takes, whatever the dashboard's variables are, and ids that two panels have. */
export function checkDashboard(where: Where, dashboard: JsonObject): void {
  for (const { place, expr, faults } of readQueries(dashboard)) {
    const [fault] = faults;
    if (fault !== undefined) {
      where.error({
        code: `promql-${fault.code}`,
        value: expr,
        complaint: `of ${place} is no PromQL: ${formatFault(fault)}`,
        remedy: 'Mend the query in the dashboard. Variables of Grafana were replaced before it was read.',
      });
    }
  }
  checkPanelIds(where.at('panels'), dashboard);
}

function checkPanelIds(where: Where, dashboard: JsonObject): void {
  const seen = new Set<unknown>();
  for (const { id } of panelsOf(dashboard)) {
    if (typeof id === 'number' && seen.has(id)) {
      where.warning({
        code: 'duplicate',
        value: id,
        complaint: 'is the id of two panels: links to one of them lead to the other',
        remedy: 'Give each an id of its own.',
      });
    }
    seen.add(id);
  }
}

/** Names of recording rules that queries read and that are not among those that are recorded. */
export function unrecordedNames(
  dashboard: JsonObject,
  recorded: ReadonlySet<string>,
): ReadonlyArray<{ readonly name: string; readonly place: string }> {
  const queries = readQueries(dashboard);
  return [...namesOf(queries)]
    .filter((name) => looksRecorded(name) && !recorded.has(name))
    .sort()
    .map((name) => ({ name, place: placeOf(queries, name) }));
}

function placeOf(queries: readonly ReadQuery[], name: string): string {
  return queries.find((query) => namesOf([query]).has(name))?.place ?? '';
}

/** By the colon that only recording rules should write. */
function looksRecorded(name: string): boolean {
  return name.includes(':');
}
