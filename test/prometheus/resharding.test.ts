import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PrometheusProps } from '../../lib/prometheus';
import { ScrapeConfig } from '../../lib/scrape';
import { assign } from '../../lib/sharding';
import { Synthesis } from '../../lib/synthesis';
import { eventually } from '../cluster/wait';
import { describeWith, requireProgram } from '../support/programs';
import { synth, takesAll, type Monitoring } from './monitoring';
import { PodFiles } from './pod-files';
import { RunningPrometheus } from './running';

const INTERVAL = 5;

/** Targets on many addresses of this machine, which write down when they were scraped. */
class Targets {
  static async start(count: number): Promise<Targets> {
    const targets = new Targets(count);
    targets.server.listen(0, '0.0.0.0');
    await once(targets.server, 'listening');
    return targets;
  }

  /** Seconds at which each was scraped, by whomever. */
  readonly scrapes = new Map<string, number[]>();
  private readonly server: Server;

  private constructor(private readonly count: number) {
    this.server = createServer(({ headers: { host = '' } }, response) => {
      const seen = this.scrapes.get(host) ?? [];
      this.scrapes.set(host, [...seen, Date.now() / 1000]);
      response.setHeader('Content-Type', 'text/plain; version=0.0.4');
      response.end('answer 42\n');
    });
  }

  get addresses(): string[] {
    const { port } = this.server.address() as AddressInfo;
    return Array.from({ length: this.count }, (_, index) => `127.0.0.${index + 1}:${port}`);
  }

  /** The longest time for which one of them was not scraped. */
  longestGap(): number {
    return Math.max(
      ...[...this.scrapes.values()].flatMap((times) =>
        times.slice(1).map((time, index) => time - (times[index] ?? time)),
      ),
    );
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

/** A Prometheus of several shards as it stands after a synth, each with a process. */
class Fleet {
  private readonly members: Array<{ readonly files: PodFiles; readonly running: RunningPrometheus }> = [];

  constructor(private readonly program: string) {}

  async add(monitoring: Monitoring): Promise<void> {
    const files = await PodFiles.create(monitoring.onShard(this.members.length));
    const running = await RunningPrometheus.start(this.program, files);
    this.members.push({ files, running });
  }

  /** Shows all of them what another synth came to, at once. */
  async update(monitoring: Monitoring): Promise<void> {
    await Promise.all(this.members.map(async ({ files }, shard) => files.update(monitoring.onShard(shard))));
  }

  /** The addresses that each scrapes. */
  async owned(): Promise<string[][]> {
    return Promise.all(
      this.members.map(async ({ running }) =>
        (await running.api.targets()).map(({ labels }) => labels.instance ?? '').sort(),
      ),
    );
  }

  /** Waits until each scrapes these. */
  async until(what: string, expected: readonly string[][]): Promise<void> {
    await this.members[0]?.running.until(
      what,
      async () => JSON.stringify(await this.owned()) === JSON.stringify(expected),
    );
  }

  /** A number that one of them knows, as of a time. */
  async query(shard: number, expression: string, time: number): Promise<string | undefined> {
    const { running } = this.members[shard]!;
    const query = new URLSearchParams({ query: expression, time: String(time) });
    const answer = await fetch(`${running.api.url}/api/v1/query?${query.toString()}`);
    const { data } = (await answer.json()) as { data: { result: Array<{ value: [number, string] }> } };
    return data.result[0]?.value[1];
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.members.map(async ({ files, running }) => {
        await running.stop();
        await files.remove();
      }),
    );
  }
}

function compile(addresses: readonly string[], props: PrometheusProps): Monitoring {
  return synth((chart) => {
    Synthesis.of(chart).configure({ today: '2026-11-26' });
    takesAll(chart, {
      version: '3.13.5',
      globalView: 'none',
      configReloadInterval: '1s',
      scrapeInterval: `${INTERVAL}s`,
      scrapeTimeout: '2s',
      ...props,
    });
    new ScrapeConfig(chart, 'app', { staticConfigs: [{ targets: addresses }] });
  });
}

/** The targets of each shard, as the assignment has them. */
function assigned(addresses: readonly string[], shards: number, retired = 0): string[][] {
  const sharding = { method: 'jump' as const, shards: Array.from({ length: shards }, () => ({})) };
  const owners = Array.from({ length: shards }, (_, shard) =>
    addresses.filter((address) => assign(sharding, { __address__: address }).includes(shard)).sort(),
  );
  return [...owners, ...Array.from({ length: retired }, () => [])];
}

describeWith(['prometheus'], 'real Prometheis', () => {
  test('go from three shards to four and back: each target is with one of them, and misses no more than one scrape', async () => {
    const targets = await Targets.start(24);
    const fleet = new Fleet(requireProgram('prometheus'));
    try {
      const { addresses } = targets;
      const three = compile(addresses, { shards: 3 });
      await fleet.add(three);
      await fleet.add(three);
      await fleet.add(three);
      await fleet.until('three shards divide the targets', assigned(addresses, 3));

      const four = compile(addresses, { shards: 4 });
      await fleet.add(four);
      await fleet.update(four);
      await fleet.until('four shards divide the targets', assigned(addresses, 4));
      const last = assigned(addresses, 4)[3]?.length ?? 0;
      expect(last).toBeGreaterThan(0);
      await eventually('the fourth has scraped all of its own', async () => {
        const count = await fleet.query(3, 'count(answer)', Date.now() / 1000);
        return count === String(last);
      });
      const then = Date.now() / 1000;

      const back = compile(addresses, { shards: 3, retiredShards: [{ shard: 3, until: '2027-01-15' }] });
      await fleet.update(back);
      await fleet.until('three shards have all targets again', assigned(addresses, 3, 1));
      expect(await fleet.query(3, 'count(answer)', then)).toBe(String(last));
      expect(targets.longestGap()).toBeLessThan(2 * INTERVAL + INTERVAL / 2);
    } finally {
      await fleet.stop();
      await targets.stop();
    }
  }, 120_000);
});
