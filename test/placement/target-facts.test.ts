import type { ScrapeConfig } from '../../lib/native/prometheus';
import { targetObstacles } from '../../lib/placement';

const JOB: ScrapeConfig = { job_name: 'app', static_configs: [{ targets: ['a:80'] }] };

function labelsOf(job: Partial<ScrapeConfig>, hashed = '__address__'): ReadonlyArray<readonly string[]> {
  return targetObstacles([{ ...JOB, ...job }], { hashed: () => hashed }).map(({ labels }) => labels);
}

test('a plain job has none', () => {
  expect(targetObstacles([JOB])).toEqual([]);
});

test('targets that write labels themselves are one', () => {
  expect(targetObstacles([{ ...JOB, honor_labels: true }])).toEqual([
    {
      scrapeJob: 'app',
      jobs: ['app'],
      labels: ['job', 'instance'],
      reason: 'has honor_labels: its targets can expose job and instance themselves',
    },
  ]);
  expect(targetObstacles([{ ...JOB, honor_labels: true }], { trusted: ['app'] })).toEqual([]);
});

test.each([
  ['writes instance', { target_label: 'instance', replacement: 'x' }, ['instance']],
  ['drops both', { action: 'labeldrop', regex: 'job|instance' }, ['job', 'instance']],
  ['keeps few', { action: 'labelkeep', regex: 'job|__.*' }, ['instance']],
  ['copies labels', { action: 'labelmap', regex: 'x_(.+)' }, ['job', 'instance']],
  ['drops samples', { action: 'drop', source_labels: ['__name__'], regex: 'go_.*' }, undefined],
  ['writes another', { target_label: 'team', replacement: 'x' }, undefined],
] as const)('samples whose relabeling %s', (_, config, labels) => {
  expect(labelsOf({ metric_relabel_configs: [config] as never })).toEqual(
    labels === undefined ? [] : [labels],
  );
});

test('an instance that is not what the shard is chosen by', () => {
  const from = (source: string): Partial<ScrapeConfig> => ({
    relabel_configs: [{ source_labels: [source], target_label: 'instance' }],
  });
  expect(labelsOf(from('__meta_kubernetes_pod_node_name'))).toEqual([['instance']]);
  expect(labelsOf(from('__address__'))).toEqual([]);
  expect(labelsOf({}, '__param_target')).toEqual([['instance']]);
  expect(labelsOf(from('__param_target'), '__param_target')).toEqual([]);
});

test('the job that selectors mean is the one after relabeling, where that is known', () => {
  const relabel = (replacement: string, source?: string): ScrapeConfig => ({
    ...JOB,
    honor_labels: true,
    relabel_configs: [
      { target_label: 'job', replacement, ...(source === undefined ? {} : { source_labels: [source] }) },
    ],
  });
  expect(targetObstacles([relabel('shop')])[0]!.jobs).toEqual(['shop']);
  expect(targetObstacles([relabel('$1', '__meta_kubernetes_service_name')])[0]!.jobs).toBe('any');
});
