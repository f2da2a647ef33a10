import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { explainTarget } from '../../../lib/explain';
import type { PrometheusConfig, RuleFile } from '../../../lib/native/prometheus';
import { readFiles, readOperatorFiles } from '../../../lib/operator';
import { formatFinding, surroundingsFromEnvironment, validateOutput } from '../../../tools/validate';
import { describeUnless, missingPrograms, requireProgram } from '../../support/programs';
import {
  complaints,
  CORPUS,
  expectedConfig,
  filesOf,
  golden,
  importPath,
  KUBE_PROMETHEUS,
  missingCorpus,
} from './corpus';
import { essence } from './operator-jobs';
import { discoveredTargets } from './targets';

describeUnless(missingCorpus, 'kube-prometheus without its operator', () => {
  const imported = missingCorpus === undefined ? importPath(KUBE_PROMETHEUS) : undefined;
  const yaml = imported?.yaml ?? '';
  let ours: ReturnType<typeof filesOf>;

  beforeAll(() => {
    ours = filesOf(yaml, 'k8s');
  });

  test('all of its manifests are taken, and each object has a fate', () => {
    const read = readOperatorFiles(readFiles([KUBE_PROMETHEUS]));
    expect(complaints(imported!)).toEqual([]);
    expect(imported?.outcomes).toHaveLength(read.objects.length + read.others.length);
    expect(readdirSync(KUBE_PROMETHEUS)).toHaveLength(84);
  });

  test('what ends with the operator is left out, and Secrets are', () => {
    const left = imported?.outcomes.filter(({ fate }) => fate === 'left-out') ?? [];
    expect(left.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual([
      'ClusterRole prometheus-operator',
      'ClusterRoleBinding prometheus-operator',
      'Deployment prometheus-operator',
      'NetworkPolicy prometheus-operator',
      'Secret alertmanager-main',
      'Secret grafana-config',
      'Secret grafana-datasources',
      'Service prometheus-operator',
      'ServiceAccount prometheus-operator',
    ]);
  });

  test('Services of the same name are replaced, and the user is told what changes for clients', () => {
    const replaced = imported?.outcomes.filter(({ fate }) => fate === 'replaced') ?? [];
    expect(replaced.map(({ name, reason }) => [name, reason])).toEqual([
      ['alertmanager-main', 'by ours: without the port reloader-web (8080); sessionAffinity is "None" now'],
      ['prometheus-k8s', 'by ours: without the port reloader-web (8080)'],
    ]);
  });

  test('what has no meaning any more is named with its line', () => {
    const file = (name: string): string => join(KUBE_PROMETHEUS, name);
    // Lints of rules, whose codes have a slash, are the same for everybody.
    const own = complaints(imported!, 'warning').filter((complaint) => !/ \w+\/\w+$/.test(complaint));
    expect(own).toEqual([
      `${file('alertmanager-alertmanager.yaml')}:12 spec.storage ephemeral-storage`,
      `${file('alertmanager-alertmanager.yaml')}:13 spec.alertmanagerConfigSelector no-controller`,
      `${file('alertmanager-serviceMonitor.yaml')}:17 spec.endpoints[1].port no-controller`,
      `${file('kubernetesControlPlane-serviceMonitorCoreDNS.yaml')}:12 spec.endpoints[0].bearerTokenFile token-in-clear`,
      `${file('kubernetesControlPlane-serviceMonitorKubelet.yaml')}:122 spec.selector no-controller`,
      `${file('prometheus-prometheus.yaml')}:12 spec.storage ephemeral-storage`,
      `${file('prometheus-serviceMonitor.yaml')}:17 spec.endpoints[1].port no-controller`,
    ]);
  });

  /** Their fields are compared in test/conformance, where the differences have reasons. */
  test("the jobs are the operator's", () => {
    const theirs = expectedConfig('kube-prometheus-config', 'kube-prometheus-all');
    const [mine, operators] = [ours.config, theirs].map(
      ({ scrape_configs: jobs = [] }) => new Map(jobs.map((job) => [job.job_name, essence(job)])),
    );
    expect([...(mine?.keys() ?? [])].sort()).toEqual([...(operators?.keys() ?? [])].sort());
    expect(mine?.size).toBe(22);
    for (const [name, job] of operators ?? []) {
      expect(mine?.get(name)).toEqual(job);
    }
  });

  test("the same targets are kept, with the same labels, as with the operator's configuration", () => {
    // What the operator's sidecar makes of the placeholder in the only shard there is.
    const theirs = JSON.parse(
      JSON.stringify(expectedConfig('kube-prometheus-config', 'kube-prometheus-all')).replaceAll(
        '$(SHARD)',
        '0',
      ),
    ) as PrometheusConfig;
    const targets = discoveredTargets(KUBE_PROMETHEUS);
    expect(targets.length).toBeGreaterThan(10);
    const kept = targets.flatMap((labels) => {
      const { jobs } = explainTarget(theirs, labels);
      const mine = explainTarget(ours.config, labels).jobs;
      return jobs.map(({ job, verdict }) => {
        expect([job, mine.find((each) => each.job === job)?.verdict]).toEqual([job, verdict]);
        return verdict;
      });
    });
    expect(kept.filter((verdict) => verdict === 'kept').length).toBeGreaterThan(10);
  });

  test("the rules are the operator's", () => {
    const groups = readdirSync(join(CORPUS, 'operator-golden', 'kube-prometheus-rule-file')).flatMap(
      (file) =>
        (parse(golden('kube-prometheus-rule-file', file.replace('.json', '')).expected) as RuleFile).groups,
    );
    for (const group of groups) {
      expect(ours.rules.groups).toContainEqual(group);
    }
    expect(ours.rules.groups?.flatMap(({ rules }) => rules)).toHaveLength(234);
  });

  test('alerts go to each instance of the Alertmanager', () => {
    expect(ours.config.alerting?.alertmanagers).toEqual([
      {
        scheme: 'http',
        static_configs: [
          {
            targets: [0, 1, 2].map(
              (index) => `alertmanager-main-${index}.alertmanager-main-headless.monitoring.svc:9093`,
            ),
          },
        ],
      },
    ]);
  });
});

describeUnless(
  missingCorpus ?? missingPrograms(['promtool', 'amtool']),
  'the real programs take what kube-prometheus became',
  () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'import-'));
    });
    afterEach(() => {
      rmSync(folder, { recursive: true });
    });

    test('the objects are valid, and promtool accepts configuration and rules', async () => {
      writeFileSync(join(folder, 'monitoring.k8s.yaml'), importPath(KUBE_PROMETHEUS).yaml);
      const report = await validateOutput(folder, surroundingsFromEnvironment());
      const findings = report.checks.flatMap((check) => check.findings.map(formatFinding));
      // kube-prometheus records code_verb:apiserver_request_total:increase1h twice, with other selectors; promtool lints it.
      expect(findings.filter((finding) => !finding.includes('apiserver_request_total:increase1h'))).toEqual(
        [],
      );
      expect(report.instances.length).toBeGreaterThan(0);
    });

    test('amtool accepts the Secret that stays', () => {
      const { stringData } = parse(
        readFileSync(join(KUBE_PROMETHEUS, 'alertmanager-secret.yaml'), 'utf8'),
      ) as {
        stringData: Record<string, string>;
      };
      const file = join(folder, 'alertmanager.yaml');
      writeFileSync(file, stringData['alertmanager.yaml'] ?? '');
      expect(execFileSync(requireProgram('amtool'), ['check-config', file], { encoding: 'utf8' })).toContain(
        'SUCCESS',
      );
    });
  },
);
