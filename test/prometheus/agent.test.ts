import type { Chart } from 'cdk8s';
import type { DaemonSetSpec } from 'kubernetes-types/apps/v1';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrometheusAgent, type PrometheusAgentProps } from '../../lib/prometheus';
import { PodMonitor } from '../../lib/scrape';
import { describeWith, requireProgram } from '../support/programs';
import { errors, synth } from './monitoring';
import { run } from './promtool';

const remoteWrite = [{ url: 'http://127.0.0.1:1/write' }];

const agent =
  (props: PrometheusAgentProps = {}) =>
  (chart: Chart): void => {
    const worker = new PodMonitor(chart, 'worker', {
      selector: {},
      podMetricsEndpoints: [{ port: 'metrics' }],
    });
    new PrometheusAgent(chart, 'edge', { podMonitors: [worker], remoteWrite, ...props });
  };

describe('an agent', () => {
  test('is a StatefulSet that neither stores nor evaluates', () => {
    const result = synth(agent({ storage: { size: '1Gi' }, walCompression: true }));
    expect(result.names('StatefulSet')).toEqual(['StatefulSet monitoring/prom-agent-edge']);
    expect(result.names('PodDisruptionBudget')).toHaveLength(1);
    expect(result.find('ConfigMap', 'edge-rules')).toBeUndefined();
    const spec = result.object('StatefulSet', 'prom-agent-edge').spec as DaemonSetSpec;
    const [container] = spec.template.spec?.containers ?? [];
    expect(container?.args).toEqual(expect.arrayContaining(['--agent', '--storage.agent.path=/prometheus']));
    expect(container?.args?.filter((flag) => /tsdb|query|rules/.test(flag))).toEqual([]);
    expect(result.data('prom-agent-edge')['prometheus.yml']).not.toMatch(/rule_files|alerting|evaluation/);
  });

  test('is a DaemonSet whose pods scrape their own node', () => {
    const result = synth(agent({ mode: 'DaemonSet' }));
    const { template } = result.object('DaemonSet', 'prom-agent-edge').spec as DaemonSetSpec;
    expect(template.spec?.containers[0]?.env?.map(({ name }) => name)).toEqual(['POD_NAME', 'NODE_NAME']);
    expect(result.data('prom-agent-edge-scrape-0')['0.podMonitor_monitoring_worker.yaml']).toContain(
      'field: spec.nodeName=$(NODE_NAME)',
    );
    expect(result.names('PodDisruptionBudget')).toEqual([]);
  });

  test('has the name of its node written into its files', () => {
    const result = synth(agent({ mode: 'DaemonSet' }));
    const { template } = result.object('DaemonSet', 'prom-agent-edge').spec as DaemonSetSpec;
    const folder = mkdtempSync(join(tmpdir(), 'per-node-'));
    try {
      const [from, to] = [join(folder, 'config-template'), join(folder, 'config')];
      [from, to].forEach((path) => mkdirSync(path));
      writeFileSync(join(from, 'a.yaml'), 'field: spec.nodeName=$(NODE_NAME)\nregex: (.+);$1\n');
      writeFileSync(join(to, 'gone.yaml'), '');
      const script = template.spec?.initContainers?.[0]?.command?.[2] ?? '';
      execFileSync('/bin/sh', ['-c', script.replaceAll('/etc/prometheus', folder)], {
        env: { ...process.env, NODE_NAME: 'node-1.example' },
      });
      expect(readFileSync(join(to, 'a.yaml'), 'utf8')).toBe(
        'field: spec.nodeName=node-1.example\nregex: (.+);$1\n',
      );
      expect(() => readFileSync(join(to, 'gone.yaml'))).toThrow('ENOENT');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test.each<[PrometheusAgentProps, string]>([
    [{ mode: 'DaemonSet', replicas: 2 }, 'replicas'],
    [{ mode: 'DaemonSet', serviceMonitorSelector: {} }, 'serviceMonitorSelector'],
    [{ mode: 'DaemonSet', storage: { size: '1Gi' } }, 'storage'],
    [{ additionalConfig: { alerting: {} } }, 'additionalConfig.alerting'],
  ])('%j is an error', (props, field) => {
    expect(errors(agent(props)).join('\n')).toContain(field);
  });
});

describe.each(['promtool', 'promtool-lts'])('%s', (promtool) => {
  describeWith([promtool], 'in agent mode', () => {
    test('takes the configuration', async () => {
      const version = promtool === 'promtool' ? '3.16.0' : '3.13.5';
      const text = synth(agent({ version })).data('prom-agent-edge')['prometheus.yml'] ?? '';
      const folder = mkdtempSync(join(tmpdir(), 'agent-'));
      try {
        writeFileSync(join(folder, 'prometheus.yml'), text);
        const { ok, output } = await run(requireProgram(promtool), [
          'check',
          'config',
          '--agent',
          join(folder, 'prometheus.yml'),
        ]);
        expect(ok ? 'ok' : output).toBe('ok');
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  });
});
