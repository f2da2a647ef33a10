import type { ScrapeConfig } from '../../native/prometheus';
import { asDiscovered, populateLabels, type Labels } from '../../relabel';
import { changedFields, describeChange, stable } from '../fields';
import type { Finding } from '../finding';
import { prometheusPairs, type PrometheusPair } from '../prometheis';
import { liveShards, type PrometheusSide, type Side } from '../side';
import { count, percent } from '../words';

/** A target that a Prometheus has discovered, whether it scrapes it or not. */
export interface DiscoveredTarget {
  /** The name of the job, `scrapePool` in the API. */
  readonly job: string;

  /** As they were before relabeling. */
  readonly labels: Labels;
}

/** What becomes of real targets, by their number. */
export function targetFindings(before: Side, after: Side, targets: readonly DiscoveredTarget[]): Finding[] {
  const unique = [...new Map(targets.map((target) => [stable(target), target])).values()];
  return prometheusPairs(before, after).flatMap((pair) => fates(pair, unique));
}

interface Fate {
  readonly job: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly was: Labels | undefined;
  readonly is: Labels | undefined;
}

function fates({ title, before, after }: PrometheusPair, targets: readonly DiscoveredTarget[]): Finding[] {
  const all = targets.flatMap(({ job, labels }): Fate[] => {
    const added = jobOn(before, job)?.[0];
    const discovered = asDiscovered(labels, added);
    const [from, to] = [keepers(before, job, discovered), keepers(after, job, discovered)];
    return from.length === 0 && to.length === 0
      ? []
      : [
          {
            job,
            from: from.map(({ shard }) => shard),
            to: to.map(({ shard }) => shard),
            was: from[0]?.labels,
            is: to[0]?.labels,
          },
        ];
  });
  const scraped = all.filter(({ from }) => from.length > 0);
  const lost = scraped.filter(({ to }) => to.length === 0);
  const gained = all.filter(({ from }) => from.length === 0);
  const moved = scraped.filter(({ from, to }) => to.length > 0 && String(from) !== String(to));
  const renamed = scraped.filter(({ was, is }) => is !== undefined && stable(was) !== stable(is));
  const say = (
    which: readonly Fate[],
    finding: Pick<Finding, 'level' | 'code'> & { readonly what: string },
    details: readonly string[],
  ): Finding[] =>
    which.length === 0
      ? []
      : [
          {
            level: finding.level,
            code: finding.code,
            subject: title,
            text: `${which.length.toLocaleString('en')} of ${count(scraped.length, 'target')} ${finding.what}`,
            details,
            figures: { targets: which.length, of: scraped.length },
          },
        ];
  return [
    ...say(
      lost,
      { level: 'warning', code: 'targets-lost', what: `${lost.length === 1 ? 'is' : 'are'} scraped no more` },
      byJob(lost),
    ),
    ...say(
      moved,
      {
        level: 'change',
        code: 'targets-moved',
        what: `${moved.length === 1 ? 'goes' : 'go'} to another shard (${percent(moved.length / scraped.length)})`,
      },
      ways(moved),
    ),
    ...say(
      renamed,
      {
        level: 'warning',
        code: 'series-renamed',
        what: `${renamed.length === 1 ? 'gets' : 'get'} other labels: their series are new ones`,
      },
      labelChanges(renamed),
    ),
    ...(gained.length === 0
      ? []
      : [
          {
            level: 'change',
            code: 'targets-gained',
            subject: title,
            text: `${count(gained.length, 'target')} more ${gained.length === 1 ? 'is' : 'are'} scraped`,
            details: byJob(gained),
            figures: { targets: gained.length },
          } satisfies Finding,
        ]),
  ];
}

function jobOn(side: PrometheusSide, name: string): ScrapeConfig[] | undefined {
  const jobs = liveShards(side).flatMap(
    ({ files }) => files?.config.scrape_configs?.filter(({ job_name: each }) => each === name) ?? [],
  );
  return jobs.length === 0 ? undefined : jobs;
}

function keepers(
  side: PrometheusSide,
  name: string,
  discovered: Labels,
): Array<{ readonly shard: number; readonly labels: Labels }> {
  return liveShards(side).flatMap(({ index, files }) => {
    const job = files?.config.scrape_configs?.find(({ job_name: each }) => each === name);
    if (job === undefined) {
      return [];
    }
    const { outcome } = populateLabels(job, discovered, files?.config.global);
    return outcome.kind === 'kept' ? [{ shard: index, labels: outcome.labels }] : [];
  });
}

function byJob(fates: readonly Fate[]): string[] {
  return tally(fates.map(({ job }) => job));
}

function ways(fates: readonly Fate[]): string[] {
  return tally(fates.map(({ from, to }) => `from shard ${from.join(', ')} to ${to.join(', ')}`));
}

function labelChanges(fates: readonly Fate[]): string[] {
  return tally(
    fates.map(({ job, was, is }) => {
      const names = changedFields(was, is).map(({ path }) => path);
      const [first] = fates.filter((each) => each.job === job);
      const example = changedFields(first?.was, first?.is).map(describeChange).join(', ');
      return `${job}: ${names.join(', ')} (${example})`;
    }),
  );
}

/** `3 × serviceMonitor/shop/checkout/0`, the most frequent first. */
function tally(words: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const word of words) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([word, number]) => `${number.toLocaleString('en')} × ${word}`);
}
