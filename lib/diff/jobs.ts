import { describeRelabeling } from '../explain';
import type { ScrapeConfig } from '../native/prometheus';
import { changedFields, describeChange, stable, unionOf, without, type FieldChange } from './fields';
import type { Finding } from './finding';
import { prometheusPairs } from './prometheis';
import type { Side } from './side';
import { jobsOf, undivided } from './targets';
import { count } from './words';

/** Fields in which relabelings stand. */
const RELABELINGS = ['relabel_configs', 'metric_relabel_configs'] as const;

/** Scrape jobs that come, go and change; how they are divided among shards is not looked at here. */
export function jobFindings(before: Side, after: Side): Finding[] {
  return prometheusPairs(before, after).flatMap(({ title, before: was, after: is }) => {
    const [old, now] = [jobsOf(was), jobsOf(is)];
    const names = unionOf(old.keys(), now.keys());
    return [
      ...listed(
        title,
        'job-removed',
        'warning',
        'are gone, and their targets with them',
        names.filter((name) => !now.has(name)),
      ),
      ...listed(
        title,
        'job-added',
        'change',
        'are new',
        names.filter((name) => !old.has(name)),
      ),
      ...names.flatMap((name) => {
        const [from, to] = [old.get(name), now.get(name)];
        return from === undefined || to === undefined
          ? []
          : changed(title, undivided(from.job), undivided(to.job));
      }),
    ];
  });
}

function listed(
  subject: string,
  code: string,
  level: Finding['level'],
  what: string,
  jobs: readonly string[],
): Finding[] {
  const words =
    jobs.length === 1 ? what.replace('are', 'is').replace('their', 'its').replace('them', 'it') : what;
  return jobs.length === 0
    ? []
    : [
        {
          level,
          code,
          subject,
          text: `${count(jobs.length, 'scrape job')} ${words}`,
          details: jobs,
          figures: { jobs: jobs.length },
        },
      ];
}

function changed(subject: string, before: ScrapeConfig, after: ScrapeConfig): Finding[] {
  const job = after.job_name;
  const rest = changedFields(plain(before), plain(after));
  const targets = relabelings(before, after, 'relabel_configs');
  const samples = relabelings(before, after, 'metric_relabel_configs');
  return [
    ...(rest.length + targets.length === 0
      ? []
      : [
          {
            level: 'change',
            code: 'job-changed',
            subject,
            text: `job ${job} is different`,
            details: [...rest.map(describeChange), ...targets],
          } satisfies Finding,
        ]),
    ...(samples.length === 0
      ? []
      : [
          {
            level: 'warning',
            code: 'series-relabeled',
            subject,
            text: `job ${job} keeps other series, or under other names (metric_relabel_configs)`,
            details: samples,
          } satisfies Finding,
        ]),
    ...(rest.some(({ path }) => path === 'honor_labels')
      ? [
          {
            level: 'warning',
            code: 'series-renamed',
            subject,
            text: `job ${job}: labels that its targets write ${after.honor_labels === true ? 'stand from now on' : 'become exported_…'}, so that series get other names`,
          } satisfies Finding,
        ]
      : []),
    ...rest.filter(isTighterLimit).map((field): Finding => ({
      level: 'warning',
      code: 'limit-lowered',
      subject,
      text: `job ${job}: scrapes beyond ${describeChange(field)} fail as a whole`,
    })),
  ];
}

function isTighterLimit({ path, before, after }: FieldChange): boolean {
  return (
    path.endsWith('_limit') &&
    typeof after === 'number' &&
    after > 0 &&
    (typeof before !== 'number' || before === 0 || after < before)
  );
}

function plain(job: ScrapeConfig): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(job).filter(([field]) => !(RELABELINGS as readonly string[]).includes(field)),
  );
}

/** `- drop if __name__ matches "go_.*"`, `+ …`: steps that went and such that came. */
function relabelings(
  before: ScrapeConfig,
  after: ScrapeConfig,
  field: (typeof RELABELINGS)[number],
): string[] {
  const [old, now] = [before[field] ?? [], after[field] ?? []];
  if (stable(old) === stable(now)) {
    return [];
  }
  const [gone, come] = [without(old, now), without(now, old)];
  return gone.length + come.length === 0
    ? [`${field}: in another order`]
    : [
        ...gone.map((step) => `${field} - ${describeRelabeling(step)}`),
        ...come.map((step) => `${field} + ${describeRelabeling(step)}`),
      ];
}
