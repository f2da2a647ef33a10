import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderYaml } from '../../lib/native';
import type { PrometheusConfig } from '../../lib/native/prometheus';
import { describeWith, requireProgram } from '../support/programs';
import { DURATIONS, REGEXES, SIZES } from './accepted';

/** A configuration in which the text stands where Prometheus reads a value of the kind. */
const PLACES: Readonly<Record<string, (text: string) => PrometheusConfig>> = {
  duration: (text) => ({
    remote_write: [{ url: 'http://mimir:9009/api/v1/push', queue_config: { batch_send_deadline: text } }],
  }),
  size: (text) => ({
    scrape_configs: [
      { job_name: 'node', body_size_limit: text, static_configs: [{ targets: ['node:9100'] }] },
    ],
  }),
  regex: (text) => ({
    scrape_configs: [
      {
        job_name: 'node',
        static_configs: [{ targets: ['node:9100'] }],
        relabel_configs: [{ source_labels: ['__address__'], regex: text, action: 'keep' }],
      },
    ],
  }),
};

describeWith(['promtool'], 'the real promtool agrees with us about', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cdk8s-prometheus-values-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  function accepts(config: PrometheusConfig): boolean {
    const file = join(folder, 'prometheus.yml');
    writeFileSync(file, renderYaml(config));
    return spawnSync(requireProgram('promtool'), ['check', 'config', '--syntax-only', file]).status === 0;
  }

  describe.each([
    ['duration', DURATIONS],
    ['size', SIZES],
    ['regex', REGEXES],
  ])('the %s', (kind, { valid, invalid }) => {
    test.each(valid)('%j, which is accepted', (text) => {
      expect(accepts(PLACES[kind]!(text))).toBe(true);
    });

    test.each(invalid)('%j, which is refused', (text) => {
      expect(accepts(PLACES[kind]!(text))).toBe(false);
    });
  });
});
