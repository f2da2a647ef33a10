import * as fc from 'fast-check';
import { diffManifests, diffMarkdown, diffText, worstOf } from '../../lib/diff';
import type { Manifest } from '../../lib/kubernetes';
import { assign } from '../../lib/sharding';
import { ServiceMonitor } from '../../lib/scrape';
import { PrometheusRule } from '../../lib/rules';
import { between, codes, estate, finding } from './estate';

const TODAY = { today: '2026-11-27' };
const retired = (until: string) => ({ shards: 2, retiredShards: [{ shard: 2, until }] });

describe('nothing', () => {
  test('is found between the same', () => {
    const diff = between({ shards: 3, retention: '30d' }, { shards: 3, retention: '30d' });
    expect(diff).toMatchObject({ findings: [], objects: [] });
    expect(worstOf(diff)).toBeUndefined();
    expect(diffText(diff)).toBe('nothing changes\n');
  });

  test('depends on the order of objects', () => {
    const [before, after] = [estate({ shards: 3 }), estate({ shards: 4, retention: '7d' })];
    const shuffled = diffManifests([...before].reverse(), [...after].reverse());
    expect(shuffled).toEqual(diffManifests(before, after));
  });
});

describe('shards', () => {
  test('leave no room for rules that users put in while the pods run', () => {
    const diff = between({ rulesConfigMap: 'managed' }, { shards: 2 });
    expect(finding(diff, 'live-rules-unread')).toMatchObject({
      level: 'warning',
      subject: 'Prometheus monitoring/k8s',
    });
  });

  test('one more takes a quarter of the targets, from all others', () => {
    const diff = between({ shards: 3 }, { shards: 4 });
    expect(codes(diff)).toEqual(['change shard-added', 'change targets-move']);
    const { figures, details } = finding(diff, 'targets-move');
    expect(figures?.share).toBeGreaterThan(0.23);
    expect(figures?.share).toBeLessThan(0.27);
    expect(details?.map((each) => each.replace(/^\d+ % /, '')).sort()).toEqual([
      'from shard 0 to shard 3',
      'from shard 1 to shard 3',
      'from shard 2 to shard 3',
    ]);
  });

  test('the share is that of the assignment, whether the steps are known or must be run', () => {
    const share = (before: Parameters<typeof between>[0], after: Parameters<typeof between>[1]): number =>
      finding(between(before, after), 'targets-move').figures?.share ?? 0;
    expect(
      share(
        { shards: 3, shardingStrategy: { hash: 'Modulo' } },
        { shards: 4, shardingStrategy: { hash: 'Modulo' } },
      ),
    ).toBeCloseTo(0.75, 1);
    // With weights the steps are run: shard 1 of weight 3 among 1 + 3 + 1.
    expect(share({ shards: 2 }, { shards: 2, shardOverrides: { 1: { weight: 3 } } })).toBeGreaterThan(0.2);
    const half = Array.from({ length: 1000 }, (_, index) => ({
      __address__: `10.0.${index >> 8}.${index & 255}:80`,
    }));
    const sharding = { method: 'jump', shards: [{}, {}] } as const;
    expect(half.filter((labels) => assign(sharding, labels)[0] === 1).length / 1000).toBeCloseTo(0.5, 1);
  });

  test('one that is taken away is a loss, and says how to retire it', () => {
    const diff = between({ shards: 3 }, { shards: 2 });
    expect(worstOf(diff)).toBe('loss');
    expect(finding(diff, 'shard-removed')).toMatchObject({
      level: 'loss',
      subject: 'Prometheus monitoring/k8s',
      text: 'shard 2 goes with the samples that it has: its claims stay, but nobody reads them',
      remedy:
        "Retire it first, `retiredShards: [{ shard: 2, until: '…' }]`, until the retention of 15d is over.",
    });
  });

  test('the claims of one that is taken away may be deleted with it', () => {
    const props = { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } } as const;
    expect(
      finding(between({ shards: 3, ...props }, { shards: 2, ...props }), 'shard-removed').text,
    ).toContain('its claims are deleted with it');
  });

  test('one that is retired for as long as its samples are kept is a change', () => {
    const diff = between({ shards: 3 }, retired('2026-12-12'), TODAY);
    expect(worstOf(diff)).toBe('change');
    expect(codes(diff)).toContain('change shard-retired');
    // Its pods do not restart.
    expect(codes(diff)).not.toContain('change pods-roll');
  });

  test('one that is retired for too short is a warning with the right day', () => {
    const diff = between({ shards: 3 }, retired('2026-12-11'), TODAY);
    expect(finding(diff, 'shard-retired')).toMatchObject({
      level: 'warning',
      remedy: "Set `until: '2026-12-12'`: today and the retention of 15d.",
    });
  });

  test.each([
    ['its day has not come', '2026-11-28', TODAY, 'loss retired-shard-removed'],
    ['its day has come', '2026-11-27', TODAY, 'change retired-shard-ends'],
    ['nobody says which day it is', '2026-11-27', {}, 'loss retired-shard-removed'],
  ])('a retired one goes, and %s', (_, until, options, code) => {
    expect(codes(between(retired(until), { shards: 2 }, options))).toContain(code);
  });

  test('a retired one may come back, be needed longer or shorter', () => {
    expect(codes(between(retired('2026-12-12'), { shards: 3 }))).toContain('change shard-revived');
    expect(codes(between(retired('2026-12-12'), retired('2026-12-24')))).toEqual(['change retired-until']);
    expect(codes(between(retired('2026-12-12'), retired('2026-12-01')))).toEqual(['warning retired-until']);
  });

  test('those whose pods hold their samples themselves lose what everybody knew they would', () => {
    const storage = { emptyDir: {} };
    expect(codes(between({ shards: 3, storage }, { shards: 2, storage }))).toContain('warning shard-removed');
  });
});

