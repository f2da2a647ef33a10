import { readOperatorFiles } from '../../../lib/operator';
import { formatProblem } from '../../../lib/problems';
import { monitor, said } from './support';

const RULE = 'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: slo }\n';

describe('files', () => {
  test('of more than 32 MiB are not read', () => {
    expect(said('#'.repeat(50 * 1024 * 1024))).toEqual([
      'error: dir/a.yaml: has 50 MiB; files of up to 32 MiB are read\n  Split it, or leave it out.',
    ]);
  });

  test.each([
    ['NUL', Buffer.from('a: b\0c')],
    ['bytes that are not UTF-8', Buffer.from([0x61, 0x3a, 0x20, 0xff, 0xfe])],
    ['UTF-16', Buffer.from('\uFEFFa: b', 'utf16le')],
    ['an image', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ])('with %s in them are not text', (_, content) => {
    expect(said(content)).toEqual([
      'error: dir/a.yaml: is not text in UTF-8\n  Save it as UTF-8, or leave it out where it is no manifest.',
    ]);
  });

  test.each([
    ['kustomization.yaml', 'is a kustomization'],
    ['Kustomization', 'is a kustomization'],
    ['Chart.yaml', 'describes a Helm chart'],
    ['chart/values.yaml', 'has the values of a Helm chart'],
  ])('of other tools are passed over: %s', (path, what) => {
    expect(said('replicas: 2', path)).toEqual([
      `warning: ${path}: ${what}, and is passed over\n` +
        '  Give the manifests that it is rendered to: `kustomize build` or `helm template`.',
    ]);
  });

  test.each([
    ['nothing', ''],
    ['comments only', '# a\n\n# b\n'],
    ['empty documents', '---\n---\n# c\n---\n...\n'],
    ['an empty List', 'apiVersion: v1\nkind: List\nitems: []\n'],
    ['a List without items', 'apiVersion: v1\nkind: List\nitems:\n'],
  ])('may have %s in them', (_, content) => {
    expect(said(content)).toEqual([]);
  });
});

describe('documents', () => {
  test('that are not YAML are named with the line, and say nothing about the others', () => {
    const text = `${monitor('a', 'intervall: 30s')}---\na: [1,\nb: 2\n---\n${monitor('b', 'interval: 5 minutes')}`;
    expect(said(text)).toEqual([
      'error: dir/a.yaml:11: document 2: is not valid YAML: deficient indentation',
      'error: dir/a.yaml:8: ServiceMonitor "a" (document 1): spec.endpoints[0].intervall "30s" ' +
        'is not a known field: the API server drops it without a word\n  Did you mean "interval"?',
      'error: dir/a.yaml:20: ServiceMonitor "b" (document 3): spec.endpoints[0].interval "5 minutes" ' +
        'is not a duration such as 30s, 5m or 1h30m',
    ]);
  });

  test('have no key twice', () => {
    expect(said(`${RULE}spec:\n  groups: []\n  groups: []\n`)).toEqual([
      'error: dir/a.yaml:6: document 1: has the key groups twice in one object\n' +
        '  Only one of them can count: remove the other.',
    ]);
  });

  test('have no key twice in JSON either', () => {
    expect(said('{"kind": "Service",\n "kind": "Pod"}')).toEqual([
      expect.stringMatching(/^error: dir\/a.yaml:2: document 1: has the key kind twice/),
    ]);
  });

  test('have no alias of themselves', () => {
    expect(said('&a\nself: *a\n')).toEqual([
      'error: dir/a.yaml:1: document 1: has an alias inside of what it stands for, so it has no end\n' +
        '  Remove the alias.',
    ]);
  });

  test('have no aliases that make them huge', () => {
    const bomb = Array.from({ length: 30 }, (_, index) =>
      index === 0 ? 'a0: &a0 [x, x]' : `a${index}: &a${index} [*a${index - 1}, *a${index - 1}]`,
    );
    expect(said(bomb.join('\n'))).toEqual([
      expect.stringContaining('has more than 5000000 values once its aliases are written out'),
    ]);
  });

  test('are not nested without end', () => {
    expect(said('['.repeat(100_000))).toEqual([
      'error: dir/a.yaml:1: document 1: is not valid YAML: nesting exceeded maxDepth (100)',
    ]);
  });

  test.each(['just text', '- a\n- b', '42'])('are objects: %j is none', (content) => {
    expect(said(content)).toEqual([expect.stringContaining('is not an object of Kubernetes')]);
  });

  test('are separated by ---, also those in JSON', () => {
    expect(said('{"a": 1}\n{"b": 2}')).toEqual([
      expect.stringMatching(/^error: dir\/a.yaml:2: document 1: /),
    ]);
  });
});

describe('templates of Helm', () => {
  test('are recognized where they are no YAML', () => {
    expect(said('kind: Service\nmetadata:\n  {{- include "app.labels" . | nindent 4 }}\n')).toEqual([
      expect.stringMatching(
        /document 1: is the source of a Helm template\n {2}Render it first, with `helm template`, and give what comes out.$/,
      ),
    ]);
  });

  test('are recognized where they are YAML', () => {
    expect(said(monitor('a', 'interval: "{{ .Values.interval }}"'))).toEqual([
      expect.stringContaining('is the source of a Helm template'),
    ]);
  });

  test('in the text of a ConfigMap are only worth a warning', () => {
    const map =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { b: "{{ .Release.Name }}" }\n';
    expect(said(map)).toEqual([expect.stringMatching(/^warning: .*has the source of a Helm template in it/)]);
  });

  test.each([
    '{{ .GroupLabels.SortedPairs.Values | join " " }}',
    '{{ range .Alerts }}{{ (.Labels.SortedPairs).Values }}{{ end }}',
    '{{ template "slack.default.title" . }}',
  ])('are not those of Alertmanager: %s', (title) => {
    const config =
      'apiVersion: monitoring.coreos.com/v1alpha1\nkind: AlertmanagerConfig\nmetadata: { name: a }\n' +
      `spec: { receivers: [{ name: a, slackConfigs: [{ title: '${title}' }] }] }\n`;
    expect(said(config)).toEqual([]);
  });

  test('are not those of Prometheus', () => {
    const group =
      '{ name: a, rules: [{ alert: A, expr: up, annotations: { b: "{{ $value }} of {{ $labels.x }}" } }] }';
    expect(said(`${RULE}spec: { groups: [${group}] }`)).toEqual([]);
  });
});

describe('objects', () => {
  test.each([
    ['kind: Service\nmetadata: { name: a }', 'Service "a" (document 1): apiVersion is missing'],
    ['apiVersion: v1\nmetadata: { name: a }', 'object "a" (document 1): kind is missing'],
    ['apiVersion: 1\nkind: Service\nmetadata: { name: a }', 'apiVersion 1 is not text'],
    ['apiVersion: v1\nkind: Service', 'Service (document 1): metadata.name is missing'],
    [
      `${RULE.replace('name: slo', 'generateName: slo-')}spec: {}`,
      'what `generateName` makes is another one each time',
    ],
    [`${RULE.replace('slo', 'SLO')}spec: {}`, 'metadata.name "SLO" is not a name that Kubernetes takes'],
    [`${RULE.replace('name: slo', 'name: slo, lables: {}')}spec: {}`, 'Did you mean "labels"?'],
    [
      `${RULE.replace('name: slo', 'name: 0777')}spec: {}`,
      'metadata.name 511 is not text: kubectl reads 0777 without quotes as the number 511',
    ],
    [
      `${RULE.replace('name: slo', 'name: slo, namespace: My_Team')}spec: {}`,
      'metadata.namespace "My_Team" is not the name of a namespace',
    ],
    [RULE, 'PrometheusRule "slo" (document 1): spec is missing'],
    [`${RULE}spec: {}\nspecs: {}`, 'specs {} is not a known field'],
    [
      `${RULE.replace('PrometheusRule', 'PrometheusRules')}spec: {}`,
      'kind "PrometheusRules" is not a kind of monitoring.coreos.com\n  Did you mean "PrometheusRule"?',
    ],
    [
      `${RULE.replace('/v1', '/v1alpha1')}spec: {}`,
      'apiVersion "monitoring.coreos.com/v1alpha1" is not a version that PrometheusRule has\n  Write monitoring.coreos.com/v1.',
    ],
    [
      `${RULE.replace('monitoring.coreos.com/', '')}spec: {}`,
      'apiVersion "v1" is not the API that PrometheusRule is in\n  Write monitoring.coreos.com/v1.',
    ],
    [`${RULE.replace('monitoring', 'azmonitoring')}spec: {}`, 'Write monitoring.coreos.com/v1.'],
  ])('%j', (content, expected) => {
    expect(said(content)).toEqual([expect.stringContaining(expected)]);
  });

  test('of both versions of AlertmanagerConfig are fine', () => {
    const config = (version: string): string =>
      `apiVersion: monitoring.coreos.com/${version}\nkind: AlertmanagerConfig\nmetadata: { name: ${version} }\nspec: {}\n`;
    expect(said(`${config('v1alpha1')}---\n${config('v1beta1')}`)).toEqual([]);
  });

  test('of the same name are named with both places', () => {
    const { problems } = readOperatorFiles([
      { path: 'a.yaml', content: monitor('checkout') },
      { path: 'b.yaml', content: `${monitor('other')}---\n${monitor('checkout')}` },
    ]);
    expect(problems.map(formatProblem)).toEqual([
      'b.yaml:11: ServiceMonitor "checkout" (document 2): metadata.name "checkout" is there twice: ' +
        'the first is a.yaml:1 (document 1)\n' +
        '  One would overwrite the other: leave one out, or give it another name or namespace.',
    ]);
  });

  test('of the same name in another namespace are others', () => {
    const other = monitor('checkout').replace('name: checkout', 'name: checkout, namespace: b');
    expect(said(`${monitor('checkout')}---\n${other}`)).toEqual([]);
  });

  test('of kustomize only are passed over', () => {
    const object = 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nmetadata: { name: a }\n';
    expect(said(object)).toEqual([expect.stringContaining('is read by kustomize only, and is passed over')]);
  });

  test('that are CRDs of another version say that ours are used', () => {
    const crd = (name: string, version: string): string =>
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n' +
      `metadata: { name: ${name}, annotations: { operator.prometheus.io/version: ${version} } }\n` +
      'spec: { group: monitoring.coreos.com }\n';
    expect(said(`${crd('a', '0.80.0')}---\n${crd('b', '0.80.0')}`)).toEqual([
      expect.stringContaining(
        '"0.80.0" is not used, nor are 1 more: objects are held against the CRDs of Prometheus Operator 0.93.1',
      ),
    ]);
    expect(said(crd('a', '0.93.1'))).toEqual([]);
  });
});

test('hundreds of thousands of faults are all said', () => {
  const text = `${RULE}spec:\n  groups: [${'1,'.repeat(150_000)}]\n`;
  const { problems } = readOperatorFiles([{ path: 'a.yaml', content: text }]);
  expect(problems).toHaveLength(150_000);
  expect(problems.at(-1)).toMatchObject({ path: 'a.yaml:5', field: 'spec.groups[149999]' });
});

test('files of very many documents are not read', () => {
  expect(said('---\n'.repeat(200_000))).toEqual([
    expect.stringContaining('has 200000 documents; files of up to 100000 are read'),
  ]);
});
