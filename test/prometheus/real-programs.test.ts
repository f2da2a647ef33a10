import { basename } from 'node:path';
import { secretKey } from '../../lib/references';
import { describeWith, requireProgram } from '../support/programs';
import { prometheus, synth, type Monitoring } from './monitoring';
import { certificates, PodFiles, type Others } from './pod-files';
import { run } from './promtool';
import { richOthers, richPrometheus } from './rich';
import { RunningPrometheus } from './running';

const VERSIONS = [
  { server: 'prometheus', promtool: 'promtool', version: '3.16.0' },
  { server: 'prometheus-lts', promtool: 'promtool-lts', version: '3.13.5' },
];

const MAIN = '/etc/prometheus/config/prometheus.yml';

const PROGRAMS = VERSIONS.flatMap(({ server, promtool }) => [server, promtool]);

/** What a promtool says of files: `ok`, or all that it wrote. */
async function check(promtool: string, files: PodFiles, what: string, ...paths: string[]): Promise<string> {
  const features = what === 'config' ? ['--enable-feature=promql-experimental-functions'] : [];
  const local = paths.map((path) => files.path(path));
  const { ok, output } = await run(requireProgram(promtool), ['check', what, ...features, ...local]);
  return ok ? 'ok' : files.inPod(output);
}

interface Instance {
  readonly monitoring: Monitoring;
  readonly files: PodFiles;
  readonly running: RunningPrometheus;
}

describeWith(PROGRAMS, 'given every feature,', () => {
  const instances = new Map<string, Instance>();

  // Both at once: each takes five seconds to look for its targets.
  beforeAll(async () => {
    await Promise.all(
      VERSIONS.map(async ({ server, version }) => {
        const monitoring = synth((chart) => {
          richPrometheus(chart, { version });
        });
        const files = await PodFiles.create(monitoring, richOthers());
        const running = await RunningPrometheus.start(requireProgram(server), files);
        instances.set(server, { monitoring, files, running });
        await running.until('the targets are there', async () => (await running.api.targets()).length >= 4);
      }),
    );
  }, 60_000);

  afterAll(async () => {
    for (const { running, files } of instances.values()) {
      await running.stop();
      await files.remove();
    }
  });

  describe.each(VERSIONS)('$server $version', ({ server, promtool, version }) => {
    let monitoring: Monitoring;
    let files: PodFiles;
    let running: RunningPrometheus;

    beforeAll(() => {
      ({ monitoring, files, running } = instances.get(server)!);
    });

    test('finds nothing wrong with configuration and rules', async () => {
      expect(await check(promtool, files, 'config', MAIN)).toBe('ok');
      const rules = Object.keys(monitoring.data('prometheus-k8s-rulefiles-0'));
      expect(rules).toHaveLength(1);
      expect(
        await check(promtool, files, 'rules', ...rules.map((file) => `/etc/prometheus/rules/${file}`)),
      ).toBe('ok');
    });

    test('finds nothing wrong with places to write to that are signed for', async () => {
      const signed = synth((chart) => {
        richPrometheus(chart, {
          version,
          remoteWrite: [{ url: 'https://aps', sigv4: { region: 'eu-west-1' } }],
        });
      });
      const its = await PodFiles.create(signed, richOthers());
      try {
        expect(await check(promtool, its, 'config', MAIN)).toBe('ok');
      } finally {
        await its.remove();
      }
    });

    test('runs all jobs', async () => {
      const jobs = [...monitoring.jobs.map(({ job_name }) => job_name), 'merged'].sort();
      expect(jobs).toHaveLength(17);
      expect((await running.pools()).sort()).toEqual(jobs);
    });

    test('gives targets the labels that the definitions say', async () => {
      const labels = async (pool: string) => (await running.target(pool))?.labels;
      expect(await labels('scrapeConfig/monitoring/edge')).toEqual({
        job: 'edge',
        instance: 'edge-127.0.0.1',
        site: 'fra',
      });
      expect(await labels('probe/monitoring/site')).toEqual({
        job: 'site',
        instance: 'https://shop.example.com',
        namespace: 'monitoring',
        team: 'web',
      });
      expect(await labels('scrapeConfig/monitoring/routers')).toEqual({
        job: 'scrapeConfig/monitoring/routers',
        instance: '127.0.0.1:3',
        site: 'fra',
      });
      expect((await running.target('probe/monitoring/site'))?.scrapeUrl).toBe(
        'http://127.0.0.1:6/probe?module=http_2xx&target=https%3A%2F%2Fshop.example.com',
      );
    });

    test('evaluates the rules', async () => {
      const groups = await running.api.rules();
      expect(
        groups.map(({ name, file, rules }) => [name, basename(file), rules.map((rule) => rule.name)]),
      ).toEqual([['availability', '0.monitoring_slo.yaml', ['job:up:sum', 'CheckoutDown']]]);
    });

    test('knows which replica it is', async () => {
      expect(await running.api.config()).toContain('prometheus_replica: prometheus-k8s-0');
    });

    test('has the level of its log from where the version reads it', async () => {
      expect((await running.api.config()).includes('log_level: warn')).toBe(version === '3.16.0');
      expect(monitoring.args.includes('--log.level=warn')).toBe(version !== '3.16.0');
    });
  });
});

