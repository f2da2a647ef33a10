import fc from 'fast-check';
import { parseMatchers, printMatcher, type FullMatcher, type Reading } from '../../lib/alertmanager/matchers';
import { unquote } from '../../lib/alertmanager/matchers/unquote';

function read(text: string): Reading {
  const reading = parseMatchers(text);
  if ('fault' in reading) {
    throw new Error(`${text}: ${reading.fault}`);
  }
  return reading;
}

describe('a matcher is read as Alertmanager reads it', () => {
  test.each<[text: string, name: string, matchType: string, value: string]>([
    ['severity="critical"', 'severity', '=', 'critical'],
    ['severity=critical', 'severity', '=', 'critical'],
    [' severity != "info" ', 'severity', '!=', 'info'],
    ['namespace=~"team-.+|kube-system"', 'namespace', '=~', 'team-.+|kube-system'],
    ['alertname!~"Watchdog|InfoInhibitor"', 'alertname', '!~', 'Watchdog|InfoInhibitor'],
    ['{severity="critical"}', 'severity', '=', 'critical'],
    ['severity="critical",', 'severity', '=', 'critical'],
    ['summary="she said \\"hi\\""', 'summary', '=', 'she said "hi"'],
    ['path="C:\\\\temp"', 'path', '=', 'C:\\temp'],
    ['"service.name"="checkout"', 'service.name', '=', 'checkout'],
    ['gemütlich="ja"', 'gemütlich', '=', 'ja'],
    ['owner=""', 'owner', '=', ''],
    ['flag="🏁"', 'flag', '=', '🏁'],
  ])('%s', (text, name, matchType, value) => {
    expect(read(text)).toEqual({ matchers: [{ name, matchType, value }], dialect: 'plain' });
  });

  test('several in one text are several matchers', () => {
    expect(read('{severity="critical", team!="data"}').matchers.map(printMatcher)).toEqual([
      'severity="critical"',
      'team!="data"',
    ]);
  });

  test('what only the old parser can read is told apart, with a reading of its own', () => {
    expect(read('instance=~"web\\d+"')).toEqual({
      matchers: [{ name: 'instance', matchType: '=~', value: 'web\\d+' }],
      dialect: 'classic',
    });
    expect(read('owner=')).toMatchObject({ dialect: 'classic', matchers: [{ value: '' }] });
  });

  test('where the parsers differ the old one decides', () => {
    expect(read('tab="a\\tb"')).toEqual({
      matchers: [{ name: 'tab', matchType: '=', value: 'a\\tb' }],
      dialect: 'ambiguous',
    });
  });

  test.each([
    ['severity', 'expected one of = != =~ !~ after severity, not the end'],
    ['="critical"', 'expected the name of a label, not ='],
    ['severity="critical', 'the quote at 10 is not closed'],
    ['severity=="critical"', 'expected a value after severity=, not ='],
    ['"a b"="c" d="e"', 'expected a comma, not d'],
    ['{"a b"="c"', 'the brace is not closed'],
    ['"a b"="c"}', 'the brace was not opened'],
    ['{"a b"="c"},', 'something follows the closing brace'],
    ["a b='c'", '"\'" at 5 must stand in quotes'],
    ['namespace=~"team-("', 'missing'],
    ['namespace=~"(?=team)"', 'invalid'],
    ['"\\q"="a"', 'has an escape that is none'],
    ['a="\uD800"', 'it is no Unicode text'],
  ])('%s is refused', (text, fault) => {
    expect(parseMatchers(text)).toEqual({ fault: expect.stringContaining(fault) });
  });
});

describe('escapes are those of Go', () => {
  test.each([
    ['"\\a\\b\\f\\n\\r\\t\\v\\\\\\""', '\x07\b\f\n\r\t\v\\"'],
    ['"\\x41\\101\\u00e9\\U0001F3C1"', 'AAé🏁'],
    ['"\\xc3\\xa9"', 'é'],
  ])('%s', (text, value) => {
    expect(unquote(text)).toBe(value);
  });

  test.each(['"\\xff"', '"\\777"', '"\\ud800"', '"\\U00110000"', '"\\\'"', '"a\nb"', '"\\x4"'])(
    '%j is none',
    (text) => {
      expect(unquote(text)).toBeUndefined();
    },
  );
});

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const matcher: fc.Arbitrary<FullMatcher> = fc.oneof(
  fc.record({ name: text.filter((name) => name !== ''), matchType: fc.constantFrom('=', '!='), value: text }),
  fc.record({
    name: fc.constantFrom('severity', 'service.name', 'a b', '"'),
    matchType: fc.constantFrom('=~', '!~'),
    value: fc.constantFrom('', 'web\\d+', 'a|b', '[^"\\\\]+', '\\n\n', '.{2,3}'),
  }),
);

test('what is printed is read as the same', () => {
  fc.assert(
    fc.property(matcher, (one) => {
      expect(read(printMatcher(one))).toEqual({ matchers: [one], dialect: 'plain' });
    }),
  );
});

test('several of them, with commas and braces, are read as the same', () => {
  fc.assert(
    fc.property(fc.array(matcher, { minLength: 1, maxLength: 4 }), (several) => {
      expect(read(`{${several.map(printMatcher).join(', ')}}`).matchers).toEqual(several);
    }),
  );
});

test('no text is too strange to be read or refused', () => {
  const strange = fc.string({ unit: fc.constantFrom(...Array.from('ab={}!~,"\\ \n\'é')) });
  fc.assert(
    fc.property(strange, (given) => {
      expect(parseMatchers(given)).toBeDefined();
    }),
  );
});
