import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { runCli, type CliResult } from './run-cli';

const V1 = 'monitoring.coreos.com/v1';

const PROMETHEUS = `apiVersion: ${V1}
kind: Prometheus
metadata: { name: k8s, namespace: monitoring }
spec:
  version: 3.13.2
  storage: { emptyDir: {} }
  serviceMonitorSelector: {}
  serviceMonitorNamespaceSelector: { matchLabels: { team: shop } }
`;

const MONITOR = `apiVersion: ${V1}
kind: ServiceMonitor
metadata: { name: checkout, namespace: shop }
spec:
  selector: { matchLabels: { app: checkout } }
  endpoints: [{ port: metrics }]
`;

const NAMESPACE = `apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { team: shop } }
`;

const SECRET = `apiVersion: v1
kind: Secret
metadata: { name: token, namespace: shop }
stringData: { token: very-secret }
`;

describe('cdk8s-prometheus import', () => {
  let folder: string;
  let output: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'import-'));
    output = join(folder, 'dist');
    mkdirSync(join(folder, 'in'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function given(...documents: readonly string[]): void {
    writeFileSync(join(folder, 'in', 'all.yaml'), documents.join('---\n'));
  }

  async function run(...args: readonly string[]): Promise<CliResult> {
    return runCli('import', '--from', join(folder, 'in'), '--output', output, ...args);
  }

  test('writes ours in one file and others beside it, and never a Secret', async () => {
    given(PROMETHEUS, MONITOR, NAMESPACE, SECRET);
    const { code, stdout, stderr } = await run();
    expect([code, stdout]).toEqual([0, '']);
    expect(readdirSync(output, { recursive: true }).sort()).toEqual([
      '.cdk8s-prometheus-import',
      'monitoring.k8s.yaml',
      'others',
      'others/Namespace.shop.yaml',
    ]);
    const yaml = readFileSync(join(output, 'monitoring.k8s.yaml'), 'utf8');
    // It is selected by a label of its namespace, which is known from the Namespace.
    expect(yaml).toContain('job_name: serviceMonitor/shop/checkout/0');
    expect(yaml + stderr).not.toContain('very-secret');
    expect(parseAllDocuments(yaml).every(({ errors }) => errors.length === 0)).toBe(true);
    expect(stderr).toContain('Secret shop/token');
    expect(stderr).toContain('1 Prometheus, 1 ServiceMonitor became');
  });

  test('says the same as data', async () => {
    given(PROMETHEUS, MONITOR, SECRET);
    const { stderr } = await run('--json');
    const report = JSON.parse(stderr) as {
      written: string[];
      objects: Array<{ name: string; fate: string; source: string }>;
      problems: Array<{ code: string; severity: string }>;
    };
    expect(report.written).toEqual([join(output, 'monitoring.k8s.yaml')]);
    expect(report.objects).toContainEqual(
      expect.objectContaining({
        name: 'checkout',
        fate: 'left-out',
        source: expect.stringMatching(/all\.yaml:10$/) as string,
        reason: 'is selected by nobody',
      }),
    );
    expect(report.problems.map(({ code }) => code)).toEqual(['unselected', 'unknown-namespace']);
  });

  test('adds AlertmanagerConfigs to a configuration that is given', async () => {
    given(
      `apiVersion: ${V1}
kind: Alertmanager
metadata: { name: main, namespace: monitoring }
spec: { replicas: 2, alertmanagerConfigSelector: {}, storage: { emptyDir: {} } }
`,
      `apiVersion: monitoring.coreos.com/v1beta1
kind: AlertmanagerConfig
metadata: { name: team, namespace: monitoring }
spec:
  route: { receiver: hook }
  receivers: [{ name: hook, webhookConfigs: [{ url: 'http://hook.svc/' }] }]
`,
    );
    const without = await run();
    expect([without.code, existsSync(output)]).toEqual([1, false]);
    expect(without.stderr).toContain('--base-config monitoring/main=<file>');
    const file = join(folder, 'base.yml');
    writeFileSync(
      file,
      "route: { receiver: ops }\nreceivers: [{ name: ops, webhook_configs: [{ url: 'http://ops.svc/' }] }]\n",
    );
    expect((await run('--base-config', `monitoring/main=${file}`)).code).toBe(0);
    expect(readFileSync(join(output, 'monitoring.k8s.yaml'), 'utf8')).toContain(
      'receiver: monitoring/team/hook',
    );
    for (const wrong of ['main=a', `monitoring/main=${join(folder, 'nowhere')}`]) {
      const { code, stderr } = await run('--base-config', wrong);
      expect(code).not.toBe(0);
      expect(stderr).toMatch(/Write the namespace and the name|There is no file/);
    }
  });

  test('twice the same is the same, and what is gone from the input goes', async () => {
    given(PROMETHEUS, MONITOR, NAMESPACE);
    await run();
    const before = readFileSync(join(output, 'monitoring.k8s.yaml'), 'utf8');
    await run();
    expect(readFileSync(join(output, 'monitoring.k8s.yaml'), 'utf8')).toBe(before);
    given(PROMETHEUS);
    expect((await run()).code).toBe(0);
    expect(existsSync(join(output, 'others', 'Namespace.shop.yaml'))).toBe(false);
  });

  test('refuses a folder with something else in it, unless it is told to', async () => {
    given(PROMETHEUS, MONITOR, NAMESPACE);
    mkdirSync(output);
    writeFileSync(join(output, 'mine.yaml'), 'mine');
    const refused = await run();
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('mine.yaml')]);
    expect(readdirSync(output)).toEqual(['mine.yaml']);
    expect((await run('--force')).code).toBe(0);
    expect(readFileSync(join(output, 'mine.yaml'), 'utf8')).toBe('mine');
    expect(existsSync(join(output, 'monitoring.k8s.yaml'))).toBe(true);
  });

  test('writes a program instead, and none over another one', async () => {
    given(PROMETHEUS, MONITOR, NAMESPACE);
    const file = join(folder, 'main.ts');
    const args = ['import', '--from', join(folder, 'in'), '--typescript', file];
    expect((await runCli(...args)).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain(
      "Synthesis.of(app).configure({ namespaces: { shop: { team: 'shop' } } });",
    );
    const again = await runCli(...args);
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('--force')]);
  });

  const wrong: ReadonlyArray<readonly [what: string, documents: readonly string[], says: readonly RegExp[]]> =
    [
      ['text that is no YAML', ['a: [b\n'], [/all\.yaml:\d+: document 1: is not valid YAML/]],
      [
        'an unknown field',
        [MONITOR.replace('port:', 'prot:')],
        [/endpoints\[0\]\.prot .*\n {2}Did you mean "port"\?/],
      ],
      [
        'a Prometheus with Thanos that nobody could read',
        [PROMETHEUS.replace('spec:', 'spec:\n  thanos: { listenLocal: true }\n  shards: 3')],
        [/^1 error, nothing was written/m, /all\.yaml:5: .*spec\.thanos\.listenLocal true keeps the sidecar/],
      ],
      [
        'a selector that selects nothing',
        [
          PROMETHEUS.replace(
            'serviceMonitorSelector: {}',
            'serviceMonitorSelector: { matchLabels: { team: shpo } }',
          ),
          MONITOR,
          NAMESPACE,
        ],
        [
          /all\.yaml:7: Prometheus monitoring\/k8s: spec\.serviceMonitorSelector .*"shpo".* selects no ServiceMonitor of the app\n {2}Give the files that have them/,
        ],
      ],
      [
        'several things in one object',
        [
          PROMETHEUS,
          NAMESPACE,
          MONITOR.replace(
            'port: metrics',
            'port: metrics, targetPort: 80, intervall: 30s, interval: 10s, scrapeTimeout: 20s',
          ),
        ],
        [
          /^3 errors, nothing was written/m,
          /intervall "30s" is not a known field[^]*Did you mean "interval"/,
          /endpoints\[0\] has port and targetPort/,
          /scrapeTimeout "20s" is longer than the interval "10s"/,
        ],
      ],
      [
        'a release that is too old',
        [PROMETHEUS.replace('3.13.2', 'v2.53.0')],
        [/all\.yaml:5: Prometheus monitoring\/k8s: spec\.version/],
      ],
      [
        'a Secret of another namespace',
        [
          PROMETHEUS,
          NAMESPACE,
          MONITOR.replace(
            'port: metrics',
            'port: metrics, authorization: { credentials: { name: token, key: token } }',
          ),
        ],
        [
          /all\.yaml:\d+: ServiceMonitor shop\/checkout for Prometheus monitoring\/k8s: spec\.endpoints\[0\]\.authorization\.credentials "shop\/token" is a Secret of another namespace/,
        ],
      ],
      [
        'an object of a name that one of ours has',
        [
          PROMETHEUS,
          'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: k8s-rules, namespace: monitoring }\n',
        ],
        [/ConfigMap monitoring\/k8s-rules: metadata\.name "k8s-rules" is the name of an object that is made/],
      ],
      ['a text without objects of any kind', ['just: text\n'], [/apiVersion is missing/, /kind is missing/]],
    ];

  test.each(wrong)('%s: exit code 1, and no file', async (_, documents, says) => {
    given(...documents);
    const { code, stderr } = await run();
    expect(code).toBe(1);
    for (const pattern of says) {
      expect(stderr).toMatch(pattern);
    }
    expect(readdirSync(folder)).toEqual(['in']);
  });

  test.each([
    ['no place to write to', ['--from', 'docs'], /say where the result goes/],
    ['two of them', ['--from', 'docs', '--output', 'a', '--typescript', 'b'], /cannot be used with/],
    [
      'no such folder',
      ['--from', 'nowhere-at-all', '--output', 'out/never'],
      /nowhere-at-all: there is no such/,
    ],
    [
      'a folder without manifests',
      ['--from', 'docs/adr', '--output', 'out/never'],
      /has no file that is called/,
    ],
    ['nothing to read', ['--output', 'out/never'], /required option '--from/],
  ])('%s is refused', async (_, args, says) => {
    const { code, stderr } = await runCli('import', ...args);
    expect([code, stderr]).toEqual([1, expect.stringMatching(says)]);
    expect(existsSync('out/never')).toBe(false);
  });

  test('copied Secrets are named where they are', async () => {
    given(
      PROMETHEUS,
      NAMESPACE,
      MONITOR.replace(
        'port: metrics',
        'port: metrics, authorization: { credentials: { name: token, key: token } }',
      ),
    );
    expect((await run('--secrets-namespace', 'monitoring')).code).toBe(0);
    expect(readFileSync(join(output, 'monitoring.k8s.yaml'), 'utf8')).toContain('secretName: token');
  });
});
