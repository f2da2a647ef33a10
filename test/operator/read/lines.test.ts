import fc from 'fast-check';
import { dump } from 'js-yaml';
import { readOperatorFiles, type OperatorObject } from '../../../lib/operator';

function readOne(content: string): OperatorObject {
  const { objects, problems } = readOperatorFiles([{ path: 'a.yaml', content }]);
  expect(problems).toEqual([]);
  return objects[0]!;
}

const TEXT = `# a comment
---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: slo

spec:
  groups:
    - name: a
      rules:
      - alert: A
        expr: |
          up == 0
            and on() x
        labels: &team { severity: page,
          team: a }
      - alert: B
        expr: up
        labels: *team
      - { record: c, expr: "up" }
`;

const LINES: ReadonlyArray<readonly [Array<string | number>, number]> = [
  [['kind'], 4],
  [['metadata', 'name'], 6],
  [['metadata', 'namespace'], 5],
  [['spec'], 8],
  [['spec', 'groups', 0], 10],
  [['spec', 'groups', 0, 'rules'], 11],
  [['spec', 'groups', 0, 'rules', 0, 'expr'], 13],
  [['spec', 'groups', 0, 'rules', 0, 'labels', 'team'], 17],
  [['spec', 'groups', 0, 'rules', 1], 18],
  [['spec', 'groups', 0, 'rules', 1, 'labels'], 20],
  [['spec', 'groups', 0, 'rules', 1, 'labels', 'severity'], 16],
  [['spec', 'groups', 0, 'rules', 2, 'expr'], 21],
  [['spec', 'groups', 0, 'rules', 9, 'expr'], 11],
];

describe.each([
  ['\n', TEXT],
  ['\r\n', TEXT.replaceAll('\n', '\r\n')],
  ['\n after a byte order mark', `\uFEFF${TEXT}`],
])('with lines that end with %j', (_, text) => {
  test.each(LINES)('%j is in line %d', (path, line) => {
    expect(readOne(text).source.line(path)).toBe(line);
  });
});

test('items of a list know their own lines, and share the document', () => {
  const items = ['a', 'b'].map((name) => `- metadata:\n    name: ${name}\n  spec:\n    groups: []\n`);
  const list = `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRuleList\nitems:\n${items.join('')}`;
  const { objects } = readOperatorFiles([{ path: 'a.yaml', content: `---\n---\n${list}` }]);
  expect(
    objects.map(({ metadata, source }) => [
      metadata.name,
      source.document,
      source.line(['metadata', 'name']),
    ]),
  ).toEqual([
    ['a', 2, 7],
    ['b', 2, 11],
  ]);
  expect(objects[1]!.source.line(['spec', 'x'])).toBe(12);
});

test('JSON has lines too', () => {
  const object = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'a' },
    spec: {},
  };
  const { source } = readOne(JSON.stringify(object, undefined, '\t'));
  expect(source.line(['metadata', 'name'])).toBe(5);
  expect(source.line(['spec'])).toBe(7);
});

test('the line of any field of any object is the one that its key is in', () => {
  const key = fc.string({
    unit: fc.constantFrom('a', 'b', 'y', '1', ' ', '"', '-', ':'),
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(fc.dictionary(key, fc.string({ maxLength: 20 }), { minKeys: 1 }), (labels) => {
      const metadata = { name: 'a', annotations: labels };
      const text = dump({
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'PrometheusRule',
        metadata,
        spec: {},
      });
      const { source } = readOne(text);
      const lines = Object.keys(labels).map((name) => source.line(['metadata', 'annotations', name]));
      // Written one after the other, below `annotations:` in line 5.
      expect(lines[0]).toBe(6);
      expect([...lines].sort((a, b) => a - b)).toEqual(lines);
      expect(new Set(lines).size).toBe(lines.length);
    }),
  );
});
