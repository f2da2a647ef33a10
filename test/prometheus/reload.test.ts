import type { Chart } from 'cdk8s';
import { configMapKey, secretKey } from '../../lib/references';
import { alert, PrometheusRule } from '../../lib/rules';
import { ScrapeConfig, type ScrapeConfigProps } from '../../lib/scrape';
import { describeWith, requireProgram } from '../support/programs';
import { synth, takesAll, type Monitoring } from './monitoring';
import { certificates, PodFiles, type Others } from './pod-files';
import { RunningPrometheus } from './running';
import { UserRulesCheck } from './user-rules-check';

const router = { staticConfigs: [{ targets: ['127.0.0.1:1'] }] };

type Definitions = Readonly<Record<string, Partial<ScrapeConfigProps>>>;

/** A Prometheus that looks at its files every second, with a job for each of the definitions. */
function compile(definitions: Definitions, more: (chart: Chart) => void = () => undefined): Monitoring {
  return synth((chart) => {
    takesAll(chart, { version: '3.13.5', configReloadInterval: '1s' });
    for (const [name, props] of Object.entries(definitions)) {
      new ScrapeConfig(chart, name, { ...router, ...props });
    }
    more(chart);
  });
}

const RELOADED = 'prometheus_config_last_reload_successful';

const job = (name: string) => `scrapeConfig/monitoring/${name}`;

/** Starts a Prometheus on what a synth came to, and ends it after the scenario. */
async function withPrometheus(
  server: string,
  monitoring: Monitoring,
  scenario: (running: RunningPrometheus, files: PodFiles) => Promise<void>,
): Promise<void> {
  const files = await PodFiles.create(monitoring);
  try {
    const running = await RunningPrometheus.start(requireProgram(server), files);
    try {
      await scenario(running, files);
    } finally {
      await running.stop();
    }
  } finally {
    await files.remove();
  }
}

const credentials = secretKey('missing', 'token');
const ca = { configMap: configMapKey('missing', 'ca.crt') };
const authority: Others = { missing: { 'ca.crt': certificates().certificate } };

/** Definitions of teams that each wait for a Secret that nobody has made yet, and run meanwhile. */
const waiting: Definitions = {
  password: { basicAuth: { username: 'a', password: credentials } },
  username: { basicAuth: { username: credentials, password: credentials } },
  credentials: { authorization: { credentials } },
  oauth2: { oauth2: { clientId: 'a', clientSecret: credentials, tokenUrl: 'http://127.0.0.1:1/token' } },
  discovery: { httpSDConfigs: [{ url: 'https://127.0.0.1:1', tlsConfig: { ca } }] },
};

/** Definitions that do not even run until the certificates are there. */
const waitingForCertificates: Definitions = {
  ca: { tlsConfig: { ca } },
  certificate: { tlsConfig: { cert: { secret: credentials }, keySecret: credentials } },
};

const SERVERS = ['prometheus', 'prometheus-lts'];

/** Prometheus looks for targets every five seconds only, so that most of the time is waiting: all at once, then. */
const concurrently = (title: string, scenario: (server: string) => Promise<void>): void => {
  test.concurrent(
    title,
    async () => {
      // One that fails must not leave the process of the other behind.
      const results = await Promise.allSettled(SERVERS.map(scenario));
      const failures = results.flatMap((result) =>
        result.status === 'rejected' ? [result.reason as Error] : [],
      );
      expect(failures).toEqual([]);
    },
    60_000,
  );
};

describeWith(
  SERVERS,
  'the newest and the oldest Prometheus, whose files the kubelet swaps while they run,',
  () => {
    concurrently('take new jobs, rules of the app and rules of the user by themselves', async (server) => {
      await withPrometheus(server, compile({ first: {} }), async (running, files) => {
        await running.until('the first job runs', async () => (await running.pools()).length === 1);
        await using check = UserRulesCheck.start(files, requireProgram('promtool'));

        const after = compile({ first: {}, second: {} }, (chart) => {
          new PrometheusRule(chart, 'slo', { groups: [{ name: 'app', rules: [alert('Down', 'up == 0')] }] });
        });
        const rules = 'groups: [{ name: user, rules: [{ record: a, expr: vector(1) }] }]';
        await files.update(after, { 'k8s-rules': { 'own.yml': rules } });
        await running.until('the new job runs', async () => (await running.pools()).length === 2);
        await running.until('the new rules run', async () => (await running.api.rules()).length === 3);
        expect((await running.api.rules()).map(({ name }) => name).sort()).toEqual([
          'app',
          'user',
          'user-rules-check',
        ]);
        expect(check.log).toContain('own/own.yml is taken');
      });
    });

    concurrently('start without the Secrets of teams, and run the jobs of all others', async (server) => {
      const monitoring = compile({ whole: {}, ...waiting, ...waitingForCertificates });
      await withPrometheus(server, monitoring, async (running) => {
        const jobs = ['whole', ...Object.keys(waiting)].map(job).sort();
        await running.until('the jobs run', async () => (await running.pools()).length >= jobs.length);
        expect((await running.pools()).sort()).toEqual(jobs);
        expect(await running.metric(RELOADED)).toBe('1');
      });
    });

    concurrently('run a job as soon as its certificates are there and something changes', async (server) => {
      const before = { whole: {}, ca: { tlsConfig: { ca } } };
      await withPrometheus(server, compile(before), async (running, files) => {
        await files.update(compile({ ...before, another: {} }), authority);
        await running.until('all jobs run', async () => (await running.pools()).length === 3);
      });
    });

    concurrently(
      'take all other changes when an old job comes to miss a certificate, but call the reload failed',
      async (server) => {
        // The mount is there for another job; a new mount would come with new pods only.
        const before = { old: {}, other: { tlsConfig: { ca } } };
        await withPrometheus(server, compile(before), async (running, files) => {
          await running.until('the old job runs', async () => (await running.pools()).includes(job('old')));

          const after = compile({ ...before, old: { tlsConfig: { ca } }, another: {} });
          await files.update(after);
          await running.until('the reload failed', async () => (await running.metric(RELOADED)) === '0');
          await running.until('the new job runs', async () =>
            (await running.pools()).includes(job('another')),
          );

          await files.update(after, authority);
          await running.until(
            'a reload succeeds by itself',
            async () => (await running.metric(RELOADED)) === '1',
          );
        });
      },
    );
  },
);

test('pods wait for what the Prometheus itself cannot do without', async () => {
  const monitoring = synth((chart) => {
    takesAll(chart, {
      remoteWrite: [{ url: 'https://mimir', authorization: { credentials: secretKey('mimir', 'token') } }],
    });
  });
  await expect(PodFiles.create(monitoring)).rejects.toThrow('Secret "mimir" not found');
});
