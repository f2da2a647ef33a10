import type { Chart } from 'cdk8s';
import { configMapKey, secretKey } from '../../lib/references';
import { alert, PrometheusRule } from '../../lib/rules';
import { ScrapeConfig, type ScrapeConfigProps } from '../../lib/scrape';
import { describeWith, requireProgram } from '../support/programs';
import { synth, takesAll, type Monitoring } from './monitoring';
import { certificates, PodFiles, type Others } from './pod-files';
import { RunningPrometheus } from './running';

const router = { staticConfigs: [{ targets: ['127.0.0.1:1'] }] };

/** A Prometheus that looks at its files every second, with a job for each of the definitions. */
function compile(
  definitions: Readonly<Record<string, Partial<ScrapeConfigProps>>>,
  more: (chart: Chart) => void = () => undefined,
): Monitoring {
  return synth((chart) => {
    takesAll(chart, { version: '3.13.5', configReloadInterval: '1s' });
    for (const [name, props] of Object.entries(definitions)) {
      new ScrapeConfig(chart, name, { ...router, ...props });
    }
    more(chart);
  });
}

const job = (name: string) => `scrapeConfig/monitoring/${name}`;

describe.each(['prometheus', 'prometheus-lts'])('a running %s', (server) => {
  describeWith([server], 'whose files are swapped by the kubelet', () => {
    let files: PodFiles | undefined;
    let running: RunningPrometheus | undefined;

    /** Starts it with what the first synth came to. */
    async function start(monitoring: Monitoring, others: Others = {}) {
      files = await PodFiles.create(monitoring, others);
      running = await RunningPrometheus.start(requireProgram(server), files);
      return { files, running };
    }

    afterEach(async () => {
      await running?.stop();
      await files?.remove();
      running = undefined;
      files = undefined;
    });

    test('takes new jobs, rules of the app and rules of the user by itself', async () => {
      const { files: volumes, running: process } = await start(compile({ first: {} }));
      expect(await process.pools()).toEqual([job('first')]);

      const after = compile({ first: {}, second: {} }, (chart) => {
        new PrometheusRule(chart, 'slo', { groups: [{ name: 'app', rules: [alert('Down', 'up == 0')] }] });
      });
      const rules = 'groups: [{ name: user, rules: [{ record: a, expr: vector(1) }] }]';
      await volumes.update(after, { 'k8s-rules': { 'own.yml': rules } });
      await process.until('the new job runs', async () => (await process.pools()).length === 2);
      await process.until('the new rules run', async () => (await process.api.rules()).length === 2);
      expect((await process.api.rules()).map(({ name }) => name).sort()).toEqual(['app', 'user']);
    }, 30_000);

    const credentials = secretKey('missing', 'token');
    const ca = { configMap: configMapKey('missing', 'ca.crt') };

    /** Definitions of teams that each wait for a Secret that nobody has made yet. */
    const waiting: Readonly<Record<string, Partial<ScrapeConfigProps>>> = {
      password: { basicAuth: { username: 'a', password: credentials } },
      username: { basicAuth: { username: credentials, password: credentials } },
      credentials: { authorization: { credentials } },
      oauth2: {
        oauth2: { clientId: 'a', clientSecret: credentials, tokenUrl: 'http://127.0.0.1:1/token' },
      },
      discovery: { httpSDConfigs: [{ url: 'https://127.0.0.1:1', tlsConfig: { ca } }] },
    };
    const waitingForCertificates: Readonly<Record<string, Partial<ScrapeConfigProps>>> = {
      ca: { tlsConfig: { ca } },
      certificate: { tlsConfig: { cert: { secret: credentials }, keySecret: credentials } },
    };

    test('starts without the Secrets of teams, and runs the jobs of all others', async () => {
      const { running: process } = await start(compile({ whole: {}, ...waiting, ...waitingForCertificates }));
      const jobs = ['whole', ...Object.keys(waiting)].map(job).sort();
      await process.until('the jobs run', async () => (await process.pools()).length >= jobs.length);
      // A job whose certificates are missing does not exist until they are there.
      expect((await process.pools()).sort()).toEqual(jobs);
      expect(await process.metric('prometheus_config_last_reload_successful')).toBe('1');
    }, 30_000);

    test('runs a job of missing certificates as soon as they are there and something changes', async () => {
      const { files: volumes, running: process } = await start(
        compile({ whole: {}, ca: { tlsConfig: { ca } } }),
      );
      const others = { missing: { 'ca.crt': certificates().certificate } };
      await volumes.update(compile({ whole: {}, ca: { tlsConfig: { ca } }, another: {} }), others);
      await process.until('all jobs run', async () => (await process.pools()).length === 3);
    }, 30_000);

    test('takes all other changes when an old job comes to miss a certificate, but calls the reload failed', async () => {
      const { files: volumes, running: process } = await start(compile({ whole: {}, old: {} }));
      await process.until('the jobs run', async () => (await process.pools()).length === 2);

      const changed = compile({ whole: {}, old: { tlsConfig: { ca } }, another: {} });
      await volumes.update(changed);
      await process.until('the new job runs', async () => (await process.pools()).includes(job('another')));
      expect(await process.metric('prometheus_config_last_reload_successful')).toBe('0');

      await volumes.update(changed, { missing: { 'ca.crt': certificates().certificate } });
      await process.until(
        'it has reloaded',
        async () => (await process.metric('prometheus_config_last_reload_successful')) === '1',
      );
    }, 30_000);
  });
});

test('pods wait for what the Prometheus itself cannot do without', async () => {
  const monitoring = synth((chart) => {
    takesAll(chart, {
      remoteWrite: [{ url: 'https://mimir', authorization: { credentials: secretKey('mimir', 'token') } }],
    });
  });
  await expect(PodFiles.create(monitoring)).rejects.toThrow('Secret "mimir" not found');
});
