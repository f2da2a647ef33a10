import { X509Certificate, createPrivateKey } from 'node:crypto';
import { checkConfigs } from '../../tools/validate/configs';
import { selfSigned } from '../../tools/validate/configs/self-signed';
import { formatFinding, type Check } from '../../tools/validate/finding';
import type { Manifest } from '../../tools/validate/manifests';
import { surroundingsFromEnvironment } from '../../tools/validate';
import { describeWith } from '../support/programs';

const CONFIG = `
scrape_config_files: [/etc/prometheus/scrapes/*.yaml]
rule_files:
  - /etc/prometheus/rules/*.yaml
scrape_configs:
  - job_name: self
    scheme: https
    authorization:
      credentials_file: /etc/prometheus/secrets/auth/token
    tls_config:
      ca_file: /etc/prometheus/secrets/tls/ca.crt
      cert_file: "/etc/prometheus/secrets/tls/tls.crt"
      key_file: /etc/prometheus/secrets/tls/tls.key
    static_configs: [{ targets: [localhost:9090] }]
`;

const SCRAPES = 'scrape_configs: [{ job_name: other, static_configs: [{ targets: [localhost] }] }]';

const RULES = `
groups:
  - name: shop
    rules:
      - { record: job:up:sum, expr: sum by (job) (up) }
      - { alert: Down, expr: up == 0, for: 5m }
`;

const WEB = `
tls_server_config:
  cert_file: /etc/web/tls.crt
  key_file: /etc/web/tls.key
`;

interface Texts {
  readonly config?: string;
  readonly rules?: string;
  readonly web?: string;
}

/** A Prometheus whose files come from everything that a volume can be made of. */
function prometheus({ config = CONFIG, rules = RULES, web }: Texts): Manifest[] {
  const mounts = [
    { name: 'config', mountPath: '/etc/prometheus/config' },
    { name: 'rules', mountPath: '/etc/prometheus/rules' },
    { name: 'scrapes', mountPath: '/etc/prometheus/scrapes' },
    { name: 'tls', mountPath: '/etc/prometheus/secrets/tls' },
    { name: 'auth', mountPath: '/etc/prometheus/secrets/auth' },
    { name: 'web', mountPath: '/etc/web/web.yaml', subPath: 'web.yaml' },
    { name: 'web-tls', mountPath: '/etc/web' },
    { name: 'data', mountPath: '/prometheus' },
  ];
  const volumes = [
    { name: 'config', configMap: { name: 'config', items: [{ key: 'prometheus', path: 'prometheus.yml' }] } },
    {
      name: 'rules',
      projected: {
        sources: [{ configMap: { name: 'rules' } }, { configMap: { name: 'live', optional: true } }],
      },
    },
    { name: 'scrapes', configMap: { name: 'scrapes' } },
    { name: 'tls', secret: { secretName: 'tls' } },
    { name: 'auth', secret: { secretName: 'auth', items: [{ key: 'value', path: 'token' }] } },
    { name: 'web', configMap: { name: 'web' } },
    { name: 'web-tls', secret: { secretName: 'web-tls' } },
    { name: 'data', emptyDir: {} },
  ];
  const args = ['--config.file=/etc/prometheus/config/prometheus.yml'];
  return [
    configMap('config', { prometheus: config }),
    configMap('rules', { '0.yaml': rules }),
    configMap('live', undefined),
    configMap('scrapes', { '0.yaml': SCRAPES }),
    configMap('web', web === undefined ? {} : { 'web.yaml': web }),
    workload({
      containers: [
        {
          name: 'prometheus',
          image: 'quay.io/prometheus/prometheus:v3.16.0',
          args: web === undefined ? args : [...args, '--web.config.file=/etc/web/web.yaml'],
          volumeMounts: mounts,
        },
      ],
      volumes,
    }),
  ];
}

function alertmanager(config: string | undefined): Manifest[] {
  const container = {
    name: 'alertmanager',
    image: 'alertmanager',
    args: ['--config.file', '/etc/alertmanager/alertmanager.yml'],
    volumeMounts: [{ name: 'config', mountPath: '/etc/alertmanager' }],
  };
  return [
    ...(config === undefined ? [] : [configMap('main', { 'alertmanager.yml': config })]),
    workload({ containers: [container], volumes: [{ name: 'config', configMap: { name: 'main' } }] }),
  ];
}

function configMap(name: string, data: Record<string, string> | undefined): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'monitoring' }, ...{ data } };
}

function workload(spec: object): Manifest {
  const metadata = { name: 'k8s', namespace: 'monitoring' };
  return { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata, ...{ spec: { template: { spec } } } };
}

