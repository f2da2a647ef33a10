import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { thanosReceive } from '../../lib/prometheus';
import { Process } from '../cluster/processes';
import { eventually } from '../cluster/wait';
import { Lab } from '../query/lab';
import { freePort } from '../support/free-port';
import { describeWith, requireProgram } from '../support/programs';
import { prometheus } from './monitoring';

const HOSTS = 8;
const PODS = [
  ['prometheus-k8s', 0],
  ['prometheus-k8s', 1],
  ['prometheus-k8s-shard-1', 0],
  ['prometheus-k8s-shard-1', 1],
] as const;

jest.setTimeout(300_000);

describeWith(['prometheus', 'thanos'], 'two replicas of two shards that write to Thanos Receive', () => {
  let lab: Lab;
  let processes: Process[] = [];
  let query: string;

  beforeAll(async () => {
    const [write, grpc, http, queryHttp, queryGrpc] = await Promise.all(Array.from({ length: 5 }, freePort));
    const hosts = Array.from({ length: HOSTS }, (_, index) => ({
      targets: [`127.0.0.1:${http}`],
      labels: { instance: `host-${index}` },
    }));
    lab = await Lab.create((chart) => {
      prometheus(chart, {
        replicas: 2,
        shards: 2,
        globalView: 'none',
        storage: { emptyDir: {} },
        selfMonitoring: false,
        scrapeInterval: '2s',
        scrapeTimeout: '2s',
        additionalScrapeConfigs: [{ job_name: 'hosts', static_configs: hosts }],
        remoteWrite: [
          thanosReceive({
            url: `http://127.0.0.1:${write}/api/v1/receive`,
            tenant: 'shop',
            queueConfig: { batchSendDeadline: '1s' },
          }),
        ],
      });
    });
    await mkdir(join(lab.root, 'receive'), { recursive: true });
    const thanos = (name: string, args: readonly string[]): Process =>
      Process.start(requireProgram('thanos'), [name, ...args], { name, log: join(lab.root, `${name}.log`) });
    processes = [
      thanos('receive', [
        `--remote-write.address=127.0.0.1:${write}`,
        `--grpc-address=127.0.0.1:${grpc}`,
        `--http-address=127.0.0.1:${http}`,
        `--tsdb.path=${join(lab.root, 'receive')}`,
        '--label=receive="a"',
      ]),
      thanos('query', [
        `--http-address=127.0.0.1:${queryHttp}`,
        `--grpc-address=127.0.0.1:${queryGrpc}`,
        `--endpoint=127.0.0.1:${grpc}`,
        '--query.replica-label=prometheus_replica',
      ]),
    ];
    query = `http://127.0.0.1:${queryHttp}`;
    for (const [workload, ordinal] of PODS) {
      await lab.start(workload, ordinal);
    }
  });

  afterAll(async () => {
    await Promise.all(processes.map((each) => each.stop()));
    await lab.stop();
  });

  /** How many series Query has; undefined while it cannot say. */
  async function seen(dedup: boolean, selector: string): Promise<number | undefined> {
    try {
      const parameters = new URLSearchParams({ query: `count(${selector})`, dedup: String(dedup) });
      const answer = await fetch(`${query}/api/v1/query?${parameters.toString()}`);
      const { data } = (await answer.json()) as { data?: { result: Array<{ value: [number, string] }> } };
      return Number(data?.result[0]?.value[1] ?? 0);
    } catch {
      return undefined;
    }
  }

  test('are seen once by a Query that knows the label of the replica, and twice as they came', async () => {
    const up = 'up{job="hosts",tenant_id="shop"}';
    await eventually(
      'both replicas of each target are there',
      async () => (await seen(false, up)) === 2 * HOSTS,
      {
        deadline: 200_000,
      },
    );
    expect(await seen(true, up)).toBe(HOSTS);
    // Nothing says which shard a target is on: one that moves keeps its series.
    expect(await seen(false, `${up.slice(0, -1)},prometheus_shard!=""}`)).toBe(0);
  });
});
