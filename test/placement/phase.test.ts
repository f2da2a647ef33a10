import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rulePhase, rulerFile } from '../../lib/placement';
import { xxhash64 } from '../../lib/placement/phase';
import { Process } from '../cluster/processes';
import { RunningPrometheus } from '../prometheus/running';
import { describeUnless, missingPrograms, requireProgram } from '../support/programs';

test('xxHash64 is that of its specification', () => {
  // From the reference implementation, with the seed 0.
  expect(xxhash64(Buffer.from('')).toString(16)).toBe('ef46db3751d8e999');
  expect(xxhash64(Buffer.from('a')).toString(16)).toBe('d24ec4f1a98c6e5b');
  expect(xxhash64(Buffer.from('abc')).toString(16)).toBe('44bc2cf5ad770999');
});

test('a Ruler evaluates copies of its rule files', () => {
  expect(rulerFile('/var/thanos', '/etc/thanos/rules/shop.yaml')).toBe(
    '/var/thanos/.tmp-rules/ABORT/etc/thanos/rules/shop.yaml',
  );
});

const INTERVAL = 2_000;

describe.each(['prometheus', 'prometheus-lts'])('%s', (program) => {
  describeUnless(missingPrograms([program]), 'evaluates groups', () => {
    let root: string;
    beforeEach(async () => {
      root = await mkdtemp(join(tmpdir(), 'cdk8s-prometheus-phase-'));
    });
    afterEach(() => rm(root, { recursive: true }));

    test('at the phase that is computed', async () => {
      const groups = ['a', 'node-exporter.rules', 'é and blanks', 'x'.repeat(300)];
      const rules = join(root, 'some rules.yaml');
      await writeFile(rules, JSON.stringify({ groups: groups.map((name, index) => group(name, index)) }));
      const config = join(root, 'prometheus.yml');
      await writeFile(config, JSON.stringify({ rule_files: [rules] }));
      const running = await RunningPrometheus.start(requireProgram(program), {
        args: [`--config.file=${config}`, `--storage.tsdb.path=${join(root, 'data')}`],
        root,
      });
      try {
        for (const [index, name] of groups.entries()) {
          const query = `timestamp(phase_of_${index})`;
          await running.until(
            `group ${index} was evaluated`,
            async () => (await running.api.query(query)).length > 0,
          );
          const [sample] = await running.api.query(query);
          const phase = Math.round(Number(sample!.value[1]) * 1_000) % INTERVAL;
          expect([name, phase]).toEqual([
            name,
            Number(rulePhase('prometheus', rules, name, INTERVAL) / 1_000_000n),
          ]);
        }
      } finally {
        await running.stop();
      }
    });
  });
});

describeUnless(missingPrograms(['thanos']), 'thanos', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'cdk8s-prometheus-phase-'));
  });
  afterEach(() => rm(root, { recursive: true }));

  test('a Ruler asks at the phase that is computed', async () => {
    const groups = ['a', 'node-exporter.rules', 'é and blanks', 'x'.repeat(300)];
    const rules = join(root, 'some rules.yaml');
    await writeFile(rules, JSON.stringify({ groups: groups.map((name, index) => group(name, index)) }));
    const { server, times } = await listener();
    const { port } = server.address() as AddressInfo;
    const data = join(root, 'ruler');
    const args = ['rule', `--data-dir=${data}`, `--rule-file=${rules}`, `--query=http://127.0.0.1:${port}`];
    const listen = ['--http-address=127.0.0.1:0', '--grpc-address=127.0.0.1:0', '--label=replica="a"'];
    const ruler = Process.start(requireProgram('thanos'), [...args, ...listen], {
      name: 'ruler',
      log: join(root, 'log'),
    });
    try {
      await ruler.until('every group was evaluated', () => times.size === groups.length);
      for (const [index, name] of groups.entries()) {
        const phase = rulePhase('thanos', rulerFile(data, rules), name, INTERVAL) / 1_000_000n;
        expect([name, Math.round(times.get(String(index))! * 1_000) % INTERVAL]).toEqual([
          name,
          Number(phase),
        ]);
      }
    } finally {
      await ruler.stop();
      server.close();
    }
  });
});

/** Stands where the Query would, and notes for which moments it is asked. */
async function listener(): Promise<{ server: Server; times: ReadonlyMap<string, number> }> {
  const times = new Map<string, number>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { searchParams } = new URL(request.url ?? '', 'http://query');
      const body = new URLSearchParams(Buffer.concat(chunks).toString());
      const [query, time] = ['query', 'time'].map((name) => body.get(name) ?? searchParams.get(name) ?? '');
      times.set(query!, asSeconds(time!));
      response.setHeader('content-type', 'application/json');
      response.end('{"status":"success","data":{"resultType":"vector","result":[]}}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, times };
}

function asSeconds(time: string): number {
  return /^[\d.]+$/.test(time) ? Number(time) : Date.parse(time) / 1_000;
}

/** Each rule has an expression of its own, by which it is known. */
function group(name: string, index: number) {
  return { name, interval: `${INTERVAL}ms`, rules: [{ record: `phase_of_${index}`, expr: String(index) }] };
}
