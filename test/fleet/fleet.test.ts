import { readdirSync } from 'node:fs';
import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import fc from 'fast-check';
import {
  Alertmanager,
  Fleet,
  formatProblem,
  nullReceiver,
  Prometheus,
  PrometheusAgent,
  ServiceMonitor,
  Synthesis,
  ThanosRuler,
  type ClusterDefinition,
} from '../../lib';
import { filesOf, newFleetApp, objectsIn, problemsOf, watchedCluster } from './fleets';

const STORAGE = { storage: { emptyDir: {} } };

function fleetOf(clusters: readonly ClusterDefinition[], template = watchedCluster) {
  const app = newFleetApp();
  const fleet = new Fleet(app, 'monitoring', { namespace: 'monitoring', clusters, template });
  return { app, fleet };
}

/** The text of the main configuration of a cluster. */
function configOf(objects: ReturnType<typeof objectsIn>, name = 'prometheus-k8s'): string {
  const found = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name);
  return (found?.data as Record<string, string> | undefined)?.['prometheus.yml'] ?? '';
}

describe('a fleet', () => {
  test('writes a folder for each cluster, with files of the same names', () => {
    const { app } = fleetOf([{ name: 'eu-1' }, { name: 'us-1' }]);
    expect(Object.keys(filesOf(app))).toEqual(['eu-1/monitoring.k8s.yaml', 'us-1/monitoring.k8s.yaml']);
  });

  test('writes the same for clusters that are alike, but for the label of the cluster', () => {
    const { app } = fleetOf([{ name: 'eu-1' }, { name: 'us-1', clusterLabel: 'america' }]);
    const files = filesOf(app);
    const eu = files['eu-1/monitoring.k8s.yaml'] ?? '';
    expect(eu).toContain('cluster: eu-1');
    expect(eu.replaceAll('cluster: eu-1', 'cluster: america')).toEqual(files['us-1/monitoring.k8s.yaml']);
  });

  test('lets each cluster have the same names, and see its own definitions only', () => {
    const { app } = fleetOf([{ name: 'eu-1' }, { name: 'us-1' }], (cluster) => {
      if (cluster.name === 'us-1') {
        new ServiceMonitor(cluster, 'cart', {
          selector: { matchLabels: { app: 'cart' } },
          endpoints: [{ port: 'metrics' }],
        });
      }
      return watchedCluster(cluster);
    });
    const { figures } = Synthesis.of(app).report();
    expect(figures).toEqual({
      'monitoring/eu-1/k8s': { scrapeJobs: 2, ruleGroups: 0, rules: 0 },
      'monitoring/us-1/k8s': { scrapeJobs: 3, ruleGroups: 0, rules: 0 },
    });
  });

  test('still tells two objects of one name in one cluster', () => {
    const { app } = fleetOf([{ name: 'eu-1' }, { name: 'us-1' }], (cluster) => {
      if (cluster.name === 'us-1') {
        new Prometheus(cluster, 'other', { name: 'k8s', ...STORAGE });
      }
      return watchedCluster(cluster);
    });
    expect(problemsOf(app).map(({ code, path }) => [code, path])).toEqual([
      ['name-clash', 'monitoring/us-1/k8s'],
    ]);
  });

  test('gives the label of the cluster to all that leaves it', () => {
    const app = newFleetApp();
    new Fleet(app, 'monitoring', {
      namespace: 'monitoring',
      clusters: [{ name: 'eu-1' }],
      template: (cluster) => {
        new PrometheusAgent(cluster, 'edge', {
          ...STORAGE,
          remoteWrite: [{ url: 'https://mimir.example.com/api/v1/push' }],
        });
        new ThanosRuler(cluster, 'global', { ...STORAGE, queryEndpoints: ['http://query:9090'] });
        return new Prometheus(cluster, 'k8s', { ...STORAGE, externalLabels: { region: 'eu' } });
      },
    });
    const objects = objectsIn(app, 'eu-1');
    expect(configOf(objects)).toMatch(/external_labels:\n {4}region: eu\n {4}cluster: eu-1\n/);
    expect(configOf(objects, 'prom-agent-edge')).toMatch(/external_labels:\n {4}cluster: eu-1\n/);
    const ruler = objects.find(
      ({ kind, metadata }) => kind === 'StatefulSet' && metadata.name.includes('ruler'),
    );
    expect(JSON.stringify(ruler)).toMatch(/"--label=cluster=[^"]*"eu-1/);
  });

  test('says so where the label is given another value', () => {
    const { app } = fleetOf(
      [{ name: 'eu-1' }],
      (cluster) => new Prometheus(cluster, 'k8s', { ...STORAGE, externalLabels: { cluster: 'europe' } }),
    );
    expect(problemsOf(app).map(formatProblem)).toEqual([
      'monitoring/eu-1/k8s: externalLabels.cluster "europe" is not the label of the cluster "eu-1" that it is in, "eu-1"\n' +
        '  Leave it out: the fleet writes it. `clusterLabel` of the cluster chooses another value.',
    ]);
  });

  test('has charts of their own below a cluster, in its folder', () => {
    const { app } = fleetOf([{ name: 'eu-1' }], (cluster) => {
      const namespaces = new Chart(cluster, 'namespaces');
      new ApiObject(namespaces, 'monitoring', {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'monitoring' },
      });
      return watchedCluster(cluster);
    });
    new Chart(app, 'beside');
    expect(Object.keys(filesOf(app))).toEqual([
      'beside.k8s.yaml',
      'eu-1/0000-monitoring-namespaces.k8s.yaml',
      'eu-1/0001-monitoring.k8s.yaml',
    ]);
  });

  test('tells charts that would overwrite each other', () => {
    const { app } = fleetOf([{ name: 'eu-1' }], (cluster) => {
      new Chart(cluster, 'a b');
      new Chart(cluster, 'ab');
      return watchedCluster(cluster);
    });
    expect(problemsOf(app).map(({ complaint }) => complaint)).toEqual([
      expect.stringContaining('would overwrite the file eu-1/'),
    ]);
  });

  test('is told when the app has no folders', () => {
    const app = new App({ outdir: 'none' });
    Synthesis.of(app).configure({ onWarning: () => undefined });
    new Fleet(app, 'monitoring', {
      namespace: 'monitoring',
      clusters: [{ name: 'eu-1' }],
      template: watchedCluster,
    });
    expect(
      Synthesis.of(app)
        .report()
        .warnings.map(({ code }) => code),
    ).toEqual(['no-folders']);
  });

  test('patches objects of one cluster, or of all', () => {
    const { app } = fleetOf([{ name: 'eu-1' }, { name: 'us-1' }]);
    const service = { kind: 'Service', name: 'prometheus-k8s' };
    const sessions = JsonPatch.add('/spec/sessionAffinity', 'None');
    Synthesis.of(app).patch({ ...service, cluster: 'us-1' }, sessions);
    Synthesis.of(app).patch(service, JsonPatch.add('/metadata/labels/fleet', 'yes'));
    const files = Object.values(filesOf(app));
    expect(files.map((text) => text.includes('sessionAffinity: None'))).toEqual([false, true]);
    expect(files.map((text) => text.includes('fleet: "yes"'))).toEqual([true, true]);
  });

  test('tells a patch of a cluster that has no such object', () => {
    const { app } = fleetOf([{ name: 'eu-1' }]);
    Synthesis.of(app).patch(
      { kind: 'Service', name: 'prometheus-k8s', cluster: 'eu-2' },
      JsonPatch.add('/spec/sessionAffinity', 'None'),
    );
    expect(problemsOf(app).map(({ complaint }) => complaint)).toEqual([
      'is not an object that the constructs of this app write for the cluster "eu-2"',
    ]);
  });
});