const { programs } = surroundingsFromEnvironment();

async function check(
  manifests: readonly Manifest[],
): Promise<{ figures: object[]; findings: string[]; notes: string[] }> {
  const { instances, checks } = await checkConfigs(manifests, programs);
  return {
    figures: instances.map(({ figures }) => figures),
    findings: checks.flatMap(({ findings }) => findings).map(formatFinding),
    notes: checks.flatMap(({ notes }) => notes),
  };
}

test('a self-signed certificate is one, and its key fits', () => {
  const { certificate, key } = selfSigned();
  const parsed = new X509Certificate(certificate);
  expect(parsed.checkPrivateKey(createPrivateKey(key))).toBe(true);
  expect(parsed.verify(parsed.publicKey)).toBe(true);
});

test('without programs the checks are skipped, and say so', async () => {
  const { checks } = await checkConfigs(prometheus({}), {});
  const skipped = (each: Check) => each.skipped ?? '';
  expect(checks.map(skipped)).toEqual([
    '',
    'no promtool',
    'no promtool-lts',
    'no amtool',
    'no amtool-oldest',
  ]);
});

describe('configurations: files', () => {
  const unchecked = async (manifests: readonly Manifest[]) => (await checkConfigs(manifests, {})).checks[0];

  test('one that is mounted nowhere is found', async () => {
    const manifests = prometheus({}).filter(({ metadata }) => metadata.name !== 'config');
    // The ConfigMap is somebody else's then: what it has is unknown.
    expect((await unchecked(manifests))?.notes).toEqual([
      'StatefulSet monitoring/k8s: configuration from outside, not checked',
    ]);
    const emptied = [...manifests, configMap('config', {})];
    expect((await unchecked(emptied))?.findings.map(formatFinding)).toEqual([
      'StatefulSet monitoring/k8s: /etc/prometheus/config/prometheus.yml is in none of its volumes',
    ]);
  });

  test('rules that no rule_files names are found', async () => {
    const manifests = prometheus({ config: CONFIG.replace('rules/*.yaml', 'rulez/*.yaml') });
    expect((await unchecked(manifests))?.findings.map(formatFinding)).toEqual([
      'StatefulSet monitoring/k8s: /etc/prometheus/rules/0.yaml is mounted, but not read',
    ]);
  });
});

describeWith(['promtool', 'promtool-lts'], 'configurations of Prometheus', () => {
  test('a good one passes, with placeholders for what Secrets have, and is counted', async () => {
    expect(await check(prometheus({ web: WEB }))).toEqual({
      figures: [{ 'scrape job': 2, 'rule group': 1, 'alerting rule': 1, 'recording rule': 1 }],
      findings: [],
      notes: [],
    });
  });

  test.each<[string, Texts, RegExp]>([
    ['a broken configuration', { config: 'scrape_configz: []' }, /field scrape_configz not found/],
    ['a broken rule', { rules: RULES.replace('up == 0', 'up === 0') }, /rules\/0.yaml[^]*unexpected "="/],
    ['a broken web configuration', { web: 'tls_server_configs: {}' }, /field tls_server_configs not found/],
    ['a file that no volume has', { config: CONFIG.replace('auth/token', 'auth/tokens') }, /auth\/tokens/],
    [
      'the same rule twice',
      { rules: `${RULES}  - { name: again, rules: [{ record: job:up:sum, expr: sum by (job) (up) }] }` },
      /duplicate/,
    ],
  ])('%s is refused by both versions', async (_, texts, message) => {
    const { findings } = await check(prometheus(texts));
    expect(findings.filter((finding) => message.test(finding)).length).toBeGreaterThanOrEqual(2);
    expect(findings.join('\n')).not.toMatch(/cdk8s-prometheus-/);
  });
});

describeWith(['amtool', 'amtool-oldest'], 'configurations of Alertmanager', () => {
  const config = '{ route: { receiver: chat }, receivers: [{ name: chat }] }';

  test('a good one passes, and is counted', async () => {
    expect(await check(alertmanager(config))).toEqual({
      figures: [{ receiver: 1 }],
      findings: [],
      notes: [],
    });
  });

  test('a broken one is refused by both versions', async () => {
    const { findings } = await check(alertmanager(config.replace('chat', 'pager')));
    expect(findings).toEqual([
      expect.stringMatching(/undefined receiver/),
      expect.stringMatching(/undefined receiver/),
    ]);
  });

  test('one that the user brings is not checked', async () => {
    expect(await check(alertmanager(undefined))).toEqual({
      figures: [{}],
      findings: [],
      notes: ['StatefulSet monitoring/k8s: configuration from outside, not checked'],
    });
  });
});