describe('a Prometheus', () => {
  test('with another name is another one, and the old one is lost', () => {
    const [before, after] = [estate({ name: 'old' }), estate({ name: 'new' })];
    const diff = diffManifests(before, after);
    expect(finding(diff, 'prometheus-removed')).toMatchObject({
      level: 'loss',
      subject: 'Prometheus monitoring/old',
    });
    expect(finding(diff, 'prometheus-removed').remedy).toContain('Prometheus monitoring/new is new');
    expect(finding(diff, 'prometheus-added').subject).toBe('Prometheus monitoring/new');
  });

  test('keeps samples for a shorter or longer time', () => {
    expect(finding(between({}, { retention: '7d' }), 'retention-lowered')).toMatchObject({
      level: 'warning',
      text: 'retention by time: 15d -> 7d; samples older than 7d are deleted soon after the configuration is read',
    });
    expect(codes(between({}, { retention: '30d' }))).toEqual(['change retention-raised']);
    expect(codes(between({}, { retentionSize: '8GB' }))).toEqual(['warning retention-lowered']);
  });

  test('reads a configuration again, or is replaced with its pods', () => {
    expect(codes(between({}, { scrapeInterval: '15s' }))).toEqual(['change configuration']);
    const diff = between({}, { resources: { requests: { memory: '4Gi' } } });
    expect(codes(diff)).toEqual(['change pods-roll']);
    expect(finding(diff, 'pods-roll')).toMatchObject({
      text: '2 pods are replaced, one after the other',
      details: ['+ spec.containers[prometheus].resources: {"requests":{"memory":"4Gi"}}'],
    });
  });

  test('loses what is in volumes of its pods when these are replaced', () => {
    const storage = { emptyDir: {} };
    expect(codes(between({ storage }, { storage, priorityClassName: 'high' }))).toEqual([
      'warning ephemeral-data',
      'change pods-roll',
    ]);
  });

  test('gets other external labels', () => {
    const remoteWrite = [{ url: 'https://mimir.example.org/api/v1/push' }];
    const diff = between({ remoteWrite }, { remoteWrite, externalLabels: { cluster: 'eu' } });
    expect(finding(diff, 'external-labels')).toMatchObject({
      level: 'warning',
      text: 'external labels are different: for remote write all of its series are new ones, and alerts get other labels',
      details: ['+ cluster: eu'],
    });
  });
});

