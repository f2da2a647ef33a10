import { readOperatorFiles } from '../../../lib/operator';
import { monitor, said } from './support';

/** The value of a plain scalar, as the reader has it. */
function read(scalar: string): unknown {
  const content = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\nvalue: ${scalar}\n`;
  const { others, problems } = readOperatorFiles([{ path: 'a.yaml', content }]);
  expect(problems).toEqual([]);
  return others[0]!.manifest.value;
}

/** What sigs.k8s.io/yaml 1.6, which kubectl reads with, makes of each. */
test.each<[string, unknown]>([
  ['yes', true],
  ['y', true],
  ['N', false],
  ['on', true],
  ['Off', false],
  ['tRue', 'tRue'],
  ['"yes"', 'yes'],
  ['0777', 511],
  ['0o777', 511],
  ['0O17', 15],
  ['0x1F', 31],
  ['-0x1F', -31],
  ['+0x1F', 31],
  ['0x_f', 15],
  ['0x', '0x'],
  ['0b11', 3],
  ['-0b11', -3],
  ['0B1', 1],
  ['-012', -10],
  ['0_7', 7],
  ['00', 0],
  ['08', 8],
  ['0888', 888],
  ['09.5', 9.5],
  ['0o8', '0o8'],
  ['+12', 12],
  ['-0', 0],
  ['1_000', 1000],
  ['1__0', 10],
  ['1_', 1],
  ['_1', '_1'],
  ['1_0.5', 10.5],
  ['1.5_5', 1.55],
  ['._5', '._5'],
  ['1e3', 1000],
  ['1.5e+3', 1500],
  ['1e', '1e'],
  ['1.', 1],
  ['0.', 0],
  ['.5', 0.5],
  ['-.5', -0.5],
  ['+.5', 0.5],
  ['.', '.'],
  ['1e400', '1e400'],
  ['190:20:30', '190:20:30'],
  ['1_2:30', '1_2:30'],
  ['2001-01-01', '2001-01-01'],
  ['2001-12-14t21:59:43.10-05:00', '2001-12-14t21:59:43.10-05:00'],
  ['=', '='],
  ['~', null],
  ['Null', null],
  ['', null],
  ['!!str yes', 'yes'],
  ['!!int "3"', 3],
  ['!!bool yes', true],
  ['!!binary aGVsbG8=', 'hello'],
])('%j is read as kubectl reads it: %j', (scalar, value) => {
  expect(read(scalar)).toEqual(value);
});

test('merges are taken in', () => {
  expect(read('{ <<: { a: 1, b: 2 }, b: 3 }')).toEqual({ a: 1, b: 3 });
});

test('keys are text', () => {
  expect(read('{ 1: a, 0x10: b, yes: c, __proto__: d }')).toEqual(
    JSON.parse('{"1": "a", "16": "b", "true": "c", "__proto__": "d"}'),
  );
});

test('a key that is null or an object is an error', () => {
  expect(said('~: 1')).toEqual([expect.stringContaining('a key must be text, and this is null')]);
  expect(said('? { a: 1 }\n: 1')).toEqual([
    expect.stringContaining('a key must be text, and this is an object or a list'),
  ]);
});

describe('where text is wanted', () => {
  test.each([
    ['yes', 'true is not text: kubectl reads yes without quotes as the boolean true'],
    ['off', 'false is not text: kubectl reads off without quotes as the boolean false'],
    ['true', 'true is not text: kubectl reads true without quotes as a boolean'],
    ['8080', '8080 is not text: kubectl reads 8080 without quotes as a number'],
    ['010', '8 is not text: kubectl reads 010 without quotes as the number 8'],
    ['1e3', '1000 is not text: kubectl reads 1e3 without quotes as the number 1000'],
  ])('%s is an error that names both readings', (scalar, reading) => {
    expect(said(monitor('a', `path: ${scalar}`))).toEqual([
      `error: dir/a.yaml:8: ServiceMonitor "a" (document 1): spec.endpoints[0].path ${reading}\n` +
        `  Write "${scalar}" with quotes where you mean the text.`,
    ]);
  });

  test('quotes make it text', () => {
    expect(said(monitor('a', 'path: "yes"', "scheme: 'http'"))).toEqual([]);
  });
});

describe('where something else is wanted', () => {
  test.each(['yes', 'on', 'y', 'True'])('%s is a boolean', (scalar) => {
    expect(said(monitor('a', `honorLabels: ${scalar}`))).toEqual([]);
  });

  test('a number that others read as another one is a warning', () => {
    expect(said(monitor('a', 'targetPort: 010'))).toEqual([
      'warning: dir/a.yaml:8: ServiceMonitor "a" (document 1): spec.endpoints[0].targetPort 8 is written as 010, ' +
        'which kubectl reads as this number\n' +
        '  Write it so that it reads the same everywhere, with quotes where you mean text.',
    ]);
  });

  test('infinity is no number of JSON', () => {
    expect(said(monitor('a', 'targetPort: .inf'))).toEqual([
      expect.stringContaining('targetPort Infinity is not text: kubectl reads .inf without quotes'),
    ]);
  });

  test('a key that is read as another one is a warning', () => {
    expect(said(monitor('a').replace('name: a', 'name: a, labels: { on: x }'))).toEqual([
      expect.stringContaining(
        'metadata.labels.true is written as on without quotes, which kubectl reads as the key "true"',
      ),
    ]);
  });
});
