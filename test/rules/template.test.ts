import { hasOpenAction } from '../../lib/rules/template';

describe('a template', () => {
  test.each([
    '',
    'no braces, or { one } of them',
    'closing }} alone is text',
    '{{ $value | humanize }}% of {{ $labels.instance }}',
    '{{- with query "up{job=\\"a\\"}" -}}{{ . | first | value }}{{- end }}',
    '{{ printf `{{ %s` $labels.job }}',
    '{{ "{{" }}',
    "{{ '{' }}",
    '{{/* a comment with "one quote and {{ */}}',
    '{{- /* trimmed */ -}}',
    '{{ $labels.job\n}}',
    '{{{ a }}}'.slice(1),
  ])('closes what it opens: %j', (text) => {
    expect(hasOpenAction(text)).toBe(false);
  });

  test.each([
    '{{ $value',
    '{{ $value }',
    '{{ a }} {{ b',
    '{{ {{ a }} }}',
    '{{ "a }}',
    '{{ `a }}',
    '{{/* a }}',
    '{{',
  ])('does not close what it opens: %j', (text) => {
    expect(hasOpenAction(text)).toBe(true);
  });

  test('of any length is read in no time', () => {
    expect(hasOpenAction('{{ a '.repeat(20_000))).toBe(true);
    expect(hasOpenAction(`{{${'a'.repeat(200_000)}`)).toBe(true);
  });
});
