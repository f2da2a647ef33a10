import { ApiObject, App, Chart } from 'cdk8s';
import { Prometheus } from '../../lib/prometheus';
import { ServiceMonitor } from '../../lib/scrape';
import { errors, namespaceChart, prometheus, synth, takesAll, type Build } from './monitoring';

test('the objects of a Prometheus are these', () => {
  const { manifests } = synth((chart) => {
    takesAll(chart);
    new ServiceMonitor(chart, 'checkout', {
      selector: { matchLabels: { app: 'checkout' } },
      endpoints: [{ port: 'metrics' }],
    });
  });
  expect(manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'ServiceAccount prometheus-k8s',
    'Role prometheus:monitoring:k8s:monitoring',
    'RoleBinding prometheus:monitoring:k8s:monitoring',
    'ConfigMap k8s-rules',
    'ConfigMap prometheus-k8s',
    'ConfigMap prometheus-k8s-scrape-0',
    'Service prometheus-k8s',
    'Service prometheus-k8s-headless',
    'StatefulSet prometheus-k8s',
    'NetworkPolicy prometheus-k8s',
    'PodDisruptionBudget prometheus-k8s',
  ]);
});

describe('the name of a Prometheus', () => {
  const named =
    (name: string): Build =>
    (chart) => {
      prometheus(chart, { name });
    };
  const LONGEST = 'a'.repeat(41);

  test('is its id, or what the props say', () => {
    expect(synth(named('main')).names('StatefulSet')).toEqual(['StatefulSet monitoring/prometheus-main']);
  });

  test('leaves room for what Kubernetes appends to it', () => {
    // The label controller-revision-hash has the name of the StatefulSet, a dash and ten digits.
    const [statefulSet = ''] = synth(named(LONGEST)).names('StatefulSet');
    expect(`${statefulSet.split('/')[1] ?? ''}-0123456789`).toHaveLength(63);
    expect(errors(named(`${LONGEST}a`))).toEqual([
      `monitoring/k8s: name "${LONGEST}a" is not a name that its objects can bear\n` +
        "  Use lower-case letters, digits and dashes, at most 41 characters, beginning and ending with a letter or digit; `name` sets it apart from the construct's id.",
    ]);
  });

  test.each(['K8s', 'k8s.main', '-k8s', 'k8s_main', ''])('is not %j', (name) => {
    expect(errors(named(name))).toEqual([expect.stringContaining(`name "${name}" is not a name that`)]);
  });
});

describe('two Prometheis of one name', () => {
  const storage = { emptyDir: {} };

  test('in one namespace are an error that names both owners', () => {
    const found = errors((chart) => {
      new Prometheus(chart, 'a', { name: 'k8s', storage });
      new Prometheus(chart, 'b', { name: 'k8s', storage });
    });
    expect(found).toContain(
      'monitoring/b: StatefulSet monitoring/prometheus-k8s is written by monitoring/a as well (and 10 more of its objects)\n' +
        '  Give one of the two another `name` or namespace.',
    );
    expect(found).toHaveLength(1);
  });

  test('in two namespaces are none', () => {
    const monitoring = synth((chart) => {
      new Prometheus(chart, 'k8s', { storage });
      new Prometheus(namespaceChart(chart, 'shop'), 'k8s', { storage });
    });
    expect(monitoring.names('StatefulSet')).toEqual([
      'StatefulSet monitoring/prometheus-k8s',
      'StatefulSet shop/prometheus-k8s',
    ]);
  });

  test('are found among the objects of the user as well', () => {
    const found = errors((chart) => {
      prometheus(chart);
      new ApiObject(chart, 'Rules', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'k8s-rules' },
      });
    });
    expect(found).toEqual([expect.stringContaining('ConfigMap monitoring/k8s-rules is written by')]);
  });
});

test('a Prometheus without a namespace is an error that says where to put one', () => {
  const found = errors((chart) => {
    new Prometheus(new Chart(App.of(chart), 'nowhere'), 'k8s', { storage: { emptyDir: {} } });
  });
  expect(found).toEqual([
    'nowhere/k8s: namespace is not known\n' +
      "  Give the chart a namespace, `new Chart(app, 'monitoring', { namespace: 'monitoring' })`, or the construct.",
  ]);
});
