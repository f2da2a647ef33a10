import { Chart, Testing } from 'cdk8s';
import { diffManifests, type DiffOptions, type Finding, type ManifestDiff } from '../../lib/diff';
import type { Manifest } from '../../lib/kubernetes';
import { Prometheus, type PrometheusProps } from '../../lib/prometheus';
import { PrometheusRule } from '../../lib/rules';
import { ServiceMonitor } from '../../lib/scrape';
import { Synthesis } from '../../lib/synthesis';

export type Build = (chart: Chart) => void;

/** The manifests of a chart in the namespace `monitoring`. */
export function manifests(build: Build): Manifest[] {
  const app = Testing.app();
  Synthesis.of(app).configure({ today: '2026-11-01' });
  const chart = new Chart(app, 'chart', { namespace: 'monitoring' });
  build(chart);
  return Testing.synth(chart) as Manifest[];
}

/** A Prometheus `k8s` of one monitor and one rule. */
export function estate(props: PrometheusProps = {}, more: Build = () => undefined): Manifest[] {
  return manifests((chart) => {
    new Prometheus(chart, 'k8s', {
      storage: { size: '10Gi' },
      replicas: 2,
      rulesConfigMap: 'none',
      globalView: 'none',
      serviceMonitorSelector: {},
      podMonitorSelector: {},
      ruleSelector: {},
      retention: '15d',
      ...props,
    });
    new ServiceMonitor(chart, 'checkout', {
      selector: { matchLabels: { app: 'checkout' } },
      endpoints: [{ port: 'metrics' }],
    });
    new PrometheusRule(chart, 'rules', {
      groups: [
        {
          name: 'load',
          rules: [{ record: 'instance:up:max', expr: 'max by (job, instance) (up{job="checkout"})' }],
        },
      ],
    });
    more(chart);
  });
}

/** `change shard-added` … of a diff. */
export function codes({ findings }: ManifestDiff): string[] {
  return findings.map(({ level, code }) => `${level} ${code}`);
}

export function finding(diff: ManifestDiff, code: string): Finding {
  const found = diff.findings.find((each) => each.code === code);
  if (found === undefined) {
    throw new Error(`no ${code}, but: ${codes(diff).join(', ') || 'nothing'}`);
  }
  return found;
}

/** From the estate with some props to the one with others. */
export function between(
  before: PrometheusProps,
  after: PrometheusProps,
  options: DiffOptions = {},
): ManifestDiff {
  return diffManifests(estate(before), estate(after), options);
}
