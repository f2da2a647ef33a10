import type { PrometheusProps } from '../../lib/prometheus';
import { errors, prometheus, synth, type Build } from './monitoring';

const build =
  (props: PrometheusProps): Build =>
  (chart) => {
    prometheus(chart, props);
  };

describe('a version', () => {
  test('chooses image and labels', () => {
    const { pod, statefulSet } = synth(build({ version: '3.13.5' }));
    expect(pod.containers[0]?.image).toBe('quay.io/prometheus/prometheus:v3.13.5');
    expect(statefulSet.template.metadata?.labels?.['app.kubernetes.io/version']).toBe('3.13.5');
  });

  test('is the newest that is known, where none is named', () => {
    expect(synth(build({})).pod.containers[0]?.image).toBe('quay.io/prometheus/prometheus:v3.16.0');
  });

  test('stands beside an image of your own', () => {
    const image = 'registry.example.com/prometheus@sha256:0123';
    expect(synth(build({ version: '3.13.5', image })).pod.containers[0]?.image).toBe(image);
  });

  test.each(['3', '3.16', 'latest', '', '3.16.0.1'])('that is none, like %j, is an error', (version) => {
    expect(errors(build({ version }))).toEqual([
      `monitoring/k8s: version "${version}" is not a version\n  Write major, minor and patch, for example "3.16.0".`,
    ]);
  });

  test.each(['3.12.9', '2.55.1', '4.0.0'])('that is not supported, like %s, is an error', (version) => {
    expect(errors(build({ version }))).toEqual([
      `monitoring/k8s: version "${version}" is not a version of Prometheus that is supported\n  Supported are 3.13.0 to 3.16.0.`,
    ]);
  });

  test('newer than any that is known is a warning, and taken', () => {
    const { warnings, pod } = synth(build({ version: '3.17.1' }));
    expect(warnings).toEqual([
      'monitoring/k8s: version "3.17.1" is newer than 3.16.0, the newest Prometheus that this library knows; it is checked as that one\n' +
        '  Upgrade cdk8s-prometheus when you can.',
    ]);
    expect(pod.containers[0]?.image).toBe('quay.io/prometheus/prometheus:v3.17.1');
  });
});

describe('what a version does not know', () => {
  test('of features is an error with the nearest name', () => {
    expect(errors(build({ enableFeatures: ['exemplars-storage'] }))).toEqual([
      'monitoring/k8s: enableFeatures[0] "exemplars-storage" is unknown to Prometheus 3.16.0\n' +
        '  Did you mean "exemplar-storage"?',
    ]);
  });

  test('of features that came later is an error with the version that has them', () => {
    expect(errors(build({ version: '3.13.0', enableFeatures: ['query-cost'] }))).toEqual([
      expect.stringContaining(
        'enableFeatures[0] "query-cost" needs Prometheus 3.16, the version is 3.13.0\n  Raise `version`',
      ),
    ]);
    expect(synth(build({ version: '3.16.0', enableFeatures: ['query-cost'] })).warnings).toEqual([]);
  });

  test('of flags is an error, too', () => {
    expect(errors(build({ additionalArgs: [{ name: 'storage.tsdb.retention-time' }] }))).toEqual([
      expect.stringContaining(
        'additionalArgs[0].name "storage.tsdb.retention-time" is unknown to Prometheus 3.16.0',
      ),
    ]);
  });
});

describe('the level of logs', () => {
  test('is a flag before 3.15', () => {
    const old = synth(build({ version: '3.14.0', logLevel: 'debug' }));
    expect(old.args).toContain('--log.level=debug');
    expect(old.config.runtime).toBeUndefined();
  });

  test('is in the file from 3.15 on, where a change of it rolls no pod', () => {
    const recent = synth(build({ version: '3.15.0', logLevel: 'debug' }));
    expect(recent.args.join()).not.toContain('log.level');
    expect(recent.config.runtime).toEqual({ log_level: 'debug' });
    expect(recent.warnings).toEqual([]);
  });
});
