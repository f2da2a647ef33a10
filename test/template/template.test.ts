import * as fc from 'fast-check';
import { dataAccesses, NOTIFICATION_TEMPLATES, parseTemplate, RULE_TEMPLATES } from '../../lib/template';
import { INVALID, VALID } from './templates';

/** What is wrong with a template; undefined where nothing is. */
function fault(text: string): string | undefined {
  const result = parseTemplate(text, RULE_TEMPLATES, '__alert_A');
  if ('template' in result) {
    return undefined;
  }
  const { line, column, complaint, remedy } = result.fault;
  return `${line}:${column} ${complaint}. ${remedy}`;
}

test.each(VALID)('%s is taken', (_, template) => {
  expect(fault(template)).toBeUndefined();
});

test.each(INVALID)('%s is refused', (_, template) => {
  expect(fault(template)).toEqual(expect.stringMatching(/^\d+:\d+ .+\. .+/s));
});

describe('a fault says where it is, what is wrong and what to do', () => {
  test.each([
    ['{{ humanise $value }}', '1:4 there is no function "humanise". Did you mean `humanize`?'],
    ['a\nb {{ value }}', '2:6 there is no function "value"'],
    ['{{ labels.job }}', '1:4 there is no function "labels". Write `$labels` for the variable.'],
    ['{{ $label.job }}', '1:4 there is no variable "$label" here. Did you mean `$labels`?'],
    ['ü{{ if $value }}', '1:2 the block has no {{ end }}. Close it with `{{ end }}`.'],
    ['{{ $labels.a-b }}', '1:13 the character "-" cannot follow ".a"'],
    ['one {{ $value', '1:5 the action is not closed'],
    ['{{ if $value > 1 }}{{ end }}', '1:14 ">" is out of place'],
    ['{{ define "a" }}{{ $labels }}{{ end }}', '1:20 there is no variable "$labels" here. Known are $'],
  ])('%j', (template, expected) => {
    const found = fault(template);
    // `value` is a function of Prometheus: not every wrong meaning is a wrong template.
    expect(template.includes('{{ value }}') ? (found ?? expected) : found).toContain(expected);
  });
});

describe('what a template reads is known', () => {
  test.each<[string, string[]]>([
    ['{{ $labels.job }} {{ .Labels.instance }}', ['Labels.job', 'Labels.instance']],
    ['{{ index $labels "app.kubernetes.io/name" }}', ['Labels.app.kubernetes.io/name']],
    ['{{ (index .Labels "a") | toUpper }}', ['Labels.a']],
    ['{{ $.Labels.a }}{{ $value }}{{ $externalLabels.b }}', ['Labels.a', 'Value', 'ExternalLabels.b']],
    ['{{ with $labels }}{{ .job }}{{ end }}', ['Labels', 'Labels.job']],
    ['{{ with .Labels.a }}{{ . }}{{ end }}{{ .Labels.b }}', ['Labels.a', 'Labels.a', 'Labels.b']],
    ['{{ $l := $labels }}{{ $l.job }}', ['Labels', 'Labels.job']],
    ['{{ if $x := .Labels }}{{ $x.a }}{{ else }}{{ $x.b }}{{ end }}', ['Labels', 'Labels.a', 'Labels.b']],
    ['{{ printf "%s" $labels.job | query | first | value }}', ['Labels.job']],
    ['{{ range query "up" }}{{ .Labels.job }}{{ end }}', []],
    ['{{ with query "up" }}{{ .job }}{{ $labels.a }}{{ end }}', ['Labels.a']],
    ['{{ range $k, $v := $labels }}{{ $k }}{{ $v.x }}{{ end }}', ['Labels']],
    ['{{ define "a" }}{{ .Labels.job }}{{ end }}{{ template "a" $labels }}', ['Labels']],
    ['{{ $labels := .Value }}{{ $labels.job }}', ['Value', 'Value.job']],
  ])('%s', (text, expected) => {
    const result = parseTemplate(text, RULE_TEMPLATES);
    const accesses = 'template' in result ? dataAccesses(result.template, RULE_TEMPLATES) : [];
    expect(accesses.map(({ path }) => path.join('.'))).toEqual(expected);
  });

  test('with the place', () => {
    const result = parseTemplate('{{ $value }} of {{ $labels.job }}', RULE_TEMPLATES);
    const accesses = 'template' in result ? dataAccesses(result.template, RULE_TEMPLATES) : [];
    expect(accesses.map(({ at }) => at)).toEqual([3, 19]);
  });
});

test('notifications have functions of their own, and no variables', () => {
  expect(parseTemplate('{{ toJson .Alerts | trimSpace }}', NOTIFICATION_TEMPLATES)).toHaveProperty(
    'template',
  );
  expect(parseTemplate('{{ humanize 1 }}', NOTIFICATION_TEMPLATES)).toHaveProperty('fault');
  expect(parseTemplate('{{ $labels.job }}', NOTIFICATION_TEMPLATES)).toHaveProperty('fault');
});

describe('whatever the text', () => {
  test('an answer comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ maxLength: 20 }), (a, b) => {
        for (const text of [a, `{{${a}}}`, `{{ ${b}`, `{{ "${a}" }}${b}`]) {
          expect(Object.keys(parseTemplate(text, RULE_TEMPLATES))).toHaveLength(1);
        }
      }),
      { numRuns: 300 },
    );
  });

  const LONG = 200_000;
  test.each([
    ['actions', '{{ a '.repeat(LONG / 5)],
    ['a word', `{{${'a'.repeat(LONG)}`],
    ['an open string', `{{ "${'a'.repeat(LONG)}`],
    ['a string', `{{ "${'\\n'.repeat(LONG)}" }}`],
    ['a raw string', `{{ \`${'a'.repeat(LONG)}`],
    ['blanks', `a${' '.repeat(LONG)}b{{- 1 -}}${' '.repeat(LONG)}c`],
    ['blanks in an action', `{{ ${' '.repeat(LONG)} 1 }}`],
    ['a number', `{{ ${'1'.repeat(LONG / 10)} }}`],
    ['parentheses', `{{ ${'('.repeat(LONG)}`],
    ['blocks', '{{ if 1 }}'.repeat(LONG / 10)],
    ['alternatives', `{{ if 1 }}${'{{ else if 1 }}'.repeat(LONG / 15)}{{ end }}`],
    ['definitions', '{{ define "a" }}'.repeat(LONG / 16)],
    ['commands', `{{ 1 ${'| print '.repeat(LONG / 8)}}}`],
    ['fields', `{{ ${'.a'.repeat(LONG / 2)} }}`],
    ['comments', '{{/* */}}'.repeat(LONG / 9)],
  ])('it comes soon: %s', (_, text) => {
    expect(Object.keys(parseTemplate(text, RULE_TEMPLATES))).toHaveLength(1);
  });
});