describe.each(VERSIONS)('$server $version', ({ server, promtool, version }) => {
  describeWith([server, promtool], 'behind a password and TLS', () => {
    /** Of the password `U*U`: a vector from the tests of bcrypt's authors. */
    const HASH = '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW';

    const others = (password: string): Others => {
      const { certificate, key } = certificates();
      const tls = '/etc/prometheus/secrets/web';
      return {
        web: {
          'web.yml': `tls_server_config: { cert_file: ${tls}/tls.crt, key_file: ${tls}/tls.key }\nbasic_auth_users: { probe: ${HASH} }\n`,
          'tls.crt': certificate,
          'tls.key': key,
          password,
        },
      };
    };

    test('is found ready by the probe of its pods, and by no other password', async () => {
      const monitoring = synth((chart) => {
        prometheus(chart, {
          version,
          routePrefix: '/prometheus',
          secrets: ['web'],
          web: {
            configFile: {
              secret: secretKey('web', 'web.yml'),
              tls: true,
              basicAuth: { username: 'probe', password: secretKey('web', 'password') },
            },
          },
        });
      });
      const files = await PodFiles.create(monitoring, others('U*U'));
      const [, ...command] = monitoring.pod.containers[0]?.readinessProbe?.exec?.command ?? [];
      const probe = async ({ port }: RunningPrometheus) => {
        const words = command.map((word) =>
          files.path(word.replace(':9090', `:${port}`)).replace(/=(?=\/etc)/, `=${files.root}`),
        );
        return (await run(requireProgram(promtool), words)).ok;
      };
      try {
        const running = await RunningPrometheus.start(requireProgram(server), files, probe);
        try {
          await files.update(monitoring, others('wrong'));
          expect(await probe(running)).toBe(false);
        } finally {
          await running.stop();
        }
      } finally {
        await files.remove();
      }
    }, 30_000);

    test('accepts the web configuration that is made of props', async () => {
      const monitoring = synth((chart) => {
        prometheus(chart, {
          version,
          web: {
            tlsConfig: {
              cert: { secret: secretKey('web', 'tls.crt') },
              keySecret: secretKey('web', 'tls.key'),
              clientAuthType: 'RequireAndVerifyClientCert',
              clientCa: { secret: secretKey('web', 'tls.crt') },
              minVersion: 'TLS12',
              maxVersion: 'TLS13',
            },
            httpConfig: { http2: true, headers: { 'X-Frame-Options': 'deny' } },
          },
        });
      });
      const files = await PodFiles.create(monitoring, others(''));
      try {
        expect(await check(promtool, files, 'web-config', '/etc/prometheus/config/web-config.yml')).toBe(
          'ok',
        );
      } finally {
        await files.remove();
      }
    });
  });
});
