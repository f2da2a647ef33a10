import type { RelabelConfig } from '../../lib/native/prometheus';
import { relabel, RelabelError, traceRelabel, type Labels } from '../../lib/relabel';

type Case = readonly [title: string, labels: Labels, config: RelabelConfig, expected: Labels | 'dropped'];

const POD: Labels = { namespace: 'shop', pod: 'checkout-0', port: '8080' };

const CASES: readonly Case[] = [
  ['replace copies by default', { a: 'x' }, { source_labels: ['a'], target_label: 'b' }, { a: 'x', b: 'x' }],
  [
    'replace joins values with the separator',
    POD,
    { source_labels: ['namespace', 'pod'], separator: '/', target_label: 'job' },
    { ...POD, job: 'shop/checkout-0' },
  ],
  [
    'values are joined with ; by default, and an absent label is empty',
    { a: 'x' },
    { source_labels: ['a', 'absent'], target_label: 'b' },
    { a: 'x', b: 'x;' },
  ],
  [
    'replace leaves everything where the expression matches a part only',
    { a: 'xy' },
    { source_labels: ['a'], regex: 'x', target_label: 'b', replacement: 'z' },
    { a: 'xy' },
  ],
  [
    'a dot is a line break, too',
    { a: 'x\ny' },
    { source_labels: ['a'], regex: 'x.y', target_label: 'b', replacement: 'z' },
    { a: 'x\ny', b: 'z' },
  ],
  [
    'a line break at the end is part of the value',
    { a: 'x\n' },
    { source_labels: ['a'], regex: 'x', action: 'keep' },
    'dropped',
  ],
  [
    'replace without sources writes a fixed value',
    {},
    { target_label: 'env', replacement: 'prod' },
    { env: 'prod' },
  ],
  [
    'replace removes the label where nothing is written',
    { a: 'x', b: 'y' },
    { source_labels: ['a'], target_label: 'b', replacement: '' },
    { a: 'x' },
  ],
  [
    'replace removes the label where the group is empty',
    { b: 'y' },
    { source_labels: ['a'], target_label: 'b' },
    {},
  ],
  [
    'replace names the label by a group',
    { a: 'zone=eu' },
    { source_labels: ['a'], regex: '(\\w+)=(\\w+)', target_label: 'x_$1', replacement: '${2}-1' },
    { a: 'zone=eu', x_zone: 'eu-1' },
  ],
  [
    'replace knows groups by name',
    { a: 'checkout:8080' },
    { source_labels: ['a'], regex: '(?P<host>.+):\\d+', target_label: 'b', replacement: '$host' },
    { a: 'checkout:8080', b: 'checkout' },
  ],
  [
    'a name that is none is not written',
    { a: 'x' },
    { source_labels: ['a'], regex: '(y)?x', target_label: '$1', replacement: 'z' },
    { a: 'x' },
  ],
  ['keep keeps what matches', POD, { source_labels: ['port'], regex: '80.*', action: 'keep' }, POD],
  [
    'keep drops what matches in part',
    POD,
    { source_labels: ['port'], regex: '80', action: 'keep' },
    'dropped',
  ],
  [
    'an empty expression matches what is absent',
    POD,
    { source_labels: ['x'], regex: '', action: 'keep' },
    POD,
  ],
  ['drop drops what matches', POD, { source_labels: ['port'], regex: '80.*', action: 'drop' }, 'dropped'],
  ['drop keeps the rest', POD, { source_labels: ['port'], regex: '80', action: 'drop' }, POD],
  [
    'keepequal keeps what is equal',
    { a: '1', b: '1' },
    { source_labels: ['a'], target_label: 'b', action: 'keepequal' },
    { a: '1', b: '1' },
  ],
  [
    'keepequal drops what differs',
    { a: '1' },
    { source_labels: ['a'], target_label: 'b', action: 'keepequal' },
    'dropped',
  ],
  [
    'dropequal drops what is equal, if only in being absent',
    {},
    { source_labels: ['a'], target_label: 'b', action: 'dropequal' },
    'dropped',
  ],
  [
    'dropequal keeps what differs',
    { a: '1', b: '2' },
    { source_labels: ['a'], target_label: 'b', action: 'dropequal' },
    { a: '1', b: '2' },
  ],
  [
    // md5("foobar") = 3858f622 30ac3c91 5f300c66 4312c63f; its last half modulo 1000
    'hashmod takes the last eight bytes of MD5',
    { a: 'foobar' },
    { source_labels: ['a'], target_label: 'h', modulus: 1000, action: 'hashmod' },
    { a: 'foobar', h: String(0x5f300c664312c63fn % 1000n) },
  ],
  [
    'labelmap copies under the name of the groups',
    { __meta_kubernetes_pod_label_app: 'shop', port: '1' },
    { regex: '__meta_kubernetes_pod_label_(.+)', action: 'labelmap' },
    { __meta_kubernetes_pod_label_app: 'shop', app: 'shop', port: '1' },
  ],
  [
    'labelmap reads what was there before it',
    { x_a: '1', x_x_a: '2' },
    { regex: 'x_(.+)', action: 'labelmap' },
    { a: '1', x_a: '2', x_x_a: '2' },
  ],
  ['labeldrop removes by name', POD, { regex: 'p.*', action: 'labeldrop' }, { namespace: 'shop' }],
  [
    'labelkeep removes all others',
    POD,
    { regex: 'p.*', action: 'labelkeep' },
    { pod: 'checkout-0', port: '8080' },
  ],
  [
    'lowercase changes each character by itself',
    { a: 'ΣΟΣ-İ' },
    { source_labels: ['a'], target_label: 'b', action: 'lowercase' },
    { a: 'ΣΟΣ-İ', b: 'σοσ-i' },
  ],
  [
    'uppercase makes one character of one',
    { a: 'straße ᾳ ﬁ' },
    { source_labels: ['a'], target_label: 'b', action: 'uppercase' },
    { a: 'straße ᾳ ﬁ', b: 'STRAßE ᾼ ﬁ' },
  ],
  [
    'lowercase of nothing removes the label',
    { b: 'x' },
    { source_labels: ['a'], target_label: 'b', action: 'lowercase' },
    {},
  ],
  [
    'names of JavaScript are names like any other',
    JSON.parse('{"__proto__":"x"}') as Labels,
    { source_labels: ['__proto__', 'constructor'], target_label: 'toString' },
    JSON.parse('{"__proto__":"x","toString":"x;"}') as Labels,
  ],
];

