import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { victoriaMetrics } from '../../lib/prometheus';
import { Process } from '../cluster/processes';
import { eventually } from '../cluster/wait';
import { ask, Exporters, Lab, valueOf } from '../query/lab';
import { freePort } from '../support/free-port';
import { describeWith, requireProgram } from '../support/programs';
import { prometheus } from './monitoring';

const TARGETS = 8;
const INTERVAL = 1;
const PODS = [
  ['prometheus-k8s', 0],
  ['prometheus-k8s', 1],
  ['prometheus-k8s-shard-1', 0],
  ['prometheus-k8s-shard-1', 1],
] as const;

jest.setTimeout(300_000);

describeWith(
  ['prometheus', 'victoria-metrics'],
  'two replicas of two shards that write to VictoriaMetrics',
  () => {
    let lab: Lab;
    let exporters: Exporters;
    let store: Process;
    let url: string;

    beforeAll(async () => {
      exporters = await Exporters.start(TARGETS, (index) => `load ${index + 1}\n`);
      const port = await freePort();
      url = `http://127.0.0.1:${port}`;
      lab = await Lab.create((chart) => {
        prometheus(chart, {
          replicas: 2,
          shards: 2,
          globalView: 'none',
          storage: { emptyDir: {} },
          selfMonitoring: false,
          scrapeInterval: `${INTERVAL}s`,
          scrapeTimeout: `${INTERVAL}s`,
          additionalScrapeConfigs: [
            { job_name: 'shop', static_configs: [{ targets: [...exporters.addresses] }] },
          ],
          remoteWrite: [
            victoriaMetrics({ url: `${url}/api/v1/write`, queueConfig: { batchSendDeadline: '1s' } }),
          ],
        });
      });
      await mkdir(join(lab.root, 'store'), { recursive: true });
      store = Process.start(
        requireProgram('victoria-metrics'),
        [
          `-httpListenAddr=127.0.0.1:${port}`,
          `-storageDataPath=${join(lab.root, 'store')}`,
          `-dedup.minScrapeInterval=${INTERVAL}s`,
          '-search.latencyOffset=0s',
        ],
        { name: 'victoria-metrics', log: join(lab.root, 'victoria-metrics.log') },
      );
      for (const [workload, ordinal] of PODS) {
        await lab.start(workload, ordinal);
      }
    });

    afterAll(async () => {
      await store.stop();
      await lab.stop();
      exporters.stop();
    });

    const seen = async (query: string): Promise<number | undefined> => valueOf(await ask(url, query));

    test('are one series for each target, of one sample an interval', async () => {
      await eventually(
        'half a minute of all targets',
        async () => (await seen('count(count_over_time(load[1m]) > 30)').catch(() => undefined)) === TARGETS,
        { deadline: 200_000 },
      );
      // What was scraped, and nothing of who has scraped it.
      const { series } = await ask(url, 'load');
      const labels = [...new Set(series.flatMap(({ metric }) => Object.keys(metric)))].sort();
      expect(labels).toEqual(['__name__', 'instance', 'job', 'prometheus']);
      expect(await seen('sum(load)')).toBe((TARGETS * (TARGETS + 1)) / 2);
      // Two replicas, and half as many samples as they have sent.
      expect(await seen('max(count_over_time(load[20s]))')).toBeLessThanOrEqual(21);
    });
  },
);