describe('what reaches over clusters', () => {
  test('is refused where it is a definition', () => {
    let monitor: ServiceMonitor | undefined;
    const { app } = fleetOf([{ name: 'eu-1' }, { name: 'us-1' }], (cluster) => {
      monitor ??= new ServiceMonitor(cluster, 'checkout', {
        selector: { matchLabels: { app: 'checkout' } },
        endpoints: [{ port: 'metrics' }],
      });
      return new Prometheus(cluster, 'k8s', { ...STORAGE, serviceMonitors: [monitor] });
    });
    expect(problemsOf(app).map(({ path, code }) => [path, code])).toEqual([
      ['monitoring/us-1/k8s', 'wrong-reference'],
    ]);
  });

  test('is refused where it is an Alertmanager by the names of its pods', () => {
    const app = newFleetApp();
    new Fleet(app, 'monitoring', {
      namespace: 'monitoring',
      hub: {
        name: 'hub',
        template: (hub) =>
          new Alertmanager(hub, 'main', {
            ...STORAGE,
            config: { route: { receiver: 'nobody' }, receivers: [nullReceiver('nobody')] },
          }),
      },
      clusters: [{ name: 'eu-1' }],
      template: (cluster, alertmanager) =>
        new Prometheus(cluster, 'k8s', { ...STORAGE, alerting: { alertmanagers: [alertmanager] } }),
    });
    expect(problemsOf(app).map(formatProblem)).toEqual([
      'monitoring/eu-1/k8s: alerting.alertmanagers[0] "monitoring/main" is in the cluster "hub", and its pods have no names in the cluster "eu-1"\n' +
        '  Export it, `new AlertmanagerExport(hub, …)`, and send to its `target`; or name addresses that are reached from here, `targets`.',
    ]);
  });
});

describe('values of a cluster', () => {
  test('are read by the template, which may spread them', () => {
    const app = newFleetApp();
    new Fleet(app, 'monitoring', {
      namespace: 'monitoring',
      clusters: [{ name: 'eu-1' }, { name: 'us-1', values: { replicas: 2, retention: '30d' } }],
      template: (cluster) => new Prometheus(cluster, 'k8s', { ...STORAGE, ...cluster.values }),
    });
    const [eu = '', us = ''] = Object.values(filesOf(app));
    expect([eu, us].map((text) => /replicas: \d/.exec(text)?.[0])).toEqual(['replicas: 1', 'replicas: 2']);
    expect([eu, us].map((text) => text.includes('time: 30d'))).toEqual([false, true]);
  });

  test('are told where nobody reads them', () => {
    const { app } = fleetOf([{ name: 'eu-1', values: { replica: 2 } }]);
    expect(Synthesis.of(app).report().warnings.map(formatProblem)).toEqual([
      'monitoring: cluster "eu-1": values.replica is read by no template, so it has no effect\n' +
        '  Compare its name with what the template reads, or leave it out.',
    ]);
  });
});

