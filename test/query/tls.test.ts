import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Chart } from 'cdk8s';
import { Prometheus } from '../../lib/prometheus';
import { ThanosQuery, ThanosStore } from '../../lib/query';
import { secretKey } from '../../lib/references';
import { PrometheusRule, recordingRule } from '../../lib/rules';
import { eventually } from '../cluster/wait';
import { makeCertificates, missingOpenssl, type Certificates } from '../support/certificates';
import { describeUnless, missingPrograms } from '../support/programs';
import { type Answer, ask, Exporters, get, Lab, QUICK, valueOf } from './lab';

/** What all certificates are for: names of Services are addresses here. */
const NAME = 'thanos.example';

const CA = { secret: secretKey('tls', 'ca.crt') };
const OWN = { cert: { secret: secretKey('tls', 'tls.crt') }, keySecret: secretKey('tls', 'tls.key') };
const SERVER = { ca: CA, ...OWN };
const CLIENT = { ...SERVER, serverName: NAME };
const WEB = { tlsConfig: OWN };

/** Two shards and their view, with a Store; and a Query above, as one of another cluster would be. */
function build(chart: Chart, targets: readonly string[]): void {
  const store = new ThanosStore(chart, 'store', {
    name: 'past',
    storage: { emptyDir: {} },
    objectStorageConfig: { type: 'FILESYSTEM', config: { directory: '/bucket' } },
    grpcServerTlsConfig: SERVER,
  });
  const prometheus = new Prometheus(chart, 'k8s', {
    shards: 2,
    ...QUICK,
    ruleSelector: {},
    additionalScrapeConfigs: [{ job_name: 'load', static_configs: [{ targets: [...targets] }] }],
    thanos: { grpcServerTlsConfig: SERVER },
    globalView: {
      kind: 'thanos',
      stores: [store],
      query: {
        web: WEB,
        grpcServerTlsConfig: SERVER,
        grpcClientTlsConfig: CLIENT,
        responseTimeout: '5s',
        endpointReloadInterval: '1s',
      },
      ruler: {
        grpcServerTlsConfig: SERVER,
        web: WEB,
        queryClient: { tlsConfig: { ca: CA, serverName: NAME } },
      },
    },
  });
  new PrometheusRule(chart, 'load', {
    groups: [{ name: 'load', rules: [recordingRule('all:up:sum', 'sum(up)')] }],
  });
  if (prometheus.view?.kind !== 'thanos') {
    throw new Error('no view of Thanos');
  }
  new ThanosQuery(chart, 'above', {
    name: 'above',
    endpoints: [prometheus.view.query],
    grpcClientTlsConfig: CLIENT,
    web: WEB,
    responseTimeout: '5s',
    endpointReloadInterval: '1s',
  });
}

const TARGETS = 12;
const QUERY = 'thanos-query-k8s';
const SHARDS = ['prometheus-k8s', 'prometheus-k8s-shard-1'];

describeUnless(
  missingPrograms(['prometheus', 'thanos']) ?? missingOpenssl(),
  'a view of Thanos whose parts speak TLS',
  () => {
    let lab: Lab;
    let exporters: Exporters;
    let folder: string;
    let certificates: Certificates;

    /** Asks as somebody who trusts the authority. */
    const asked = async (pod: string, query: string): Promise<Answer> =>
      ask(await lab.url(pod, 'thanos-query'), query, { tls: trusting(certificates) });

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'thanos-tls-'));
      certificates = makeCertificates(folder, [`DNS:${NAME}`]);
      exporters = await Exporters.start(TARGETS, () => '');
      lab = await Lab.create((chart) => build(chart, exporters.addresses), {
        secrets: { tls: certificates },
      });
      await lab.startServices();
      for (const workload of [
        ...SHARDS,
        'thanos-store-past',
        QUERY,
        'thanos-ruler-k8s',
        'thanos-query-above',
      ]) {
        await lab.start(workload);
      }
      await lab.untilReady(
        ...SHARDS.map((shard) => `${shard}-0`),
        'thanos-store-past-0',
        'thanos-ruler-k8s-0',
      );
      await lab.untilReady(`${QUERY}-0`, 'thanos-query-above-0');
    }, 180_000);

    afterAll(async () => {
      await lab.stop();
      exporters.stop();
      rmSync(folder, { recursive: true });
    }, 60_000);

    test('answers, of all shards', async () => {
      await eventually(
        'both shards are seen',
        async () => valueOf(await asked(`${QUERY}-0`, 'sum(up)')) === TARGETS,
      );
    });

    test('records what the Ruler has asked for, and reads it', async () => {
      await eventually(
        'what is recorded is seen',
        async () => valueOf(await asked(`${QUERY}-0`, 'all:up:sum')) === TARGETS,
        { deadline: 60_000 },
      );
    }, 70_000);

    test('reads all parts without a complaint', async () => {
      const { body } = await get(`${await lab.url(`${QUERY}-0`, 'thanos-query')}/api/v1/stores`, {
        tls: trusting(certificates),
      });
      const { data } = JSON.parse(body) as {
        data: Readonly<Record<string, ReadonlyArray<{ readonly lastError: string | null }>>>;
      };
      const kinds = Object.entries(data).map(([kind, stores]) => [
        kind,
        stores.filter(({ lastError }) => lastError === null).length,
      ]);
      expect(Object.fromEntries(kinds)).toMatchObject({ sidecar: 2, store: 1, rule: 1 });
    });

    test('is read by a Query above', async () => {
      await eventually(
        'it sees all of it',
        async () => valueOf(await asked('thanos-query-above-0', 'sum(up)')) === TARGETS,
      );
    });

    test.each<readonly [as: string, change: (text: string) => string]>([
      ['shows-no-certificate', (text) => text.replaceAll(/^ *(cert|key)_file: .*\n/gm, '')],
      ['speaks-plainly', (text) => text.replaceAll('enabled: true', 'enabled: false')],
      ['expects-another-name', (text) => text.replaceAll(NAME, 'other.example')],
      ['trusts-another-authority', (text) => text.replaceAll('ca.crt', 'other-ca.crt')],
    ])('a Query that %s gets nothing', async (as, change) => {
      const other = join(folder, as);
      const pod = await lab.start(QUERY, 0, undefined, {
        as,
        prepare: async (root) => {
          mkdirSync(other);
          writeFileSync(join(root, 'etc/thanos/secrets/tls/other-ca.crt'), strangers(other));
          const file = join(root, 'etc/thanos/config/endpoints.yml');
          const text = readFileSync(file, 'utf8');
          expect(change(text)).not.toBe(text);
          writeFileSync(file, change(text));
          await Promise.resolve();
        },
      });
      const answer = await eventually('it answers that it cannot', async () => {
        const given = await asked(as, 'sum(up)');
        return given.status === 422 && given;
      });
      expect(answer.series).toEqual([]);
      await pod.stop();
    });

    test('who does not trust the authority hears nothing of it, and who speaks plainly nothing either', async () => {
      const url = await lab.url(`${QUERY}-0`, 'thanos-query');
      await expect(get(url)).rejects.toMatchObject({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
      expect(await get(url.replace('https:', 'http:'))).toMatchObject({ status: 400 });
    });
  },
);

function trusting(certificates: Certificates) {
  return { ca: certificates['ca.crt'], servername: NAME };
}

/** The certificate of an authority that has signed nothing here. */
function strangers(folder: string): Buffer {
  return makeCertificates(folder, ['DNS:nobody.example'])['ca.crt'];
}
