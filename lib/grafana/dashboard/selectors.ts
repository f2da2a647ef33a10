import {
  metricNamesOf,
  PROMQL_FEATURES,
  readPromQL,
  selectorsOf,
  type PromQLFault,
  type VectorSelector,
} from '../../promql';
import { queriesOf, type DashboardQuery } from './queries';
import type { Where } from '../../problems';
import type { JsonObject } from './json';
import { readDashboard } from './read';
import { readingsOf, UNKNOWN, UNKNOWN_NAME } from './variables';

/** A query, and what of it is known without its variables. */
export interface ReadQuery extends DashboardQuery {
  /** Matchers whose value is a variable are left out: they may select anything. */
  readonly selectors: readonly VectorSelector[];

  /** Why it is no PromQL, whatever its variables are. */
  readonly faults: readonly PromQLFault[];
}

/** Reads all queries of a dashboard. */
export function readQueries(dashboard: JsonObject): ReadQuery[] {
  return queriesOf(dashboard).map(readQuery);
}

function readQuery(query: DashboardQuery): ReadQuery {
  const [first, ...others] = readingsOf(query.expr).map((text) =>
    // Who answers is not known here, and so not what is switched on there.
    readPromQL(text, { enableFeatures: PROMQL_FEATURES }),
  );
  const read = [first, ...others].find((parsed) => parsed?.expr !== undefined);
  return {
    ...query,
    selectors: read?.expr === undefined ? [] : selectorsOf(read.expr).map(known),
    faults: read === undefined ? (first?.faults ?? []) : [],
  };
}

function known(selector: VectorSelector): VectorSelector {
  return { ...selector, matchers: selector.matchers.filter(({ value }) => !value.includes(UNKNOWN)) };
}

/** The names of metrics that are read for certain; of those with a variable in them nothing is known. */
export function namesOf(queries: readonly ReadQuery[]): ReadonlySet<string> {
  const names = queries.flatMap(({ selectors }) => selectors.flatMap((each) => metricNamesOf(each) ?? []));
  return new Set(names.filter((name) => !name.includes(UNKNOWN_NAME)));
}

/**
 * What a dashboard reads, whatever its variables are. Where the name of a metric is a variable, nobody knows, and that is told.
 */
export function dashboardSelectors(where: Where, json: string | object): VectorSelector[] {
  const dashboard = readDashboard(where, json);
  const all = dashboard === undefined ? [] : readQueries(dashboard);
  return all.flatMap(({ place, selectors }) =>
    selectors.filter((selector) => {
      const isKnown = metricNamesOf(selector)?.some((name) => name.includes(UNKNOWN_NAME)) !== true;
      if (!isKnown) {
        where.warning({
          code: 'federation/variable',
          value: place,
          complaint:
            'reads metrics whose names are a variable, and nobody knows what of them must be federated',
          remedy: 'Name them in `match` of the Federation.',
        });
      }
      return isKnown;
    }),
  );
}