describe('a hub', () => {
  function withHub(hub: ClusterDefinition, names: readonly string[] = ['eu-1']) {
    const app = newFleetApp();
    const fleet = new Fleet(app, 'monitoring', {
      namespace: 'monitoring',
      hub: { ...hub, template: (cluster) => new Prometheus(cluster, 'global', STORAGE) },
      clusters: names.map((name) => ({ name })),
      template: (cluster, global) => {
        expect(global.node.id).toBe('global');
        return watchedCluster(cluster);
      },
    });
    return { app, fleet };
  }

  test('is a cluster of its own', () => {
    const { app, fleet } = withHub({ name: 'hub' });
    expect(Object.keys(filesOf(app))).toEqual(['eu-1/monitoring.k8s.yaml', 'hub/monitoring.k8s.yaml']);
    expect(fleet.leaves.map(({ cluster, prometheus }) => [cluster.name, prometheus.node.id])).toEqual([
      ['eu-1', 'k8s'],
    ]);
  });

  test('is one of the list, where that has its name', () => {
    const { app, fleet } = withHub({ name: 'eu-1' });
    expect(fleet.hub).toBe(fleet.clusters[0]);
    const [file = ''] = Object.values(filesOf(app));
    expect(file).toContain('name: prometheus-global');
    expect(file).toContain('name: prometheus-k8s');
  });

  test.each([
    ['label', { name: 'hub', clusterLabel: 'eu-1' }, 'hub.clusterLabel'],
    ['name', { name: 'Hub' }, 'hub.name'],
  ])('is refused with the wrong %s', (_, hub, field) => {
    expect(problemsOf(withHub(hub).app).map((problem) => problem.field)).toEqual([field]);
  });

  test('says nothing of a cluster that the list says', () => {
    expect(
      problemsOf(withHub({ name: 'eu-1', namespace: 'other' }).app).map(({ code, field }) => [code, field]),
    ).toEqual([['contradiction', 'hub.namespace']]);
  });
});

describe('a further cluster', () => {
  const NAMES = fc.uniqueArray(fc.stringMatching(/^[a-z]([a-z0-9]{0,5}[a-z])?$/), {
    minLength: 1,
    maxLength: 5,
  });

  test('changes nothing in the folders of the others', () => {
    fc.assert(
      fc.property(NAMES, fc.nat(), fc.boolean(), (names, at, replicated) => {
        const clusters = names.map((name) => ({ name }));
        const before = filesOf(fleetOf(clusters).app);
        const place = at % (names.length + 1);
        const further = { name: 'further-one', labels: { tier: replicated ? 'a' : 'b' } };
        const after = filesOf(fleetOf([...clusters.slice(0, place), further, ...clusters.slice(place)]).app);
        const others = Object.entries(after).filter(([file]) => !file.startsWith('further-one/'));
        expect(Object.fromEntries(others)).toEqual(before);
        expect(Object.keys(after)).toHaveLength(Object.keys(before).length + 1);
      }),
      { numRuns: 6 },
    );
  });
});

describe('bad lists', () => {
  test('are told in full, and write nothing', () => {
    const { app } = fleetOf([
      { name: 'EU_1' },
      { name: 'eu-1' },
      { name: 'eu-1' },
      { name: 'eu-2', clusterLabel: 'eu-1' },
      { name: 'eu-3', replicas: 2 } as ClusterDefinition,
      { name: 'eu-4', clusterLable: 'x' } as ClusterDefinition,
      { name: 'eu-5', namespace: 'Nope' },
      { name: 'eu-6', labels: { 'a b': 'c' } },
      'eu-7' as unknown as ClusterDefinition,
      {} as ClusterDefinition,
    ]);
    expect(problemsOf(app).map((problem) => [problem.field, problem.code])).toEqual([
      ['clusters[0].name', 'invalid-name'],
      ['clusters[2].name', 'duplicate'],
      ['clusters[3].clusterLabel', 'duplicate'],
      ['clusters[4].replicas', 'unknown-field'],
      ['clusters[5].clusterLable', 'unknown-field'],
      ['clusters[6].namespace', 'invalid-name'],
      ['clusters[7].labels', 'invalid-label'],
      ['clusters[8]', 'shape'],
      ['clusters[9].name', 'incomplete'],
    ]);
    expect(readdirSync(app.outdir)).toEqual([]);
  });

  test('are told where they are no lists', () => {
    const app = newFleetApp();
    new Fleet(app, 'monitoring', {
      clusters: 'eu-1' as unknown as [],
      template: watchedCluster,
    });
    expect(problemsOf(app).map(({ field, complaint }) => [field, complaint])).toEqual([
      ['clusters', 'is no list of clusters'],
    ]);
  });
});