test.each(CASES)('%s', (_, labels, config, expected) => {
  const result = relabel(labels, [config]);
  expect(result).toEqual(
    expected === 'dropped' ? { dropped: true, index: 0 } : { dropped: false, labels: expected },
  );
  expect(traceRelabel(labels, [config]).labels).toEqual(expected === 'dropped' ? undefined : expected);
});

const TEMPLATES: ReadonlyArray<[string, string]> = [
  ['$1', 'one'],
  ['${1}', 'one'],
  ['${1}0', 'one0'],
  ['$10', ''],
  ['$1x', ''],
  ['$01', ''],
  ['$0', 'one two'],
  ['$name', 'two'],
  ['${name}s', 'twos'],
  ['$names', ''],
  ['$$1', '$1'],
  ['$', '$'],
  ['a$-b', 'a$-b'],
  ['${1', '${1'],
  ['${}', '${}'],
  ['$3', ''],
  ['$1-$2', 'one-two'],
];

test.each(TEMPLATES)('the template %s', (replacement, expected) => {
  const config = { source_labels: ['a'], regex: '(\\w+) (?P<name>\\w+)', target_label: 'b', replacement };
  const result = relabel({ a: 'one two' }, [config]);
  expect(result).toEqual({
    dropped: false,
    labels: expected === '' ? { a: 'one two' } : { a: 'one two', b: expected },
  });
});

test('steps work on the result of those before them, up to the one that drops', () => {
  const configs: RelabelConfig[] = [
    { source_labels: ['a'], target_label: 'b' },
    { source_labels: ['b'], regex: 'x', action: 'drop' },
    { target_label: 'c', replacement: 'never' },
  ];
  expect(relabel({ a: 'x' }, configs)).toEqual({ dropped: true, index: 1 });
  expect(traceRelabel({ a: 'x' }, configs).steps).toEqual([
    {
      index: 0,
      config: configs[0],
      value: 'x',
      matched: true,
      changes: [{ label: 'b', after: 'x' }],
      dropped: false,
    },
    { index: 1, config: configs[1], value: 'x', matched: true, changes: [], dropped: true },
  ]);
});

test('legacy names are all that may be written where only these are valid', () => {
  const config = { source_labels: ['a'], regex: '(.*)', target_label: '$1', replacement: 'x' };
  expect(relabel({ a: 'größe' }, [config])).toMatchObject({ labels: { größe: 'x' } });
  expect(relabel({ a: 'größe' }, [config], { nameValidationScheme: 'legacy' })).toEqual({
    dropped: false,
    labels: { a: 'größe' },
  });
});

test.each<[string, RelabelConfig, string]>([
  ['unknown action', { action: 'keeep' as 'keep' }, 'has the unknown action "keeep"'],
  ['no target', { source_labels: ['a'] }, 'lacks the target_label that "replace" needs'],
  ['regex', { regex: '(?=x)', action: 'labeldrop' }, 'has a regex that RE2 refuses'],
  ['no modulus', { target_label: 'a', action: 'hashmod' }, 'lacks the modulus that "hashmod" needs'],
])('what Prometheus would not load is an error: %s', (_, config, complaint) => {
  expect(() => relabel({}, [config])).toThrow(RelabelError);
  expect(() => relabel({}, [config])).toThrow(complaint);
});

test('actions are read in any case, as upstream', () => {
  expect(relabel({ a: 'x' }, [{ source_labels: ['a'], regex: 'x', action: 'Drop' as 'drop' }])).toEqual({
    dropped: true,
    index: 0,
  });
});
