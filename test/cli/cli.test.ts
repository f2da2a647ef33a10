import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Chart, Testing } from 'cdk8s';
import { platform } from '../../examples/platform/main';
import { Alertmanager, slack } from '../../lib/alertmanager';
import type { PrometheusConfig, RuleFile } from '../../lib/native/prometheus';
import { secretKey } from '../../lib/references';
import { synthesize } from '../examples/synthesized';
import { run } from '../prometheus/promtool';
import { describeWith, requireProgram } from '../support/programs';
import { runCli } from './run-cli';

jest.setTimeout(60_000);

const LABELS = {
  __address__: '10.244.0.7:9090',
  __meta_kubernetes_namespace: 'shop',
  __meta_kubernetes_endpointslice_name: 'checkout-x7k2p',
  __meta_kubernetes_endpointslice_port_name: 'metrics',
  __meta_kubernetes_endpointslice_address_target_kind: 'Pod',
  __meta_kubernetes_endpointslice_address_target_name: 'checkout-0',
  __meta_kubernetes_service_name: 'checkout',
  __meta_kubernetes_service_label_app_kubernetes_io_name: 'checkout',
  __meta_kubernetes_service_labelpresent_app_kubernetes_io_name: 'true',
  __meta_kubernetes_service_label_app_kubernetes_io_instance: 'checkout',
  __meta_kubernetes_service_labelpresent_app_kubernetes_io_instance: 'true',
  __meta_kubernetes_pod_phase: 'Running',
};

let output: string;
let scratch: string;

beforeAll(() => {
  output = synthesize(platform).folder;
  scratch = mkdtempSync(join(tmpdir(), 'cdk8s-prometheus-cli-'));
});

