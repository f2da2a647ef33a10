import type { Finding } from './finding';
import { levelOfLoss, prometheusPairs, type PrometheusPair } from './prometheis';
import { retentionOf, writeDay } from './retention';
import type { ShardSide, Side } from './side';
import { fateOfClaims } from './workload';

/** What happens to the shards of Prometheis that are on both sides. `today` is a day as `2026-11-27`. */
export function shardFindings(before: Side, after: Side, today: string | undefined): Finding[] {
  return prometheusPairs(before, after).flatMap((pair) => {
    const numbers = [...new Set([...pair.before.shards.keys(), ...pair.after.shards.keys()])].sort(
      (a, b) => a - b,
    );
    return numbers.flatMap((index) => {
      const [was, is] = [pair.before.shards.get(index), pair.after.shards.get(index)];
      return step(pair, was, is, today).map((finding): Finding => ({ ...finding, subject: pair.title }));
    });
  });
}

type Unaddressed = Omit<Finding, 'subject'>;

function step(
  pair: PrometheusPair,
  was: ShardSide | undefined,
  is: ShardSide | undefined,
  today: string | undefined,
): Unaddressed[] {
  if (was === undefined) {
    return is === undefined ? [] : [added(is)];
  }
  if (is === undefined) {
    return [was.retired === undefined ? removed(pair, was) : ended(pair, was, was.retired.until, today)];
  }
  if (was.retired === undefined && is.retired !== undefined) {
    return [retired(was, is.index, is.retired.until, today)];
  }
  if (was.retired !== undefined && is.retired === undefined) {
    return [{ level: 'change', code: 'shard-revived', text: `shard ${is.index} gets targets again` }];
  }
  return postponed(is.index, was.retired?.until, is.retired?.until);
}

function added({ index, retired: idle }: ShardSide): Unaddressed {
  return idle === undefined
    ? {
        level: 'change',
        code: 'shard-added',
        text: `shard ${index} is new; what its targets said before stays on the shards where it is`,
        figures: { shard: index },
      }
    : {
        level: 'warning',
        code: 'shard-added',
        text: `shard ${index} is new and retired at once: it has no samples, unless claims of its name are still there`,
        figures: { shard: index },
      };
}

function removed({ before }: PrometheusPair, { index, workload }: ShardSide): Unaddressed {
  const shard = before.shards.get(index);
  return {
    level: levelOfLoss(before, shard === undefined ? [] : [shard]),
    code: 'shard-removed',
    text: `shard ${index} goes with the samples that it has: ${fateOfClaims(workload)}`,
    remedy: `Retire it first, \`retiredShards: [{ shard: ${index}, until: '…' }]\`, until the retention${retentionWords(shard)} is over.`,
    figures: { shard: index },
  };
}

function ended(
  { before }: PrometheusPair,
  shard: ShardSide,
  until: string | undefined,
  today: string | undefined,
): Unaddressed {
  const { index, workload } = shard;
  const gone = `retired shard ${index} goes`;
  const figures = { shard: index };
  if (until !== undefined && today !== undefined && today >= until) {
    return {
      level: 'change',
      code: 'retired-shard-ends',
      text: `${gone}: nobody needs it since ${until}`,
      figures,
    };
  }
  const level = levelOfLoss(before, [shard]);
  const reason =
    until === undefined
      ? 'and nothing says since when nobody needs it'
      : today === undefined
        ? `and it is needed until ${until}: nobody has said which day it is`
        : `but it is needed until ${until}, and today is ${today}`;
  return {
    level,
    code: 'retired-shard-removed',
    text: `${gone}, ${reason}; ${fateOfClaims(workload)}`,
    remedy:
      until !== undefined && today === undefined
        ? 'Say the day: --today "$(date +%F)".'
        : 'Leave it in `retiredShards` until then.',
    figures,
  };
}

function retired(
  was: ShardSide,
  index: number,
  until: string | undefined,
  today: string | undefined,
): Unaddressed {
  const what = `shard ${index} is retired${until === undefined ? '' : ` until ${until}`}: it keeps its pods and samples, and scrapes nothing`;
  const { time } = retentionOf(was);
  const needed = today === undefined || time === undefined ? undefined : writeDay(today, time.milliseconds);
  const figures = { shard: index };
  return until !== undefined && needed !== undefined && until < needed
    ? {
        level: 'warning',
        code: 'shard-retired',
        text: `${what}; samples of today would be kept until ${needed}`,
        remedy: `Set \`until: '${needed}'\`: today and the retention of ${time?.text ?? ''}.`,
        figures,
      }
    : { level: 'change', code: 'shard-retired', text: what, figures };
}

function postponed(index: number, was: string | undefined, is: string | undefined): Unaddressed[] {
  if (was === is) {
    return [];
  }
  return [
    {
      level: was !== undefined && is !== undefined && is < was ? 'warning' : 'change',
      code: 'retired-until',
      text: `retired shard ${index} is needed until ${is ?? 'nobody knows when'} instead of ${was ?? 'nobody knows when'}`,
      figures: { shard: index },
    },
  ];
}

function retentionWords(shard: ShardSide | undefined): string {
  const time = shard === undefined ? undefined : retentionOf(shard).time;
  return time === undefined ? '' : ` of ${time.text}`;
}
