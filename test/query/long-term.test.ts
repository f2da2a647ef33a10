import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Chart } from 'cdk8s';
import { Prometheus } from '../../lib/prometheus';
import { ThanosCompactor, ThanosQuery, ThanosStore, type ObjectStorage } from '../../lib/query';
import { eventually } from '../cluster/wait';
import { run } from '../prometheus/promtool';
import { describeWith, requireProgram } from '../support/programs';
import { ask, Lab, valueOf } from './lab';

/** A volume that all pods share. */
const BUCKET = '/bucket';
const STORAGE: ObjectStorage = { type: 'FILESYSTEM', config: { directory: BUCKET } };

const HOUR = 3_600;

/** Two days ago, where a block of two hours begins: long before the head of any Prometheus. */
const THEN = Math.floor(Date.now() / 1000 / (2 * HOUR)) * 2 * HOUR - 48 * HOUR;

function longTerm(chart: Chart): void {
  const prometheus = new Prometheus(chart, 'k8s', {
    storage: { emptyDir: {} },
    replicas: 2,
    selfMonitoring: false,
    rulesConfigMap: 'none',
    retention: '15d',
    // Only the last minutes come from the sidecars: what is older has to have been uploaded.
    thanos: { objectStorageConfig: STORAGE, minTime: '-30m' },
  });
  const store = new ThanosStore(chart, 'store', {
    name: 'k8s',
    storage: { emptyDir: {} },
    objectStorageConfig: STORAGE,
    syncBlockDuration: '1s',
  });
  new ThanosCompactor(chart, 'compactor', {
    name: 'k8s',
    storage: { emptyDir: {} },
    objectStorageConfig: STORAGE,
    replicaLabels: ['prometheus_replica'],
    additionalArgs: [
      { name: 'wait-interval', value: '1s' },
      { name: 'consistency-delay', value: '0s' },
    ],
  });
  new ThanosQuery(chart, 'query', { name: 'k8s', endpoints: [prometheus, store] });
}

/** Two days of a counter that grows by one each second, as one replica has scraped it. */
async function writeHistory(root: string): Promise<void> {
  const lines = Array.from({ length: (6 * HOUR) / 60 }, (_, minute) => {
    const at = THEN + minute * 60;
    return `orders_total{job="shop"} ${at - THEN} ${at}`;
  });
  const file = join(root, 'history.om');
  await writeFile(file, `# TYPE orders counter\n${lines.join('\n')}\n# EOF\n`);
  const data = join(root, 'prometheus');
  await mkdir(data, { recursive: true });
  const { ok, output } = await run(requireProgram('promtool'), [
    'tsdb',
    'create-blocks-from',
    'openmetrics',
    file,
    data,
  ]);
  if (!ok) {
    throw new Error(output);
  }
}

describeWith(['prometheus', 'promtool', 'thanos'], 'a Prometheus with an object storage', () => {
  let lab: Lab;
  let url: string;

  beforeAll(async () => {
    lab = await Lab.create(longTerm);
    await lab.startServices();
    for (const ordinal of [0, 1]) {
      await lab.start('prometheus-k8s', ordinal, undefined, { prepare: writeHistory });
    }
    await lab.start('thanos-store-k8s');
    await lab.start('thanos-query-k8s');
    await lab.untilReady('prometheus-k8s-0', 'prometheus-k8s-1', 'thanos-store-k8s-0', 'thanos-query-k8s-0');
    url = await lab.url('thanos-query-k8s-0', 'thanos-query');
  }, 120_000);

  afterAll(async () => {
    await lab.stop();
  }, 30_000);

  test('its past is read from there, each replica as a copy of the other', async () => {
    const at = THEN + 5 * HOUR;
    await eventually(
      'the blocks are uploaded and found',
      async () => valueOf(await ask(url, 'orders_total', { at })),
      { deadline: 60_000 },
    );
    const { series } = await ask(url, 'orders_total', { at });
    expect(series.map(({ metric, value }) => [metric, value[1]])).toEqual([
      [{ __name__: 'orders_total', job: 'shop', prometheus: 'monitoring/k8s' }, String(5 * HOUR)],
    ]);
    expect(valueOf(await ask(url, 'rate(orders_total[1h])', { at }))).toBeCloseTo(1, 6);
    expect(valueOf(await ask(url, 'count_over_time(orders_total[1h])', { at }))).toBe(60);
  }, 90_000);

  test('the Compactor makes one of the blocks of the replicas, and nothing is lost', async () => {
    const at = THEN + 5 * HOUR;
    await lab.start('thanos-compactor-k8s');
    const compactor = await lab.url('thanos-compactor-k8s-0', 'thanos-compactor');
    await eventually(
      'it has compacted',
      async () => {
        const text = await (await fetch(`${compactor}/metrics`)).text();
        const groups = [...text.matchAll(/^thanos_compact_group_compactions_total\{.*\} (\d+)$/gm)];
        expect(text).toMatch(/^thanos_compact_halted 0$/m);
        return groups.some(([, count]) => Number(count) > 0);
      },
      { deadline: 60_000 },
    );
    await eventually('the Store has found the new blocks', async () => {
      const text = await (
        await fetch(`${await lab.url('thanos-store-k8s-0', 'thanos-store')}/metrics`)
      ).text();
      return Number(/^thanos_bucket_store_blocks_loaded (\d+)$/m.exec(text)?.[1]) > 0;
    });
    expect(valueOf(await ask(url, 'rate(orders_total[1h])', { at }))).toBeCloseTo(1, 6);
    expect(valueOf(await ask(url, 'count_over_time(orders_total[1h])', { at }))).toBe(60);
  }, 120_000);

  test('without the Store a query fails: the past is not silently empty', async () => {
    await lab.pod('thanos-store-k8s-0').kill();
    const answer = await ask(url, 'orders_total', { at: THEN + 5 * HOUR });
    expect(answer).toMatchObject({ status: 422, series: [] });
  });
});
