import fc from 'fast-check';
import { readOperatorFiles } from '../../../lib/operator';
import { formatProblem } from '../../../lib/problems';
import { monitor } from './support';

/** Reads, and asks for all that a caller may ask for. */
function readAll(content: Uint8Array | string): void {
  const { objects, others, problems } = readOperatorFiles([{ path: 'a.yaml', content }]);
  problems.map(formatProblem);
  for (const { source } of [...objects, ...others]) {
    expect(source.line(['spec', 'x', 0])).toBeGreaterThan(0);
  }
}

test('bytes of any kind are read to an end', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), readAll));
});

test('texts of what YAML is made of are read to an end', () => {
  const token = fc.constantFrom(
    ...[
      '\n',
      '\r\n',
      ' ',
      '  ',
      '\t',
      '- ',
      ': ',
      '? ',
      '---\n',
      '...\n',
      '&a ',
      '*a ',
      '<<: ',
      '|\n',
      '>-\n',
      '"',
      "'",
    ],
    ...[
      '{',
      '}',
      '[',
      ']',
      ',',
      '#',
      '%YAML 1.1\n',
      '!!set ',
      '!x ',
      'kind: List\n',
      'items:\n',
      'yes',
      '0x',
      '{{ .Values.a }}',
    ],
    ...[
      'apiVersion: monitoring.coreos.com/v1\n',
      'kind: Probe\n',
      'metadata: { name: a }\n',
      'spec:\n',
      '\u2028',
      '\uFEFF',
    ],
  );
  fc.assert(fc.property(fc.array(token, { maxLength: 60 }), (tokens) => readAll(tokens.join(''))));
});

test('objects in which something is overwritten are read to an end', () => {
  const text = monitor('a', 'interval: 30s', 'relabelings: [{ action: keep, regex: a }]');
  const at = fc.nat(text.length);
  fc.assert(
    fc.property(at, fc.nat(20), fc.string({ maxLength: 5 }), (start, length, replacement) =>
      readAll(text.slice(0, start) + replacement + text.slice(start + length)),
    ),
  );
});
