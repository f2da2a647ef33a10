import type { ScrapeConfig } from '../native/prometheus';
import type { Where } from '../problems';
import type { ReadGroup } from '../rules';
import { isScoped, jobSeries, scopedGroups, scopeOf, type JobSeries, type Scope } from '../scope';

/** Rules, and the jobs of the monitor that they came with, where they did. */
export interface RuleSource {
  readonly where: Where;
  readonly groups: readonly ReadGroup[];
  readonly jobs?: readonly ScrapeConfig[];
}

/** How rules of monitors are held to what their monitors scrape, once all rules and jobs are known. */
export class Scopes {
  private readonly series: ReadonlyMap<ScrapeConfig, JobSeries>;
  private readonly recorders: ReadonlyMap<string, ReadonlySet<RuleSource>>;

  constructor(
    sources: readonly RuleSource[],
    jobs: readonly ScrapeConfig[],
    /** Reports that a scope relies on targets that could break it. */
    private readonly reportTrust: (where: Where, trusted: readonly string[]) => void,
  ) {
    const isNeeded = sources.some(({ jobs: own }) => own !== undefined);
    this.series = new Map(isNeeded ? jobs.map((job) => [job, jobSeries(job)]) : []);
    this.recorders = recorders(sources);
  }

  /** The groups of a source: those of a monitor, held to its series; all others as they are. */
  groups(source: RuleSource): readonly ReadGroup[] {
    if (source.jobs === undefined) {
      return source.groups;
    }
    const needsScope = source.groups.some(({ rules }) => rules.some(({ rule }) => isScoped(rule)));
    const scope = needsScope ? this.scopeOf(source, new Set(source.jobs)) : EVERYTHING;
    if (scope === undefined) {
      return [];
    }
    return scopedGroups(source.groups, scope, {
      own: new Set(recordedBy(source)),
      elsewhere: this.elsewhere(source),
    });
  }

  private scopeOf({ where, jobs = [] }: RuleSource, own: ReadonlySet<ScrapeConfig>): Scope | undefined {
    const all = [...this.series];
    const scope = scopeOf(
      jobs.flatMap((job) => this.series.get(job) ?? []),
      all.filter(([job]) => !own.has(job)).map(([, series]) => series),
    );
    if ('obstacle' in scope) {
      where.at('rules').error({
        code: 'scope',
        complaint: `cannot be held to the series of the monitor: ${scope.obstacle}`,
        remedy: scope.remedy,
      });
      return undefined;
    }
    if (scope.trusted.length > 0) {
      this.reportTrust(where.at('rules'), scope.trusted);
    }
    return scope;
  }

  /** Names that others record from the series of everybody. Rules of other monitors have labels of their own. */
  private elsewhere(source: RuleSource): ReadonlyMap<string, string> {
    return new Map(
      [...this.recorders].flatMap(([name, by]): Array<[string, string]> => {
        const other = [...by].find((each) => each !== source);
        return other === undefined ? [] : [[name, other.where.subject ?? other.where.path]];
      }),
    );
  }
}

const EVERYTHING: Scope = { fixed: new Map(), listed: new Map(), trusted: [] };

/** By names; only of rules that read everything. */
function recorders(sources: readonly RuleSource[]): ReadonlyMap<string, ReadonlySet<RuleSource>> {
  const result = new Map<string, Set<RuleSource>>();
  for (const source of sources) {
    for (const { rules } of source.groups) {
      for (const { rule } of rules) {
        if (rule.record !== undefined && (source.jobs === undefined || !isScoped(rule))) {
          result.set(rule.record, (result.get(rule.record) ?? new Set<RuleSource>()).add(source));
        }
      }
    }
  }
  return result;
}

function recordedBy({ groups }: RuleSource): string[] {
  return groups.flatMap(({ rules }) =>
    rules.flatMap(({ rule }) => (rule.record !== undefined && isScoped(rule) ? [rule.record] : [])),
  );
}
