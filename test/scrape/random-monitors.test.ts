import fc from 'fast-check';
import { PodMonitor, Probe, ScrapeConfig, ServiceMonitor } from '../../lib/scrape';
import { synth, takesAll, type Monitoring } from '../prometheus/monitoring';
import { certificates, PodFiles } from '../prometheus/pod-files';
import { run } from '../prometheus/promtool';
import { describeWith, requireProgram } from '../support/programs';
import { podMonitorProps, probeProps, scrapeConfigProps, serviceMonitorProps } from './arbitraries';

const OF_EACH_KIND = 60;

/** Many definitions of one app: one run of a program judges them all, and names the job that it refuses. */
function compile(seed: number): Monitoring {
  const sample = <T>(arbitrary: fc.Arbitrary<T>) => fc.sample(arbitrary, { numRuns: OF_EACH_KIND, seed });
  return synth((chart) => {
    takesAll(chart, { version: '3.13.0' });
    sample(serviceMonitorProps).forEach(
      (props, index) => new ServiceMonitor(chart, `service-${index}`, { ...props, name: `random-${index}` }),
    );
    sample(podMonitorProps).forEach(
      (props, index) => new PodMonitor(chart, `pod-${index}`, { ...props, name: `random-${index}` }),
    );
    sample(probeProps).forEach(
      (props, index) => new Probe(chart, `probe-${index}`, { ...props, name: `random-${index}` }),
    );
    sample(scrapeConfigProps).forEach(
      (props, index) => new ScrapeConfig(chart, `config-${index}`, { ...props, name: `random-${index}` }),
    );
  });
}

describeWith(['promtool', 'promtool-lts'], 'definitions that are valid by construction', () => {
  test('give a configuration that the newest and the oldest Prometheus accept', async () => {
    const seed = Date.now() % 1_000_000;
    const monitoring = compile(seed);
    expect(monitoring.jobs.length).toBeGreaterThanOrEqual(4 * OF_EACH_KIND);
    const { certificate, key } = certificates();
    const files = await PodFiles.create(monitoring, {
      credentials: { value: 'secret' },
      certificate: { 'tls.crt': certificate, 'tls.key': key },
      'corporate-ca': { 'ca.crt': certificate },
    });
    try {
      const config = files.path('/etc/prometheus/config/prometheus.yml');
      for (const name of ['promtool', 'promtool-lts']) {
        const { ok, output } = await run(requireProgram(name), ['check', 'config', config]);
        expect({ seed, ok, output: ok ? '' : files.inPod(output) }).toEqual({ seed, ok: true, output: '' });
      }
    } finally {
      await files.remove();
    }
  }, 60_000);
});
