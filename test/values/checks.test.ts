import { checkChoice, checkRegex, checkUrl, checkWholeNumber, compact, regexFault } from '../../lib/values';
import { complaints, findings } from '../problems/findings';
import { REGEXES } from './accepted';

describe('a regular expression is one of RE2', () => {
  test.each(REGEXES.valid)('%j is accepted', (pattern) => {
    expect(regexFault(pattern)).toBeUndefined();
  });

  test.each(REGEXES.invalid)('%j is refused', (pattern) => {
    expect(regexFault(pattern)).toMatch(/^error parsing regexp/);
  });

  test('and what RE2 says about it is passed on', () => {
    expect(
      findings((where) => {
        checkRegex(where.at('regex'), '(?!kube-).*');
      }),
    ).toEqual([
      'app: regex "(?!kube-).*" is not a regular expression that RE2 accepts: error parsing regexp: invalid or unsupported Perl syntax: `(?!`\n' +
        '  RE2 has no look-around and no back references; write it without.',
    ]);
    expect(
      findings((where) => {
        checkRegex(where, undefined);
      }),
    ).toEqual([]);
  });
});

describe('a URL is absolute', () => {
  test.each([
    'http://prometheus.example.com',
    'https://mimir:9009/api/v1/push?tenant=a#b',
    'http://[::1]:9090/',
    'HTTPS://example.com/@me?to=a@b',
    'https://example.com/%7Eme/{id}?{a}',
  ])('%s is accepted', (url) => {
    expect(
      complaints((where) => {
        checkUrl(where, url);
      }),
    ).toEqual([]);
  });

  test.each([
    ['', 'is empty'],
    ['example.com', 'has no scheme'],
    ['/prometheus', 'is a path'],
    ['//example.com', 'has no scheme'],
    ['http:example.com', 'has no slashes, which JavaScript mends and Go does not'],
    ['http:///push', 'has no host'],
    [' http://example.com', 'has a space that JavaScript takes away'],
    ['http://exa mple.com', 'has a space inside'],
    ['http://example.com:99999', 'has no port that there is'],
    ['http://proxy-${stage}.shop.svc:80', 'has braces in its host, which JavaScript takes and Go does not'],
    ['http://a%41/', 'has an escape in its host'],
    ['http://example.com/%zz', 'has an escape that is none'],
    ['ftp://example.com', 'is of another scheme'],
  ])('%j is refused: it %s', (url) => {
    expect(
      complaints((where) => {
        checkUrl(where.at('url'), url);
      }),
    ).toEqual([`app: url ${JSON.stringify(url)} is not an absolute URL (http, https)`]);
  });

  test.each([
    ['https://ops:hunter2@example.com/push', 'https://***@example.com/push'],
    ['HTTPS://user@example.com', 'HTTPS://***@example.com'],
    ['https://a@b:hunter2@example.com', 'https://***@example.com'],
  ])('and tells no password: of %s nothing is shown but %s', (url, shown) => {
    expect(
      findings((where) => {
        checkUrl(where.at('url'), url);
      }),
    ).toEqual([
      `app: url "${shown}" holds a user or a password, which everybody could read in the manifest\n` +
        '  Leave them out of the URL; use `basicAuth`, which takes the password by reference.',
    ]);
  });

  test('of the schemes that are possible at its place', () => {
    expect(
      complaints((where) => {
        checkUrl(where, 'socks5://proxy:1080', ['http', 'socks5']);
      }),
    ).toEqual([]);
    expect(
      complaints((where) => {
        checkUrl(where, 'https://proxy', ['http', 'socks5']);
      }),
    ).toHaveLength(1);
  });
});

test('a whole number says within which bounds it must be', () => {
  expect(
    complaints((where) => {
      checkWholeNumber(where, undefined);
      checkWholeNumber(where, 0);
      checkWholeNumber(where, 256, { least: 1, most: 256 });
    }),
  ).toEqual([]);
  expect(
    complaints((where) => {
      checkWholeNumber(where.at('replicas'), -1);
      checkWholeNumber(where.at('replicas'), 1.5);
      checkWholeNumber(where.at('replicas'), Number.NaN);
      checkWholeNumber(where.at('replicas'), '2' as unknown as number);
      checkWholeNumber(where.at('rules'), 0, { least: 1, most: 256 });
      checkWholeNumber(where.at('rules'), 257, { least: 1, most: 256 });
    }),
  ).toEqual([
    'app: replicas -1 is not a whole number, 0 or more',
    'app: replicas 1.5 is not a whole number, 0 or more',
    'app: replicas NaN is not a whole number, 0 or more',
    'app: replicas "2" is not a whole number, 0 or more',
    'app: rules 0 is not a whole number, from 1 to 256',
    'app: rules 257 is not a whole number, from 1 to 256',
  ]);
});

test('a choice names all that could have been chosen', () => {
  const choices = ['debug', 'info'];
  expect(
    complaints((where) => {
      checkChoice(where.at('logLevel'), undefined, choices);
      checkChoice(where.at('logLevel'), 'info', choices);
      checkChoice(where.at('logLevel'), 'INFO', choices);
    }),
  ).toEqual(['app: logLevel "INFO" is none of "debug", "info"']);
});

test('compacting takes away what is undefined, and nothing else', () => {
  const fields = { a: undefined, b: null, c: 0, d: '', e: false, f: [], g: { h: undefined } };
  const compacted = compact(fields);
  expect(Object.keys(compacted)).toEqual(['b', 'c', 'd', 'e', 'f', 'g']);
  expect(compacted.g).toBe(fields.g);
  expect('a' in fields).toBe(true);
});
