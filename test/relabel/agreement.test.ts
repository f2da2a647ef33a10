import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderYaml } from '../../lib/native';
import type { PrometheusConfig } from '../../lib/native/prometheus';
import { populateLabels, type Labels } from '../../lib/relabel';
import { httpJson } from '../cluster/http-client';
import { RunningPrometheus } from '../prometheus/running';
import { describeWith, requireProgram } from '../support/programs';
import { GLOBAL, samples, type Sample } from './arbitraries';

const COUNT = 1_000;

/** What became of the target of a job. */
type Verdict =
  | { readonly state: 'active'; readonly discovered: Labels; readonly labels: Labels; readonly url: string }
  | { readonly state: 'dropped'; readonly discovered: Labels }
  | { readonly state: 'refused' };

interface Targets {
  readonly data: {
    readonly activeTargets: ReadonlyArray<{
      readonly scrapePool: string;
      readonly discoveredLabels: Labels;
      readonly labels: Labels;
      readonly scrapeUrl: string;
    }>;
    readonly droppedTargets: ReadonlyArray<{
      readonly scrapePool: string;
      readonly discoveredLabels: Labels;
    }>;
  };
}

function ours({ job, labels }: Sample): Verdict {
  const { discoveredLabels: discovered, outcome } = populateLabels(job, labels, GLOBAL);
  switch (outcome.kind) {
    case 'kept':
      return { state: 'active', discovered, labels: outcome.labels, url: outcome.url };
    case 'dropped':
      return { state: 'dropped', discovered };
    case 'refused':
      return { state: 'refused' };
  }
}

/** The targets by their job; what is refused is only in the log. */
function theirs({ data: { activeTargets, droppedTargets } }: Targets): Map<string, Verdict> {
  return new Map<string, Verdict>([
    ...activeTargets.map(
      ({ scrapePool, discoveredLabels: discovered, labels, scrapeUrl: url }) =>
        [scrapePool, { state: 'active', discovered, labels, url }] as const,
    ),
    ...droppedTargets.map(
      ({ scrapePool, discoveredLabels: discovered }) =>
        [scrapePool, { state: 'dropped', discovered }] as const,
    ),
  ]);
}

function configuration(all: readonly Sample[]): PrometheusConfig {
  return {
    global: GLOBAL,
    scrape_configs: all.map(({ job, labels: { __address__: address = '', ...labels } }) => ({
      ...job,
      static_configs: [{ targets: [address], labels }],
    })),
  };
}

describe.each(['prometheus', 'prometheus-lts'])('relabelling of %s', (name) => {
  describeWith([name], 'is ours', () => {
    const all = samples(COUNT);
    const verdicts = new Map(all.map((sample) => [sample.job.job_name, ours(sample)]));
    const states = [...verdicts.values()].map(({ state }) => state);
    const listed = states.filter((state) => state !== 'refused').length;
    let root: string;
    let running: RunningPrometheus | undefined;
    let found: ReturnType<typeof theirs>;

    beforeAll(async () => {
      root = await mkdtemp(join(tmpdir(), 'relabel-'));
      await writeFile(join(root, 'prometheus.yml'), renderYaml(configuration(all)));
      const args = [
        `--config.file=${join(root, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(root, 'data')}`,
      ];
      running = await RunningPrometheus.start(requireProgram(name), { root, args });
      const { api } = running;
      const look = async (): Promise<Targets> => httpJson<Targets>(`${api.url}/api/v1/targets`);
      // All come at once; a second look sees what is the last.
      await running.until('it has its targets', async () => {
        found = theirs(await look());
        return found.size >= listed;
      });
    }, 120_000);

    afterAll(async () => {
      await running?.stop();
      await rm(root, { recursive: true });
    });

    test(`for ${COUNT} random targets, each with random relabelings`, () => {
      const differences = all.flatMap((sample) => {
        const { job_name: job } = sample.job;
        const [we, they] = [verdicts.get(job), found.get(job) ?? { state: 'refused' }];
        return JSON.stringify(sorted(we)) === JSON.stringify(sorted(they)) ? [] : [{ sample, we, they }];
      });
      expect(differences.slice(0, 3)).toEqual([]);
      expect(differences).toHaveLength(0);
    });

    test('among which there is enough of everything', () => {
      const count = (state: Verdict['state']): number => states.filter((each) => each === state).length;
      expect(count('active')).toBeGreaterThan(COUNT / 4);
      expect(count('dropped')).toBeGreaterThan(COUNT / 10);
      expect(count('refused')).toBeGreaterThan(COUNT / 50);
    });
  });
});

/** The same data, with its keys in one order. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
