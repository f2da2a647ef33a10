import {
  isCovered,
  printSelection,
  readMatch,
  selectionOf,
  takesEverything,
  type FederationProps,
} from '../federation';
import { dashboardSelectors, type GrafanaDashboardProps } from '../grafana';
import { WRITER_LABEL } from '../placement';
import type { Where } from '../problems';
import { metricNamesOf, type VectorSelector } from '../promql';
import { describeResource, type Resource, type World } from '../synthesis';

/** What comes up besides parts: what is read, or what the user says, which must cover that. */
export function matchOf(
  where: Where,
  federation: Resource<FederationProps>,
  reads: readonly VectorSelector[],
): readonly VectorSelector[] {
  const about = where.about(describeResource(federation));
  const { spec } = federation;
  const given = readMatch(spec);
  if (spec.match !== undefined) {
    const asked = given.map(selectionOf);
    const missed = reads.map(selectionOf).filter((each) => !asked.some((its) => isCovered(each, its)));
    for (const text of new Set(missed.map(printSelection))) {
      about.at('match').error({
        code: 'not-federated',
        value: text,
        complaint:
          'is read by rules or dashboards of the hub, and none of these selectors is known to take it',
        remedy: 'Add it, or leave `match` out: it is then derived.',
      });
    }
    return given;
  }
  for (const text of new Set(reads.map(selectionOf).filter(takesEverything).map(printSelection))) {
    if (spec.allowEverything !== true) {
      about.error({
        code: 'match-everything',
        value: text,
        complaint: 'is read by rules or dashboards of the hub, and takes everything that a leaf has',
        remedy: 'Name a metric or a job there, say what comes up by `match`, or set `allowEverything: true`.',
      });
    }
  }
  return reads;
}

interface KnownOfDashboards {
  /** Names of what the hub records. */
  readonly recorded: ReadonlySet<string>;

  /** Whether what comes up may be there once for each replica. */
  readonly hasCopies: boolean;
}

/** What dashboards of the hub read of the leaves. */
export function dashboardReads(
  where: Where,
  path: string,
  { resources }: World,
  { recorded, hasCopies }: KnownOfDashboards,
): VectorSelector[] {
  return resources
    .filter((resource): resource is Resource<GrafanaDashboardProps> => resource.kind === 'GrafanaDashboard')
    .filter(({ spec, problems }) => spec.dataSource?.node.path === path && problems.length === 0)
    .flatMap((resource) => {
      const about = where.about(describeResource(resource));
      const read = dashboardSelectors(about, resource.spec.json).filter(
        (selector) => metricNamesOf(selector)?.every((name) => recorded.has(name)) !== true,
      );
      if (hasCopies && read.length > 0 && !JSON.stringify(resource.spec.json).includes(WRITER_LABEL)) {
        about.warning({
          code: 'federation/replicas',
          value: [...new Set(read.map(selectionOf).map(printSelection))],
          complaint: 'are written to the hub by each replica of a leaf, and shown, or counted, as often',
          remedy: `Show what rules of the hub record, or write \`avg without (${WRITER_LABEL}) (…)\` around them.`,
        });
      }
      return read;
    });
}
