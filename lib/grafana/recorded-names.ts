import type { World } from '../synthesis';

/** What of a resource may hold rules: groups of a PrometheusRule, rules of a monitor that stand alone or in groups. */
interface WithRules {
  readonly groups?: readonly Item[];
  readonly rules?: readonly Item[];
}

interface Item {
  readonly record?: string;
  readonly rules?: readonly Item[];
}

/** The names of all metrics that rules of the app record. */
export function recordedNames({ resources }: World): ReadonlySet<string> {
  return new Set(
    resources
      .map(({ spec }) => spec as WithRules)
      .flatMap(({ groups = [], rules = [] }) => [...groups, ...rules])
      .flatMap((item) => [item, ...(item.rules ?? [])])
      .flatMap(({ record }) => record ?? []),
  );
}
