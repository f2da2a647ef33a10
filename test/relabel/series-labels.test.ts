import type { ScrapeConfig } from '../../lib/native/prometheus';
import { possibleValues, seriesPossibilities } from '../../lib/relabel';

const JOB: ScrapeConfig = {
  job_name: 'podMonitor/shop/cart/0',
  kubernetes_sd_configs: [{ role: 'pod', namespaces: { names: ['shop'] } }],
  relabel_configs: [
    { source_labels: ['__meta_kubernetes_namespace'], target_label: 'namespace' },
    { source_labels: ['__meta_kubernetes_pod_name'], target_label: 'pod' },
    { target_label: 'job', replacement: 'shop/cart' },
  ],
};

function values(job: ScrapeConfig, name: string): string[] | 'any' {
  const known = possibleValues(seriesPossibilities(job), name);
  return known === 'any' ? 'any' : [...known].sort();
}

test('fixed labels of targets are on every series, whatever is exposed', () => {
  expect(values(JOB, 'job')).toEqual(['shop/cart']);
  expect(values(JOB, 'namespace')).toEqual(['shop']);
});

test('labels that targets do not have, or may not have, are exposed as the application likes', () => {
  expect(values(JOB, 'team')).toBe('any');
  expect(values(JOB, 'pod')).toBe('any');
  const maybe = {
    ...JOB,
    relabel_configs: [
      {
        source_labels: ['__meta_kubernetes_pod_label_a'],
        regex: 'b',
        target_label: 'team',
        replacement: 'shop',
      },
    ],
  };
  expect(values(maybe, 'team')).toBe('any');
});

test('with honor_labels the application has the last word', () => {
  expect(values({ ...JOB, honor_labels: true }, 'job')).toBe('any');
});

test('metric relabelings change samples, and not what Prometheus writes about the scrape', () => {
  const renamed = {
    ...JOB,
    metric_relabel_configs: [{ target_label: 'job', replacement: 'cart' }],
  };
  const removed = { ...JOB, metric_relabel_configs: [{ regex: 'namespace', action: 'labeldrop' as const }] };
  expect(values(renamed, 'job')).toEqual(['cart', 'shop/cart']);
  expect(values(removed, 'namespace')).toEqual(['', 'shop']);
});

test('an instance that relabeling leaves out is the address', () => {
  const named = { ...JOB, relabel_configs: [{ target_label: 'instance', replacement: 'cart-0' }] };
  expect(values(named, 'instance')).toEqual(['cart-0']);
  expect(values(JOB, 'instance')).toBe('any');
});
