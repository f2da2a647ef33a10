import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { assign } from '../../../lib/sharding';
import type { ScrapedSeries } from '../../placement/lab';
import { freePort } from '../../support/free-port';

/** Seconds between two samples of a series. Targets are scraped several times in between, so that none is missed. */
const STEP = 10;

/** What a series says: a counter that grows faster and slower, or a gauge. */
interface LiveSeries {
  readonly text: string;
  readonly value: (seconds: number) => number;
}

/** A path of an address. */
interface Target {
  readonly series: readonly LiveSeries[];
  said: { readonly step: number; readonly text: string } | undefined;
}

/** A gauge of every target that is never the same twice. */
export const MOVING = 'moving';

/**
 * Synthetic series as targets that are scraped. Samples have the timestamps of their steps: whoever scrapes them has the same ones.
 */
export class SyntheticTargets {
  /** @param shards so many get targets, by an equal share of the instances each */
  static async start(series: readonly ScrapedSeries[], shards: number): Promise<SyntheticTargets> {
    const port = await freePort();
    const instances = [...new Set(series.map(({ labels }) => labels.instance ?? ''))].sort();
    const addresses = addressesFor(instances.length, port, shards);
    const targets = new Map<string, LiveSeries[]>();
    for (const each of series) {
      const { job = '', instance = '' } = each.labels;
      const key = `${addresses[instances.indexOf(instance)]}/${job}`;
      targets.set(key, [...(targets.get(key) ?? [{ text: MOVING, value: moving }]), live(each)]);
    }
    const started = new SyntheticTargets(
      new Map([...targets].map(([key, own]) => [key, { series: own, said: undefined }])),
    );
    started.server.listen(port, '0.0.0.0');
    await once(started.server, 'listening');
    return started;
  }

  private readonly server: Server;
  private since: number | undefined;
  private down: string | undefined;

  private constructor(private readonly targets: ReadonlyMap<string, Target>) {
    this.server = createServer((request, response) => {
      const key = `${request.headers.host}${request.url}`;
      const target = this.targets.get(key);
      response.statusCode = target === undefined || key === this.down ? 500 : 200;
      response.setHeader('content-type', 'text/plain; version=0.0.4');
      response.end(response.statusCode === 200 && target !== undefined ? this.text(target) : '');
    });
  }

  get count(): number {
    return this.targets.size;
  }

  /** Jobs, with the addresses of their targets. The path of a job is its name. */
  jobs(): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, string[]>();
    for (const key of this.targets.keys()) {
      const [address = '', job = ''] = key.split('/');
      found.set(job, [...(found.get(job) ?? []), address]);
    }
    return found;
  }

  /** Up to now they have nothing to say: from now on all servers that scrape them see the same. */
  begin(): void {
    this.since = Math.ceil(Date.now() / 1_000 / STEP);
  }

  /** Has one target of a job answer with an error. */
  fail(job: string): void {
    this.down = [...this.targets.keys()].find((key) => key.endsWith(`/${job}`));
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private text(target: Target): string {
    const step = Math.floor(Date.now() / 1_000 / STEP);
    if (this.since === undefined || step < this.since) {
      return '';
    }
    if (target.said?.step !== step) {
      const seconds = (step - this.since) * STEP;
      const lines = target.series.map(
        ({ text, value }) => `${text} ${value(seconds)} ${step * STEP * 1_000}\n`,
      );
      target.said = { step, text: lines.join('') };
    }
    return target.said.text;
  }
}

/** Addresses of this machine, one after the other on the next shard. */
function addressesFor(count: number, port: number, shards: number): string[] {
  const sharding = { method: 'jump' as const, shards: Array.from({ length: shards }, () => ({})) };
  const found: string[] = [];
  for (let last = 1; found.length < count; last++) {
    const instance = `127.0.1.${last}:${port}`;
    if (assign(sharding, { instance })[0] === found.length % shards) {
      found.push(instance);
    }
  }
  return found;
}

function moving(seconds: number): number {
  return 100 + seconds + Math.sin(seconds);
}

function live({ labels, samples }: ScrapedSeries): LiveSeries {
  const { __name__: name = '', job: _, instance: __, ...others } = labels;
  const pairs = Object.entries(others).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  const text = `${name}{${pairs.join(',')}}`;
  const [[from, first], [to, second]] = [samples[0]!, samples[1]!];
  if (/_(total|count|sum|bucket)$/.test(name)) {
    const rate = (second - first) / (to - from);
    return { text, value: (seconds) => rate * (3_600 + seconds + 20 * Math.sin(seconds / 60)) };
  }
  // What is a yes or no stays one.
  const swing = first === 0 || first === 1 ? 0 : 0.01;
  return { text, value: (seconds) => first * (1 + swing * Math.sin(seconds / 30)) };
}
