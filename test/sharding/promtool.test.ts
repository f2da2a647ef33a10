import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderYaml } from '../../lib/native';
import type { ScrapeConfig } from '../../lib/native/prometheus';
import type { Labels } from '../../lib/relabel';
import { assign, jobOnShard, type Sharding } from '../../lib/sharding';
import { run } from '../prometheus/promtool';
import { describeWith, requireProgram } from '../support/programs';
import { addresses, equal, zoned } from './samples';

interface Discovered {
  readonly discoveredLabels: Labels;
  readonly labels: Labels | null;
}

/** A job whose targets are these, with what each says about its shard. */
function jobOf(targets: readonly Labels[]): ScrapeConfig {
  return {
    job_name: 'job',
    static_configs: targets.map(({ __address__: address = '', ...labels }) => ({
      targets: [address],
      labels,
    })),
  };
}

/** Addresses of the targets that the job keeps, according to a real promtool. */
async function kept(promtool: string, file: string): Promise<string[]> {
  const { ok, output } = await run(promtool, ['check', 'service-discovery', '--timeout=2s', file, 'job']);
  if (!ok) {
    throw new Error(output);
  }
  const all = JSON.parse(output) as Discovered[];
  return all
    .filter(({ labels }) => labels !== null && Object.keys(labels).length > 0)
    .map(({ discoveredLabels }) => discoveredLabels.__address__ ?? '');
}

const PLAIN = addresses(600).map((__address__): Labels => ({ __address__ }));

/** Every third in a zone that has shards, some elsewhere, some that ask for a shard or for all of them. */
const SAYING = PLAIN.map((labels, index): Labels => ({
  ...labels,
  ...(index % 3 === 0 ? { __tmp_topology: ['eu-a', 'eu-b', 'mars'][index % 5] ?? 'eu-b' } : {}),
  ...(index % 5 === 0 ? { instance: `node-${index % 40}` } : {}),
  ...(index % 7 === 0 ? { __tmp_hash: `group-${index % 4}` } : {}),
  ...(index % 11 === 0 ? { __tmp_disable_sharding: 'true' } : {}),
  ...(index % 13 === 0 ? { __tmp_shard: String(index % 9) } : {}),
}));

const CASES: ReadonlyArray<readonly [string, Sharding, readonly Labels[]]> = [
  ['jump hash', equal(4), PLAIN],
  ['many shards', equal(11), SAYING],
  ["the operator's modulo", equal(3, 'modulo'), SAYING],
  ['weights', { method: 'jump', shards: [{ weight: 1 }, { weight: 3 }, { weight: 2 }] }, SAYING],
  ['zones', zoned(5, ['eu-a', 'eu-b']), SAYING],
];

describe.each(['promtool', 'promtool-lts'])('a real %s', (program) => {
  describeWith([program], 'finds each target', () => {
    test.concurrent.each(CASES)(
      'on the shard that it is assigned to, by %s',
      async (_, sharding, targets) => {
        const folder = await mkdtemp(join(tmpdir(), 'sharding-'));
        try {
          const found = await Promise.all(
            sharding.shards.map(async (__, shard) => {
              const job = jobOnShard({ job: jobOf(targets), hashed: '__address__' }, sharding, shard);
              const file = join(folder, `${shard}.yml`);
              await writeFile(file, renderYaml({ scrape_configs: [job] }));
              return kept(requireProgram(program), file);
            }),
          );
          const expected = sharding.shards.map((__, shard) =>
            targets
              .filter((labels) => assign(sharding, labels).includes(shard))
              .map(({ __address__: address }) => address),
          );
          expect(found.map((each) => [...each].sort())).toEqual(expected.map((each) => [...each].sort()));
        } finally {
          await rm(folder, { recursive: true });
        }
      },
    );
  });
});
