import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart, Testing } from 'cdk8s';
import { parse } from 'yaml';
import type { Manifest } from '../../lib/kubernetes';
import { OperatorResources, PathError, type OperatorResourcesOptions } from '../../lib/operator';
import { SynthesisError } from '../../lib/problems';
import { Prometheus } from '../../lib/prometheus';
import { Synthesis } from '../../lib/synthesis';
import { resource } from './convert/converted';

const MONITOR = resource(
  'ServiceMonitor',
  { selector: { matchLabels: { app: 'checkout' } }, endpoints: [{ port: 'metrics' }] },
  { name: 'checkout', namespace: 'shop', labels: { team: 'shop' } },
);

/** An app that selects what is in some files. */
function synth(
  files: ReadonlyArray<readonly [path: string, object: object]>,
  options?: OperatorResourcesOptions,
) {
  const app = Testing.app();
  const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
  const warnings: string[] = [];
  Synthesis.of(app).configure({ onWarning: ({ path, code }) => warnings.push(`${path} ${code}`) });
  const resources = new OperatorResources(
    chart,
    'teams',
    files.map(([path, object]) => ({ path, content: JSON.stringify(object) })),
    options,
  );
  new Prometheus(chart, 'k8s', {
    storage: { emptyDir: {} },
    selfMonitoring: false,
    serviceMonitorSelector: { matchLabels: { team: 'shop' } },
    serviceMonitorNamespaceSelector: {},
    ruleSelector: {},
    ruleNamespaceSelector: {},
  });
  return { resources, warnings, write: () => Testing.synth(chart) as Manifest[] };
}

describe('OperatorResources', () => {
  test('are selected by their labels and namespaces, as constructs are', () => {
    const { resources, warnings, write } = synth([['shop.yaml', MONITOR]]);
    const files = write()
      .filter(({ kind }) => kind === 'ConfigMap')
      .flatMap(({ data }) => Object.values((data ?? {}) as Record<string, string>));
    const jobs = files.flatMap(
      (text) => (parse(text) as { scrape_configs?: Array<{ job_name: string }> }).scrape_configs ?? [],
    );
    expect(jobs.map(({ job_name: name }) => name)).toEqual(['serviceMonitor/shop/checkout/0']);
    expect(warnings).toEqual([]);
    expect([...resources.constructs.keys()]).toEqual(['ServiceMonitor shop/checkout']);
    expect(resources.constructs.get('ServiceMonitor shop/checkout')?.node.path).toBe(
      'monitoring/teams/ServiceMonitor.shop.checkout',
    );
  });

  test('have every problem of the files in the error of the synth, and say where it is', () => {
    const { write } = synth([
      ['shop.yaml', { ...MONITOR, spec: { selector: {}, endpoints: [{ prot: 'a' }] } }],
      [
        'rules.yaml',
        resource('PrometheusRule', {
          groups: [{ name: 'a', rules: [{ expr: 'up', alert: '1 2', for: 'x' }] }],
        }),
      ],
    ]);
    expect(() => write()).toThrow(SynthesisError);
    expect(() => write()).toThrow(/shop\.yaml:1: .*endpoints\[0\]\.prot/);
    expect(() => write()).toThrow(/rules\.yaml:1: .*rules\[0\]\.for/);
  });

  test('do not write workloads unless they are asked to', () => {
    const agent = resource('Prometheus', {}, { name: 'other' });
    const names = (options?: OperatorResourcesOptions) =>
      synth(
        [
          ['shop.yaml', MONITOR],
          ['other.yaml', agent],
        ],
        options,
      )
        .write()
        .filter(({ kind }) => kind === 'StatefulSet')
        .map(({ metadata }) => metadata.name);
    expect(names()).toEqual(['prometheus-k8s']);
    expect(names({ kinds: ['Prometheus', 'ServiceMonitor'] })).toEqual([
      'prometheus-k8s',
      'prometheus-other',
    ]);
  });

  test('are taken out of the tree again with all that they said', () => {
    const { resources, write } = synth([['bad.yaml', { just: 'text' }]]);
    expect(() => write()).toThrow(/bad\.yaml:1/);
    resources.node.scope?.node.tryRemoveChild('teams');
    expect(write().some(({ kind }) => kind === 'StatefulSet')).toBe(true);
  });

  describe('from files', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'resources-'));
    });
    afterEach(() => {
      rmSync(folder, { recursive: true });
    });

    const read = (...paths: readonly string[]): string[] => {
      const chart = new Chart(Testing.app(), 'monitoring', { namespace: 'monitoring' });
      return [...OperatorResources.fromFiles(chart, 'teams', paths).constructs.keys()];
    };

    test('are read from folders and files, each once', () => {
      mkdirSync(join(folder, 'teams'));
      writeFileSync(join(folder, 'teams', 'shop.json'), JSON.stringify(MONITOR));
      writeFileSync(join(folder, 'teams', 'README.md'), '# not a manifest');
      expect(read(folder, join(folder, 'teams', 'shop.json'))).toEqual(['ServiceMonitor shop/checkout']);
    });

    test('must be there', () => {
      expect(() => read(join(folder, 'nowhere'))).toThrow(PathError);
      expect(() => read(folder)).toThrow(/has no file that is called as manifests are/);
    });
  });
});
