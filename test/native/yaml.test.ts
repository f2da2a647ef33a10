import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { renderYaml } from '../../lib/native';
import { describeWith, requireProgram } from '../support/programs';

/** Strings that some reader takes for something else when they stand there plainly. */
const NASTY: readonly string[] = [
  ...[
    '',
    ' ',
    '~',
    'null',
    'Null',
    'true',
    'yes',
    'No',
    'on',
    'OFF',
    'y',
    'N',
    '=',
    '<<',
    '.inf',
    '-.INF',
    '.NaN',
  ],
  ...[
    '0',
    '-1',
    '012',
    '08',
    '0o17',
    '0x1',
    '0b1',
    '1_000',
    '1e3',
    '1E+3',
    '1e400',
    '-1e999',
    '.5',
    '1.',
    '+1',
  ],
  ...['1:20', '190:20:30', '12:30:45.5', '2001-01-01', '2001-12-14t21:59:43.10-05:00', '2001-1-1 1:1:1'],
  ...[
    '- a',
    '-',
    '---',
    '...',
    '--- a',
    '? a',
    '?',
    ': a',
    ':',
    'a:',
    'a: b',
    'a #b',
    '#a',
    '@a',
    '`a',
    '%a',
    '!a',
  ],
  ...[
    '&a',
    '*a',
    '{a}',
    '[a]',
    'a, b',
    '"a"',
    "'a'",
    '|',
    '>',
    '\\',
    'a"b',
    "it's",
    '!!str',
    '{{ $labels.job }}',
  ],
  ...[
    ' a',
    'a ',
    '\ta',
    'a\t',
    'a\tb',
    'a\n',
    '\na',
    '\n',
    '\n\n',
    'a\n\n',
    'a\nb',
    ' a\nb',
    'a\n b\n',
    'a \nb',
  ],
  ...[
    'a\n\tb\n',
    '\ta\nb',
    '\n\ta',
    ' \ta\nb',
    '\t\n',
    '  \n a',
    'a\n---\nb',
    '---\na',
    'a\n#b',
    'a\r\nb',
    '\r',
  ],
  ...['a\u0085b', 'a\u2028b', 'a\n\u2029b', '\ufeffa', '\u00a0a', 'a\n\u00a0b', '\u200b', '\u202e', '\ufffe'],
  ...['\u0000', '\u0007', '\u001b[1m', '\u007f', '\u0080', '😀', 'naïve', 'a\n😀'],
  'sum by (job) (\n\trate(http_requests_total{code=~"5.."}[5m])\n)\n  > 0.1\n',
];

const SPECIAL = Array.from(
  ' \t\n\r:#-?|>\'"\\0123456789abeExofnyYN.+_~{}[],&*!%@`=<\u0085\u00a0\u2028\ufeff',
);

const text = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.tuple(fc.constantFrom(...NASTY), fc.constantFrom(...NASTY)).map((parts) => parts.join('')),
  fc.string({ unit: fc.constantFrom(...SPECIAL) }),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
);

const { map: plain } = fc.letrec<{ plain: unknown; list: unknown[]; map: Record<string, unknown> }>(
  (tie) => ({
    plain: fc.oneof(
      { maxDepth: 4 },
      text,
      fc.integer(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      tie('list'),
      tie('map'),
    ),
    list: fc.array(tie('plain'), { maxLength: 4 }),
    map: fc.dictionary(text, tie('plain'), { maxKeys: 4 }),
  }),
);

describe('YAML', () => {
  test.each(['1.1', '1.2'] as const)('reads back as it was, by readers of version %s', (version) => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(parse(renderYaml(value), { version })).toEqual(value);
      }),
      { numRuns: 1000 },
    );
  });

  test('writes the same bytes for the same input', () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(renderYaml(structuredClone(value))).toBe(renderYaml(value));
      }),
    );
  });

  test('writes what is read by people as they would', () => {
    const labels = { team: 'payments', tier: '1' };
    const expr = 'sum by (job) (\n\trate(errors_total[5m])\n)\n  > 0.1';
    const summary = `${'Many errors '.repeat(20)}: {{ $value }}`;
    expect(
      renderYaml({
        groups: [
          {
            name: 'a',
            rules: [
              { expr, labels, annotations: { summary } },
              { expr: 'up', labels },
            ],
          },
        ],
      }),
    ).toBe(`groups:
  - name: a
    rules:
      - expr: |-
          sum by (job) (
          \trate(errors_total[5m])
          )
            > 0.1
        labels:
          team: payments
          tier: "1"
        annotations:
          summary: "${summary}"
      - expr: up
        labels:
          team: payments
          tier: "1"
`);
  });

  test.each([
    ['a function', () => 1],
    ['a map', new Map([['a', 1]])],
    ['an instance of a class', new URL('http://prometheus:9090')],
  ])('refuses %s', (_, value) => {
    expect(() => renderYaml({ value })).toThrow('unacceptable kind of an object');
  });
});

describeWith(['promtool', 'promtool-lts'], 'the real promtools read', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cdk8s-prometheus-yaml-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test.each(['promtool', 'promtool-lts'])('each string as it was: %s', (name) => {
    // Annotations are templates, and empty ones are dropped.
    const strings = [...NASTY, ...fc.sample(text, { seed: 4, numRuns: 500 })].filter(
      (string) => string !== '' && !string.includes('{{') && string.isWellFormed(),
    );
    const annotations = Object.fromEntries(strings.map((string, index) => [`a${index}`, string]));
    writeFileSync(
      join(folder, 'rules.yaml'),
      renderYaml({ groups: [{ name: 'a', rules: [{ alert: 'A', expr: 'vector(1)', annotations }] }] }),
    );
    const test = {
      rule_files: ['rules.yaml'],
      tests: [
        {
          alert_rule_test: [
            {
              eval_time: '0s',
              alertname: 'A',
              exp_alerts: [{ exp_labels: {}, exp_annotations: annotations }],
            },
          ],
        },
      ],
    };
    writeFileSync(join(folder, 'test.yaml'), asciiJson(test));
    const { status, stdout, stderr } = spawnSync(
      requireProgram(name),
      ['test', 'rules', join(folder, 'test.yaml')],
      {
        encoding: 'utf8',
      },
    );
    expect({ status, out: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, out: '' });
  });
});

/** The same data in a form that has nothing to do with ours: JSON whose only bytes are ASCII. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\u007f-\u{10ffff}]/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
}