describe('claims', () => {
  test('of another size must be resized, and the StatefulSet be made anew', () => {
    const diff = between({}, { storage: { size: '20Gi' } });
    expect(codes(diff)).toEqual(['warning immutable-field', 'warning claim-grows']);
    expect(finding(diff, 'immutable-field')).toMatchObject({
      details: ['spec.volumeClaimTemplates[prometheus-k8s-db].spec.resources.requests.storage: 10Gi -> 20Gi'],
      remedy:
        'Before the apply: kubectl delete -n monitoring statefulset prometheus-k8s --cascade=orphan. Its pods and claims stay, and the new one takes them over.',
    });
    expect(finding(diff, 'claim-grows').text).toBe(
      'claims prometheus-k8s-db: 10Gi -> 20Gi, but the 2 claims that are there stay at 10Gi',
    );
  });

  test('cannot shrink, or change their class', () => {
    expect(codes(between({}, { storage: { size: '5Gi' } }))).toContain('warning claim-shrinks');
    expect(codes(between({}, { storage: { size: '10Gi', storageClassName: 'fast' } }))).toContain(
      'warning claim-class',
    );
    expect(codes(between({}, { storage: { size: '10240Mi' } }))).toEqual(['warning immutable-field']);
  });

  test('of another name, or none at all, lose what is there', () => {
    const named = {
      volumeClaimTemplate: { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'] } },
    };
    expect(codes(between({}, { storage: named }))).toContain('loss claim-abandoned');
    expect(codes(between({}, { storage: { emptyDir: {} } }))).toContain('loss claim-abandoned');
    expect(codes(between({ storage: { emptyDir: {} } }, {}))).toContain('warning claim-added');
  });

  test('are deleted with pods where the policy says so', () => {
    const policy = { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' } } as const;
    expect(codes(between({}, policy))).toEqual(['warning claim-retention']);
    expect(codes(between(policy, { ...policy, replicas: 1 }))).toContain('warning replicas');
    expect(codes(between(policy, { ...policy, replicas: 0 }))).toContain('loss replicas');
  });
});

describe('scrape jobs and rules', () => {
  test('come, go and change', () => {
    const monitor = (path: string, drops: readonly string[] = []) =>
      estate({ shards: 2 }, (chart) => {
        new ServiceMonitor(chart, 'basket', {
          selector: { matchLabels: { app: 'basket' } },
          endpoints: [
            {
              port: 'metrics',
              path,
              metricRelabelings: drops.map((regex) => ({
                action: 'drop' as const,
                sourceLabels: ['__name__'],
                regex,
              })),
            },
          ],
        });
      });
    const added = diffManifests(estate({ shards: 2 }), monitor('/metrics'));
    expect(finding(added, 'job-added').details).toEqual(['serviceMonitor/monitoring/basket/0']);
    expect(codes(diffManifests(monitor('/metrics'), estate({ shards: 2 })))).toContain('warning job-removed');
    expect(finding(diffManifests(monitor('/a'), monitor('/b')), 'job-changed').details).toEqual([
      'metrics_path: /a -> /b',
    ]);
    expect(finding(diffManifests(monitor('/a'), monitor('/a', ['go_.*'])), 'series-relabeled')).toMatchObject(
      {
        level: 'warning',
        details: ['metric_relabel_configs + drop if __name__ matches "go_.*"'],
      },
    );
  });

  test('rules change, go, and leave names that are read', () => {
    const rules = (...own: Array<readonly [record: string, expr: string]>) =>
      estate({}, (chart) => {
        new PrometheusRule(chart, 'more', {
          groups: [{ name: 'more', rules: own.map(([record, expr]) => ({ record, expr })) }],
        });
      });
    const before = rules(['a:up', 'max(up)'], ['b:up', 'a:up * 2']);
    const diff = diffManifests(before, rules(['b:up', 'a:up * 3']));
    expect(codes(diff)).toEqual(['warning rules-removed', 'warning name-unrecorded', 'change rules-changed']);
    expect(finding(diff, 'rules-removed').details).toEqual(['a:up, on Prometheus monitoring/k8s']);
    expect(finding(diff, 'rules-changed').details).toEqual(['b:up: expr: a:up * 2 -> a:up * 3']);
    expect(finding(diff, 'name-unrecorded').details).toEqual(['a:up, by b:up of group more']);
  });
});

describe('objects', () => {
  const ids = (all: readonly Manifest[]): Map<string, string> =>
    new Map(
      all.map(({ kind, metadata, ...rest }) => [
        `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`,
        JSON.stringify([metadata, rest]),
      ]),
    );

  const props = fc.record(
    {
      shards: fc.integer({ min: 1, max: 3 }),
      replicas: fc.integer({ min: 1, max: 2 }),
      retention: fc.constantFrom('7d', '15d'),
      storage: fc.constantFrom({ size: '10Gi' }, { size: '20Gi' }, { emptyDir: {} }),
      externalLabels: fc.constantFrom({}, { cluster: 'eu' }),
      scrapeInterval: fc.constantFrom('15s', '30s'),
      logLevel: fc.constantFrom('debug' as const, 'info' as const),
    },
    { requiredKeys: [] },
  );

  test('of the same app never differ, of two apps each that differs is named, with a finding', () => {
    fc.assert(
      fc.property(props, props, (one, other) => {
        const [before, after] = [estate(one), estate(other)];
        expect(diffManifests(before, estate(one))).toMatchObject({ findings: [], objects: [] });
        const diff = diffManifests(before, after);
        const [old, now] = [ids(before), ids(after)];
        const differ = [...new Set([...old.keys(), ...now.keys()])].filter(
          (id) => old.get(id) !== now.get(id),
        );
        expect(diff.objects.map(({ object }) => object)).toEqual(differ.sort());
        expect(diff.findings.length > 0).toBe(differ.length > 0);
        expect(diffMarkdown(diff)).toContain(differ[0] ?? 'nothing changes');
      }),
      { numRuns: 15 },
    );
  });

  test('of secrets show no value, and those of files no content', () => {
    const secret = (value: string): Manifest => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's', namespace: 'a' },
      stringData: { password: value },
    });
    const { objects } = diffManifests([secret('hunter2')], [secret('hunter3')]);
    expect(objects).toEqual([
      { object: 'Secret a/s', change: 'changed', fields: ['stringData.password: is different'] },
    ]);
  });

  test('with which data goes are losses', () => {
    const namespace: Manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
    expect(codes(diffManifests([namespace], []))).toEqual(['loss namespace-removed']);
  });
});
