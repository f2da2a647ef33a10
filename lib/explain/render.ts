import type { Labels, RelabelStep } from '../relabel';
import type { JobExplanation, TargetExplanation } from './explain-target';
import { describeOrigin } from './origin';
import { describeRelabeling, quote } from './relabeling-text';

export interface RenderOptions {
  /**
   * Shows each relabeling of jobs that drop the target, too, and not only the one that does it.
   * @default false
   */
  readonly allSteps?: boolean;
}

type Kind = JobExplanation['verdict'];
type Of<K extends Kind> = Extract<JobExplanation, { readonly verdict: K }>;

/** An explanation for people: first the jobs that keep the target, then why the others do not. */
export function renderExplanation(
  { labels, origin, jobs }: TargetExplanation,
  { allSteps = false }: RenderOptions = {},
): string {
  const kept = select(jobs, 'kept');
  const refused = select(jobs, 'refused');
  const dropped = select(jobs, 'dropped');
  const unseen = select(jobs, 'not discovered');
  return [
    `target ${labels.__address__ ?? 'without __address__'}, discovered by ${describeOrigin(origin)}`,
    summary([kept, refused, dropped, unseen]),
    ...kept.map(renderKept),
    ...refused.map((job) => paragraph(`REFUSED by ${job.job}`, [job.reason, ...renderSteps(job.steps)])),
    ...dropped.map((job) => renderDropped(job, allSteps)),
    ...(unseen.length === 0
      ? []
      : [
          paragraph(
            'NOT DISCOVERED by',
            unseen.map(({ job, reason }) => `${job}: ${reason}`),
          ),
        ]),
  ].join('\n\n');
}

function select<K extends Kind>(jobs: readonly JobExplanation[], verdict: K): Array<Of<K>> {
  return jobs.filter((job): job is Of<K> => job.verdict === verdict);
}

function summary(groups: ReadonlyArray<readonly JobExplanation[]>): string {
  const counts = groups.flatMap((jobs) => {
    const [first] = jobs;
    return first === undefined ? [] : [`${first.verdict} by ${jobs.length}`];
  });
  const total = groups.flat().length;
  return `${total} ${total === 1 ? 'job' : 'jobs'}: ${counts.join(', ') || 'nothing to ask'}`;
}

function renderKept({ job, url, labels, steps }: Of<'kept'>): string {
  return paragraph(`KEPT by ${job}`, [
    `scraped at ${url}`,
    `labels ${renderLabels(labels)}`,
    ...renderSteps(steps),
  ]);
}

function renderDropped({ job, by, steps }: Of<'dropped'>, allSteps: boolean): string {
  const rule = [`by [${by.index}] ${by.text}`, `    where it is ${quote(by.value)}`];
  return paragraph(`DROPPED by ${job}`, [...rule, ...(allSteps ? renderSteps(steps) : [])]);
}

function renderSteps(steps: readonly RelabelStep[]): string[] {
  return steps.flatMap((step) => [
    `[${step.index}] ${describeRelabeling(step.config)}`,
    ...effects(step).map((effect) => `    ${effect}`),
  ]);
}

/** What a step did; one that decides says what it has looked at. */
function effects({ changes, value, matched, config, dropped }: RelabelStep): string[] {
  if (/^(?:keep|drop)/i.test(config.action ?? '')) {
    return [
      `${matched === true ? 'holds' : 'does not hold'} for ${quote(value)}: ${dropped ? 'dropped' : 'kept'}`,
    ];
  }
  if (changes.length === 0) {
    return [matched === false ? 'does not match' : 'changes nothing'];
  }
  return changes.map(({ label, before, after }) => {
    const was = before === undefined ? '' : `, was ${quote(before)}`;
    return after === undefined ? `${label} removed${was}` : `${label} = ${quote(after)}${was}`;
  });
}

function renderLabels(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${quote(value)}`);
  return `{${pairs.join(', ')}}`;
}

function paragraph(title: string, lines: readonly string[]): string {
  return [title, ...lines.map((line) => `  ${line}`)].join('\n');
}
