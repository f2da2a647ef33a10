import { join } from 'node:path';
import { Fleet, formatProblem, type ClusterSource } from '../../lib';
import { filesOf, newFleetApp, newFolder, problemsOf, watchedCluster } from './fleets';

function appWith(clusters: ClusterSource) {
  const app = newFleetApp();
  new Fleet(app, 'monitoring', { namespace: 'monitoring', clusters, template: watchedCluster });
  return app;
}

/** What is wrong, with the folder of the test taken out of it. */
function faults(folder: string, clusters: ClusterSource): string[] {
  return problemsOf(appWith(clusters)).map((problem) => formatProblem(problem).replaceAll(`${folder}/`, ''));
}

function fromFile(text: string): { readonly folder: string; readonly source: ClusterSource } {
  const folder = newFolder({ 'clusters.yaml': text });
  return { folder, source: Fleet.fromFile(join(folder, 'clusters.yaml')) };
}

describe('clusters of a file', () => {
  test('are those of its list', () => {
    const { source } = fromFile('clusters:\n  - name: eu-1\n  - { name: us-1, clusterLabel: america }\n');
    const files = filesOf(appWith(source));
    expect(Object.keys(files)).toEqual(['eu-1/monitoring.k8s.yaml', 'us-1/monitoring.k8s.yaml']);
    expect(files['us-1/monitoring.k8s.yaml']).toContain('cluster: america');
  });

  test('are told with file and line, all of them at once', () => {
    const { folder, source } = fromFile(
      'clusters:\n  - name: eu-1\n    lables: {}\n  - clusterLabel: x\n    name: EU\n  - name: us-1\n  - name: us-1\nhub: eu-1\n',
    );
    expect(faults(folder, source).map((text) => text.split('\n')[0])).toEqual([
      'monitoring: clusters.yaml:3: clusters[0].lables {} is no field that is known here',
      'monitoring: clusters.yaml:5: clusters[1].name "EU" is not the name of a cluster',
      'monitoring: clusters.yaml:7: clusters[3].name "us-1" is the name of another cluster of the fleet',
      'monitoring: clusters.yaml:8: hub is no field that is known here',
    ]);
  });

  test.each([
    [
      'a key twice',
      'clusters:\n  - name: eu-1\n    name: eu-2\n',
      'clusters.yaml:3: Map keys must be unique',
    ],
    ['no list', 'clusters: eu-1\n', 'clusters.yaml:1: clusters is no list of clusters'],
    ['no YAML', 'clusters: [\n', 'clusters.yaml:2: Flow sequence in block collection must be'],
    ['two documents', 'clusters: []\n---\nclusters: []\n', 'clusters.yaml:3: is a second document'],
  ])('are refused with %s', (_, text, complaint) => {
    const { folder, source } = fromFile(text);
    expect(faults(folder, source).join('\n')).toContain(complaint);
  });

  test('are refused where there is no file', () => {
    expect(
      problemsOf(appWith(Fleet.fromFile('/nowhere/clusters.yaml'))).map(({ subject }) => subject),
    ).toEqual(['/nowhere/clusters.yaml']);
  });
});

const PROFILE = `apiVersion: multicluster.x-k8s.io/v1alpha1
kind: ClusterProfile
metadata:
  name: eu-1
  namespace: fleet-system
  labels:
    region: eu
spec:
  displayName: Europe
  clusterManager:
    name: somebody
status:
  version:
    kubernetes: 1.36.3
  properties:
    - name: cluster.clusterset.k8s.io
      value: eu-west-1
`;

describe('clusters of an inventory', () => {
  test('are the profiles in the manifests of a folder, alone or in a list', () => {
    const folder = newFolder({
      'a.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: other\n---\n${PROFILE}`,
      'b/list.yaml': `apiVersion: v1\nkind: List\nitems:\n  -\n${PROFILE.replace('eu-1', 'us-1').replace(/^/gm, '    ')}`,
    });
    const seen: unknown[] = [];
    const source = Fleet.fromClusterProfiles([folder], {
      define: (profile) => {
        seen.push(profile);
        return { clusterLabel: `${profile.name}-${profile.properties['cluster.clusterset.k8s.io'] ?? ''}` };
      },
    });
    const files = filesOf(appWith(source));
    expect(Object.keys(files)).toEqual(['eu-1/monitoring.k8s.yaml', 'us-1/monitoring.k8s.yaml']);
    expect(files['eu-1/monitoring.k8s.yaml']).toContain('cluster: eu-1-eu-west-1');
    expect(seen[0]).toEqual({
      name: 'eu-1',
      namespace: 'fleet-system',
      labels: { region: 'eu' },
      displayName: 'Europe',
      clusterManager: 'somebody',
      kubernetesVersion: '1.36.3',
      properties: { 'cluster.clusterset.k8s.io': 'eu-west-1' },
    });
  });

  test('may be some of them', () => {
    const folder = newFolder({ 'a.yaml': `${PROFILE}---\n${PROFILE.replace('eu-1', 'us-1')}` });
    const source = Fleet.fromClusterProfiles([folder], { select: ({ name }) => name !== 'us-1' });
    expect(Object.keys(filesOf(appWith(source)))).toEqual(['eu-1/monitoring.k8s.yaml']);
  });

  test('are told with file and line', () => {
    const folder = newFolder({
      'a.yaml': PROFILE.replace('v1alpha1', 'v2').replace(/ {2}clusterManager:\n.*\n/, ''),
      'b.yaml': `${PROFILE}---\n${PROFILE.replace('eu-1', 'eu.1')}`,
    });
    expect(faults(folder, Fleet.fromClusterProfiles([folder])).map((text) => text.split('\n')[0])).toEqual([
      'monitoring: a.yaml:1: apiVersion is not multicluster.x-k8s.io/v1alpha1, the one that is read here',
      'monitoring: a.yaml:9: spec.clusterManager.name is missing: the API demands it',
      'monitoring: b.yaml:19: name "eu.1" is not the name of a cluster',
    ]);
  });

  test('are refused where there are none', () => {
    const folder = newFolder({ 'a.yaml': 'kind: ConfigMap\n' });
    expect(faults(folder, Fleet.fromClusterProfiles([join(folder, 'a.yaml')]))).toEqual([
      expect.stringContaining('a.yaml: has no ClusterProfile'),
    ]);
  });
});