afterAll(() => rmSync(scratch, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(scratch, name);
  writeFileSync(path, content);
  return path;
}

describe('graph', () => {
  test('draws the topology as text', async () => {
    const { code, stdout, stderr } = await runCli('graph', '--from', output);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Scraped\n/);
    expect(stdout).toContain('serviceMonitor/shop/checkout');
    expect(stdout).toContain('pager of monitoring/main  [pagerduty]');
    expect(stdout).toContain('Not told by the manifests');
  });

  test.each([
    ['--mermaid', /^flowchart LR\n/],
    ['--dot', /\ndigraph topology \{\n/],
    ['--json', /^\{\n {2}"nodes": \[/],
  ])('%s', async (option, expected) => {
    const { code, stdout } = await runCli('graph', '--from', output, option);
    expect(code).toBe(0);
    expect(stdout).toMatch(expected);
  });

  test('--html writes a page, and prints nothing', async () => {
    const path = join(scratch, 'topology.html');
    const { code, stdout } = await runCli('graph', '--from', output, '--html', path);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(readFileSync(path, 'utf8')).toContain('serviceMonitor/<wbr>shop/<wbr>checkout');
  });

  test.each<[string, () => string[], string]>([
    ['no manifests said', () => [], 'say where the manifests are'],
    ['no such folder', () => ['--from', join(scratch, 'gone')], 'there is no such file or folder'],
    [
      'no Prometheus in them',
      () => ['--from', file('map.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n')],
      'there is no Prometheus among the manifests',
    ],
    ['two forms at once', () => ['--from', output, '--dot', '--mermaid'], 'cannot be used with'],
    ['a page into no folder', () => ['--from', output, '--html', join(scratch, 'gone', 'x.html')], 'ENOENT'],
  ])('%s', async (_, args, message) => {
    const { code, stdout, stderr } = await runCli('graph', ...args());
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(message);
  });
});

describe('config', () => {
  test('prints the whole configuration of a Prometheus', async () => {
    const { code, stdout } = await runCli('config', '--from', output, 'prometheus/k8s');
    const config = parse(stdout) as PrometheusConfig;
    expect(code).toBe(0);
    expect(config.scrape_configs?.map(({ job_name }) => job_name)).toContain(
      'serviceMonitor/shop/checkout/0',
    );
    expect(config).not.toHaveProperty('scrape_config_files');
    expect(config).toHaveProperty('global.external_labels');
  });

  test('prints its rules as one file, and says of which files nothing is known', async () => {
    const { stdout, stderr } = await runCli('config', '--from', output, '--rules', 'prometheus/k8s');
    const { groups = [] } = parse(stdout) as RuleFile;
    expect(groups.length).toBeGreaterThan(5);
    expect(stderr).toContain('note: the manifests have no file for /etc/prometheus/user-rules/');
  });

  test('prints the file of an Alertmanager as it is', async () => {
    const { stdout } = await runCli('config', '--from', output, 'alertmanager/main');
    expect(parse(stdout)).toHaveProperty('route.receiver');
  });

  test('runs an app, too, of which nothing is left', async () => {
    const app = await runCli('config', '--app', 'npx tsx examples/platform/main.ts', 'prometheus/k8s');
    const files = await runCli('config', '--from', output, 'prometheus/k8s');
    expect(app.stdout).toBe(files.stdout);
  });

  describeWith(['promtool', 'amtool'], 'is accepted', () => {
    test.each([
      ['promtool', ['check', 'config', '--syntax-only'], ['prometheus/k8s']],
      [
        'promtool',
        ['check', 'rules', '--lint=duplicate-rules', '--lint-fatal'],
        ['--rules', 'prometheus/k8s'],
      ],
      ['amtool', ['check-config'], ['alertmanager/main']],
    ])('by %s %j', async (program, check, what) => {
      const { stdout } = await runCli('config', '--from', output, ...what);
      const outcome = await run(requireProgram(program), [...check, file('config.yml', stdout)]);
      expect(outcome).toMatchObject({ ok: true });
    });
  });
});

describe('explain target', () => {
  test('says which job keeps it, from labels in a file', async () => {
    const labels = file('labels.json', JSON.stringify(LABELS));
    const { code, stdout } = await runCli('explain', 'target', '--from', output, '--labels', labels);
    expect(code).toBe(0);
    expect(stdout).toContain(
      'prometheus/k8s in monitoring\ntarget 10.244.0.7:9090, discovered by kubernetes',
    );
    expect(stdout).toContain(
      'KEPT by serviceMonitor/shop/checkout/0\n  scraped at http://10.244.0.7:9090/metrics',
    );
  });

  test('prints data, from labels as JSON', async () => {
    const labels = JSON.stringify({ ...LABELS, __meta_kubernetes_endpointslice_port_name: 'http' });
    const args = ['--from', output, '--labels', labels, '--json', '--job', 'serviceMonitor/shop/checkout/0'];
    const { stdout } = await runCli('explain', 'target', ...args, 'prometheus/k8s');
    expect(JSON.parse(stdout)).toMatchObject([
      {
        prometheus: 'prometheus/k8s',
        explanation: {
          jobs: [{ verdict: 'dropped', by: { value: 'http', config: { regex: 'metrics', action: 'keep' } } }],
        },
      },
    ]);
  });
});

describe('routes', () => {
  test('draws the tree of an Alertmanager among manifests', async () => {
    const { code, stdout } = await runCli('routes', '--from', output, 'alertmanager/main');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^every alert -> \S+/);
    expect(stdout).toMatch(/^└─ /m);
  });

  test('answers for an alert, of a file', async () => {
    const config = file(
      'alertmanager.yml',
      'route: { receiver: chat, routes: [{ receiver: pager, matchers: [severity="critical"] }] }\n' +
        'receivers: [{ name: chat }, { name: pager }]\n',
    );
    const labels = '{"severity": "critical"}';
    const { stdout } = await runCli('routes', '--config', config, '--labels', labels, '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      receivers: ['pager'],
      routes: [{ path: 'route.routes[0]', way: ['route', 'route.routes[0]'], groupWait: '30s' }],
    });
  });

  test('makes one page that needs nothing else', async () => {
    const { stdout } = await runCli('routes', '--from', output, 'alertmanager/main', '--format', 'html');
    expect(stdout).toMatch(/^<!doctype html>/);
    expect(stdout).toContain('RE2JS');
  });

  test('says what it needs', async () => {
    expect(await runCli('routes', '--from', output, 'prometheus/k8s')).toMatchObject({
      code: 1,
      stderr: 'cdk8s-prometheus: "prometheus/k8s" has no routes: only an Alertmanager has\n',
    });
  });
});

describeWith(['amtool'], 'preview', () => {
  test('renders what a receiver says, with the templates that pods mount', async () => {
    const app = Testing.app();
    const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
    new Alertmanager(chart, 'main', {
      storage: { emptyDir: {} },
      config: {
        route: { receiver: 'chat' },
        receivers: [
          slack('chat', {
            apiURL: secretKey('slack', 'url'),
            title: '{{ template "chat.title" . }}',
            text: '{{ .Status | toUpper }}',
          }),
        ],
        templates: [
          { fileName: 'chat.tmpl', text: '{{ define "chat.title" }}{{ .Alerts | len }} alerts{{ end }}' },
        ],
      },
    });
    const manifests = file('preview.json', JSON.stringify({ kind: 'List', items: Testing.synth(chart) }));
    const amtool = requireProgram('amtool');
    const preview = ['preview', '--from', manifests, 'alertmanager/main', '--amtool', amtool];
    expect(await runCli(...preview, '--receiver', 'chat')).toMatchObject({
      stdout: 'slack_configs[0].title: 2 alerts\nslack_configs[0].text: ALERTSTATUS\n',
    });
    expect((await runCli(...preview, '--text', '{{ template "chat.none" . }}')).stderr).toContain(
      'not defined',
    );
  });
});

test('labels from the API of a Prometheus are those of no job', async () => {
  const job = { job: 'old', __scrape_interval__: '5m', __scrape_timeout__: '10s', __metrics_path__: '/old' };
  const labels = JSON.stringify({ ...LABELS, ...job, __scheme__: 'https' });
  const { stdout, stderr } = await runCli('explain', 'target', '--from', output, '--labels', labels);
  expect(stderr).toContain('note: what job "old" has added to the labels is left out');
  expect(stdout).toContain('scraped at http://10.244.0.7:9090/metrics');
});

test.each([
  [[], 'Commands:\n  config [options] [instance]'],
  [['config'], 'prometheus/<name> or alertmanager/<name>'],
  [['explain', 'target'], '--labels <file-or-json>'],
])('--help of %j', async (command, expected) => {
  const { code, stdout } = await runCli(...command, '--help');
  expect(code).toBe(0);
  expect(stdout).toContain(expected);
});

describe('what is wrong is one message', () => {
  const target = (...args: string[]) => ['explain', 'target', ...args];

  test.each<[string, () => string[], string]>([
    [
      'no source',
      () => ['config', 'prometheus/k8s'],
      'say where the manifests are: --from <paths...> or --app',
    ],
    [
      'two sources',
      () => ['config', '--app', 'x', 'prometheus/k8s', '--from', output],
      "option '--from <paths...>' cannot be used with option '--app <command>'",
    ],
    [
      'no folder',
      () => ['config', '--from', '/not/there', '--', 'prometheus/k8s'],
      '/not/there: there is no such file or folder',
    ],
    [
      'an empty folder',
      () => ['config', 'prometheus/k8s', '--from', mkdtempSync(join(scratch, 'empty-'))],
      'there are no manifests in',
    ],
    ['no YAML', () => ['config', 'prometheus/k8s', '--from', file('broken.yaml', 'a: [')], 'broken.yaml: '],
    [
      'no such object',
      () => ['config', 'prometheus/k9s', '--from', output],
      'there is no prometheus/k9s (there are: prometheus/k8s in monitoring)',
    ],
    [
      'no such kind',
      () => ['config', 'thanos/k8s', '--from', output],
      '"thanos/k8s" is neither prometheus/<name> nor alertmanager/<name>',
    ],
    [
      'no shard',
      () => ['config', 'prometheus/k8s', '--shard', 'x', '--from', output],
      '--shard "x" is no whole',
    ],
    [
      'rules of an Alertmanager',
      () => ['config', 'alertmanager/main', '--rules', '--from', output],
      'an Alertmanager has neither rules nor shards',
    ],
    [
      'an app that fails',
      () => ['config', 'prometheus/k8s', '--app', 'echo oh no >&2; exit 3'],
      'failed (exit code 3)\noh no',
    ],
    [
      'an app that writes nothing',
      () => ['config', 'prometheus/k8s', '--app', 'true'],
      'wrote nothing into $CDK8S_OUTDIR',
    ],
    ['labels in no file', () => target('--labels', 'nowhere.json', '--from', output), 'nowhere.json: ENOENT'],
    ['labels that are no JSON', () => target('--labels', '{a', '--from', output), '--labels: is no JSON'],
    [
      'labels that are no object',
      () => target('--labels', '[]', '--from', output),
      '--labels: is no JSON object',
    ],
    [
      'labels that are no strings',
      () => target('--labels', '{"a": 1}', '--from', output),
      '--labels: the label "a" is no string: 1',
    ],
    ['no labels', () => target('--from', output), "required option '--labels <file-or-json>' not specified"],
    [
      'targets of an Alertmanager',
      () => target('alertmanager/main', '--labels', '{}', '--from', output),
      '"alertmanager/main" has no targets',
    ],
    [
      'no such job',
      () => target('--labels', '{}', '--job', 'x', '--from', output),
      'prometheus/k8s has no job "x" (there are: scrapeConfig/monitoring/cadvisor',
    ],
  ])('%s', async (_, args, message) => {
    const { code, stdout, stderr } = await runCli(...args());
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
    expect(stdout).toBe('');
    expect(code).toBe(1);
  });
});

test('the package names the programs', () => {
  const { bin } = JSON.parse(readFileSync('package.json', 'utf8')) as { bin: Record<string, string> };
  expect(bin).toEqual({
    'cdk8s-prometheus': 'dist/cli/main.js',
    'cdk8s-prometheus-rollout': 'dist/companion/rollout.js',
  });
});
