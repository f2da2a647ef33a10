import type { Labels } from '../../relabel';
import { TOPOLOGY_LABEL } from '../../sharding';
import { stable } from '../fields';
import type { Finding } from '../finding';
import { prometheusPairs, type PrometheusPair } from '../prometheis';
import type { Side } from '../side';
import { count, percent } from '../words';
import { divisionOf, zonesIn, type Division } from './division';
import { jobsOf } from './jobs-of';
import { ownersOf } from './owners';

/** Enough for a share to be right within two in a hundred; where relabelings must be run for each of them, within four. */
const SAMPLES = { fast: 3_000, slow: 500 };

/** Which share of the targets goes to another shard, by addresses that nobody has. */
export function shareFindings(before: Side, after: Side): Finding[] {
  return prometheusPairs(before, after).flatMap((pair) =>
    [...distinct(pair).values()].flatMap(({ from, to, jobs }) => {
      const moves = movesBetween(from, to);
      const share = moves.reduce((sum, move) => sum + move.share, 0);
      return share === 0 ? [] : [finding(pair.title, jobs, moves, share)];
    }),
  );
}

interface Move {
  readonly from: string;
  readonly to: string;
  readonly share: number;
}

/** Jobs that are divided in the same way before, and in the same way after. */
function distinct({
  before,
  after,
}: PrometheusPair): Map<string, { from: Division; to: Division; jobs: string[] }> {
  const ways = new Map<string, { from: Division; to: Division; jobs: string[] }>();
  const now = new Set(jobsOf(after).keys());
  for (const job of [...jobsOf(before).keys()].filter((each) => now.has(each))) {
    const [from, to] = [divisionOf(before, job), divisionOf(after, job)];
    const [was, is] = [stable([...from]), stable([...to])];
    if (was !== is) {
      const way = ways.get(was + is) ?? { from, to, jobs: [] };
      way.jobs.push(job);
      ways.set(was + is, way);
    }
  }
  return ways;
}

function movesBetween(from: Division, to: Division): Move[] {
  const [before, after] = [ownersOf(from), ownersOf(to)];
  const zones = [...new Set([...zonesIn(from), ...zonesIn(to)])];
  const samples = sampleTargets(before.fast && after.fast ? SAMPLES.fast : SAMPLES.slow, zones);
  const counts = new Map<string, number>();
  for (const target of samples) {
    const [was, is] = [before.owners(target).join('+'), after.owners(target).join('+')];
    if (was !== is) {
      counts.set(`${was} ${is}`, (counts.get(`${was} ${is}`) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([key, number]) => {
      const [was = '', is = ''] = key.split(' ');
      return { from: was, to: is, share: number / samples.length };
    })
    .sort((a, b) => b.share - a.share || (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1));
}

function finding(subject: string, jobs: readonly string[], moves: readonly Move[], share: number): Finding {
  const nowhere = moves.some(({ to }) => to === '');
  return {
    level: nowhere ? 'warning' : 'change',
    code: 'targets-move',
    subject,
    text: `about ${percent(share)} of the targets of ${jobs.length === 1 ? `job ${jobs[0] ?? ''}` : count(jobs.length, 'job')} ${nowhere ? 'move, or are scraped by nobody' : 'go to another shard'}`,
    details: moves.map((move) => `${percent(move.share)} from ${where(move.from)} to ${where(move.to)}`),
    figures: { share: Math.round(share * 1000) / 1000, jobs: jobs.length },
  };
}

function where(owners: string): string {
  return owners === '' ? 'nobody' : `shard${owners.includes('+') ? 's' : ''} ${owners.replaceAll('+', ', ')}`;
}

/** Addresses as pods have them; every zone has as many as each other one. */
function sampleTargets(length: number, zones: readonly string[]): Labels[] {
  return Array.from({ length }, (_, index) => ({
    __address__: `10.${index % 7}.${index >> 8}.${index & 255}:${8080 + (index % 13)}`,
    __param_target: `https://site-${index}.example.org/`,
    ...(zones.length === 0 ? {} : { [TOPOLOGY_LABEL]: zones[index % zones.length] ?? '' }),
  }));
}
