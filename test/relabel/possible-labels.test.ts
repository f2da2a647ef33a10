import type { ScrapeConfig } from '../../lib/native/prometheus';
import {
  discoveredPossibilities,
  possibleValues,
  relabel,
  relabelPossibilities,
  type PossibleLabels,
  type PossibleValues,
} from '../../lib/relabel';
import { finiteLanguage } from '../../lib/relabel/finite-language';
import { samples } from './arbitraries';

describe('the texts that an expression matches', () => {
  test.each([
    ['shop', ['shop']],
    ['(shop|cart);true', ['shop;true', 'cart;true']],
    ['a(b|c)(?:d|)', ['abd', 'ab', 'acd', 'ac']],
    ['app\\.kubernetes\\-io', ['app.kubernetes-io']],
    ['', ['']],
    ['a|b|', ['a', 'b', '']],
    ['größe|😀', ['größe', '😀']],
  ])('%s', (pattern, words) => {
    expect(finiteLanguage(pattern)).toEqual(words);
  });

  test.each(['(.*)', 'a+', '[ab]', 'a\\d', '(?i)a', '(?P<x>a)', '^a$', 'a{2}', '(a', 'a)', 'a\\', '((a|b)'])(
    '%s: not known',
    (pattern) => {
      expect(finiteLanguage(pattern)).toBeUndefined();
    },
  );

  test('too many', () => {
    expect(finiteLanguage('(a|b|c)'.repeat(8))).toBeUndefined();
  });
});

const SLICES: ScrapeConfig = {
  job_name: 'serviceMonitor/shop/checkout/0',
  kubernetes_sd_configs: [{ role: 'endpointslice', namespaces: { names: ['shop'] } }],
};

function values(job: ScrapeConfig, name: string): string[] | 'any' {
  const known = possibleValues(relabelPossibilities(discoveredPossibilities(job), job.relabel_configs), name);
  return known === 'any' ? 'any' : [...known].sort();
}

describe('what is known of the labels of targets', () => {
  test('before relabeling: the job, the namespaces that are looked into, and no other visible label', () => {
    expect(values(SLICES, 'job')).toEqual(['serviceMonitor/shop/checkout/0']);
    expect(values(SLICES, '__meta_kubernetes_namespace')).toEqual(['shop']);
    expect(values(SLICES, 'team')).toEqual(['']);
    expect(values(SLICES, '__meta_kubernetes_service_name')).toBe('any');
  });

  test('a discovery over all namespaces, or over the own one, does not tell which', () => {
    const anywhere = { ...SLICES, kubernetes_sd_configs: [{ role: 'pod' as const }] };
    const own = {
      ...SLICES,
      kubernetes_sd_configs: [{ role: 'pod' as const, namespaces: { names: ['shop'], own_namespace: true } }],
    };
    expect(values(anywhere, '__meta_kubernetes_namespace')).toBe('any');
    expect(values(own, '__meta_kubernetes_namespace')).toBe('any');
  });

  test('files name labels as they like', () => {
    const job = { job_name: 'files', file_sd_configs: [{ files: ['a.json'] }] };
    expect(values(job, 'team')).toBe('any');
    expect(values(job, 'job')).toBe('any');
  });

  test('labels of static targets are what is written there', () => {
    const job = {
      job_name: 'static',
      static_configs: [{ targets: ['a:1'], labels: { team: 'shop' } }, { targets: ['b:1'] }],
    };
    expect(values(job, 'team')).toEqual(['', 'shop']);
  });

  test('a label that a selector holds to some values has these, and so has what is copied from it', () => {
    const job: ScrapeConfig = {
      ...SLICES,
      relabel_configs: [
        {
          source_labels: [
            '__meta_kubernetes_service_label_app',
            '__meta_kubernetes_service_labelpresent_app',
          ],
          regex: '(checkout|cart);true',
          action: 'keep',
        },
        { source_labels: ['__meta_kubernetes_namespace'], target_label: 'namespace' },
        { source_labels: ['__meta_kubernetes_service_name'], target_label: 'job' },
        { source_labels: ['__meta_kubernetes_service_label_app'], target_label: 'job', regex: '(.+)' },
      ],
    };
    expect(values(job, 'namespace')).toEqual(['shop']);
    expect(values(job, 'job')).toEqual(['cart', 'checkout']);
  });

  test('what a step may write or not can be both', () => {
    const job: ScrapeConfig = {
      ...SLICES,
      relabel_configs: [
        {
          source_labels: ['__meta_kubernetes_pod_label_a'],
          regex: 'x',
          target_label: 'tier',
          replacement: 'gold',
        },
      ],
    };
    expect(values(job, 'tier')).toEqual(['', 'gold']);
  });

  test('labelmap, and a target that is made of groups, can write everything', () => {
    const mapped = { ...SLICES, relabel_configs: [{ action: 'labelmap' as const, regex: '__meta_(.+)' }] };
    const grouped = {
      ...SLICES,
      relabel_configs: [{ source_labels: ['__address__'], regex: '(.*)', target_label: '$1' }],
    };
    expect(values(mapped, 'job')).toBe('any');
    expect(values(grouped, 'namespace')).toBe('any');
  });
});

/** Sound is what never denies a thing that happens: every label of every target that is kept is among those possible. */
test('thousands of random relabelings leave only labels that were said to be possible', () => {
  let compared = 0;
  let narrow = 0;
  for (const { job, labels } of samples(3_000)) {
    const discovered = new Map(Object.entries(labels));
    const names = [...discovered.keys()];
    const before: PossibleLabels = {
      others: 'absent',
      known: new Map(
        [...names, '__tmp_hash'].map((name, index): [string, PossibleValues] => [
          name,
          index % 3 === 0
            ? 'any'
            : new Set([discovered.get(name) ?? '', `other-${index}`].slice(0, (index % 3) + 1)),
        ]),
      ),
    };
    const result = relabel(labels, job.relabel_configs ?? []);
    if (result.dropped) {
      continue;
    }
    const final = new Map(Object.entries(result.labels));
    const after = relabelPossibilities(before, job.relabel_configs);
    for (const name of new Set([...names, ...final.keys(), 'job'])) {
      const possible = possibleValues(after, name);
      compared += 1;
      if (possible !== 'any') {
        narrow += 1;
        expect([...possible]).toContain(final.get(name) ?? '');
      }
    }
  }
  expect(compared).toBeGreaterThan(5_000);
  expect(narrow / compared).toBeGreaterThan(0.2);
});
