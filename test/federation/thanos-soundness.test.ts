import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Problem } from '../../lib/problems';
import { Process } from '../cluster/processes';
import { eventually } from '../cluster/wait';
import { NOW, randomSeries, SPREADINGS } from '../placement/arbitrary-series';
import { agree, areTied } from '../placement/lab';
import { evaluateAt, Server, type Series } from '../placement/server';
import { freePort } from '../support/free-port';
import { describeWith, requireProgram } from '../support/programs';
import { push } from './push';
import { alive, COUNT, LEAVES, LOSING, recorded, sample, SEED, shown } from './random-rules';

/** The hub is one of those that are read. */
const ALL = [...LEAVES, { cluster: 'hub', prometheus: 'monitoring/hub' }];

/** Sidecars beside servers, and a Query over them. */
class Readers {
  static async start(servers: readonly Server[]): Promise<Readers> {
    const readers = new Readers(await mkdtemp(join(tmpdir(), 'thanos-soundness-')), await freePort());
    const endpoints = await Promise.all(servers.map((server, index) => readers.sidecar(server, index)));
    const file = join(readers.root, 'endpoints.yml');
    await writeFile(file, stringify({ endpoints: endpoints.map((address) => ({ address, strict: true })) }));
    readers.run('query', [
      'query',
      `--http-address=127.0.0.1:${readers.port}`,
      `--grpc-address=127.0.0.1:${await freePort()}`,
      '--query.replica-label=prometheus_replica',
      `--endpoint.sd-config-file=${file}`,
      '--no-query.partial-response',
      '--deduplication.func=chain',
      '--query.default-evaluation-interval=1m',
    ]);
    await readers.untilReady(readers.port);
    return readers;
  }

  private readonly processes: Process[] = [];

  private constructor(
    private readonly root: string,
    private readonly port: number,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    await Promise.all(this.processes.map((process) => process.stop(5_000)));
    await rm(this.root, { recursive: true });
  }

  private async sidecar(server: Server, index: number): Promise<string> {
    const [http, grpc] = [await freePort(), await freePort()];
    this.run(`sidecar-${index}`, [
      'sidecar',
      `--prometheus.url=${server.url}`,
      `--tsdb.path=${join(server.root, 'data')}`,
      `--http-address=127.0.0.1:${http}`,
      `--grpc-address=127.0.0.1:${grpc}`,
    ]);
    await this.untilReady(http);
    return `127.0.0.1:${grpc}`;
  }

  private run(name: string, args: readonly string[]): void {
    const log = join(this.root, `${name}.log`);
    this.processes.push(Process.start(requireProgram('thanos'), args, { name, log }));
  }

  private async untilReady(port: number): Promise<void> {
    await eventually(
      `port ${port} is ready`,
      async () => (await fetch(`http://127.0.0.1:${port}/-/ready`).catch(() => undefined))?.ok === true,
      { deadline: 60_000 },
    );
  }
}

describeWith(['prometheus', 'promtool', 'thanos'], 'random rules by Thanos', () => {
  test('yield over leaves and what they record what one server with all targets yields', async () => {
    const written = sample();
    const problems: Problem[] = [];
    const pushed = push(
      [{ name: 'random', rules: written.map((expr, index) => ({ alert: `Alert${index}`, expr })) }],
      {
        byThanos: true,
        alive: ALL.length,
        beside: undefined,
      },
      problems,
    );
    const series = randomSeries(SEED, ALL.length, SPREADINGS[1]!);
    const one = await Server.create('one');
    const leaves = await Promise.all(
      ALL.map((labels, index) => Server.create(`leaf-${index}`, { ...labels, prometheus_replica: 'pod-0' })),
    );
    let readers: Readers | undefined;
    try {
      await one.add(
        series.map((each) => ({ ...each, labels: { ...each.labels, ...ALL[Number(each.shard)] } })),
      );
      for (const [index, leaf] of leaves.entries()) {
        await leaf.add(series.filter(({ shard }) => shard === index));
        const parts = await recorded(leaf, pushed.below, ALL[index]!);
        await leaf.add([...parts, alive(ALL[index]!)].map((each) => asStored(each, ALL[index]!)));
      }
      readers = await Readers.start(leaves);
      const [expected, found] = [
        await one.evaluate(written, NOW),
        await evaluateAt(
          readers.url,
          pushed.rules.map(({ above }) => above),
          NOW,
        ),
      ];
      const told = toldIn(problems);
      const judged = pushed.rules
        .map((rule, index) => ({
          rule,
          expr: written[index]!,
          expected: expected[index]!,
          found: found[index]!,
        }))
        // What Thanos answers differently is an error, or a warning; all else is the same.
        .filter(({ expected: its }, index) => its !== 'error' && !told.has(index));
      const wrong = judged.filter(
        (each) =>
          !agree(each.expected, each.found) &&
          !(
            /topk|bottomk/.test(each.expr) &&
            !LOSING.includes(each.expr) &&
            areTied(each.expected, each.found)
          ),
      );
      expect(
        wrong.map(({ rule, expr, expected: its, found: got }) => [expr, rule.above, shown(its), shown(got)]),
      ).toEqual([]);
      expect(told.size).toBeLessThan(COUNT / 10);
      expect(judged.filter(({ expected: its }) => its !== 'error' && its.size > 0).length).toBeGreaterThan(
        COUNT / 8,
      );
    } finally {
      await readers?.stop();
      await Promise.all([one, ...leaves].map((server) => server.stop()));
    }
  }, 300_000);
});

/** Rules that something was said about, by their numbers. */
function toldIn(problems: readonly Problem[]): ReadonlySet<number> {
  return new Set(problems.map(({ field = '' }) => Number(/rules\[(\d+)\]/.exec(field)?.[1])));
}

/** A leaf does not store its external labels. */
function asStored({ labels, samples }: Series, external: Readonly<Record<string, string>>): Series {
  return {
    labels: Object.fromEntries(Object.entries(labels).filter(([label]) => !Object.hasOwn(external, label))),
    samples,
  };
}
