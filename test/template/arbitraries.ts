import * as fc from 'fast-check';

/** Words and pieces of words, of which some meet to something that Go takes. */
const WORDS = [
  '{{',
  '}}',
  '{{-',
  '-}}',
  '{{ ',
  ' }}',
  '{{- ',
  ' -}}',
  '{{/*',
  '*/}}',
  ' ',
  '\n',
  '\t',
  'text',
  'if',
  'else',
  'end',
  'range',
  'with',
  'define',
  'block',
  'template',
  'break',
  'continue',
  'nil',
  'true',
  '.',
  '.Labels',
  '$',
  '$labels',
  '$value',
  '$x',
  '$i',
  ':=',
  '=',
  ',',
  '|',
  '(',
  ')',
  '"a"',
  '`b`',
  "'c'",
  'humanize',
  'query',
  'print',
  'index',
  'unknown',
  '1',
  '-1',
  '0x',
  '1.5',
  '1e',
  '_',
  '+',
  'i',
  '\\',
  '"',
  '`',
  "'",
  'ü',
  '%',
];

/** Words one after the other: mostly wrong. */
export const wordSalad = fc
  .array(fc.constantFrom(...WORDS), { maxLength: 12 })
  .map((words) => words.join(''));

const operand = fc.constantFrom(
  '.',
  '.Labels.job',
  '$labels.job',
  '$value',
  '$x',
  '"a"',
  '`b`',
  '1',
  '0x1F',
  '1_0',
  '1.5e3',
  "'c'",
  'true',
  'nil',
  '(print 1)',
  '(1 | print).Field',
  'now',
  '$',
  '2i',
);
const head = fc.constantFrom(
  'print',
  'humanize',
  'query',
  'index',
  'not',
  'and',
  'len',
  'nobody',
  '.Labels',
  '$labels',
);
const command = fc
  .tuple(fc.oneof(head, operand), fc.array(operand, { maxLength: 2 }))
  .map(([first, rest]) => [first, ...rest].join(' '));
const pipeline = fc
  .tuple(
    fc.constantFrom('', '', '', '$x := ', '$x = ', '$i, $x := '),
    fc.array(command, { minLength: 1, maxLength: 3 }),
  )
  .map(([declaration, commands]) => declaration + commands.join(' | '));

/** What is nearly a template: well-formed but for a rare mistake. */
export const nearlyTemplate = fc.letrec<{ readonly node: string; readonly list: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('text', ' ', '{{/* c */}}', '{{ break }}', '{{ continue }}', '{{ template "a" . }}'),
    pipeline.map((text) => `{{ ${text} }}`),
    pipeline.map((text) => `{{- ${text} -}}`),
    fc
      .tuple(
        fc.constantFrom('if', 'with', 'range'),
        pipeline,
        tie('list'),
        fc.constantFrom('', '{{ else }}', '{{ else if . }}', '{{ else with $x }}'),
        tie('list'),
      )
      .map(
        ([keyword, text, body, otherwise, rest]) =>
          `{{ ${keyword} ${text} }}${body}${otherwise}${rest}{{ end }}`,
      ),
    fc
      .tuple(fc.constantFrom('define "a"', 'define "b"', 'block "c" .'), tie('list'))
      .map(([opening, body]) => `{{ ${opening} }}${body}{{ end }}`),
  ),
  list: fc.array(tie('node'), { maxLength: 3 }).map((nodes) => nodes.join('')),
})).list;
