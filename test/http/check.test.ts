import { checkHttpClient, type HttpClient, type OAuth2, type TlsConfig } from '../../lib/http';
import { secretKey } from '../../lib/references';
import { complaints } from '../problems/findings';

const SECRET = secretKey('mimir', 'key');
const OAUTH2: OAuth2 = {
  clientId: 'prometheus',
  clientSecret: SECRET,
  tokenUrl: 'https://idp.example.com/token',
};

/** What is said about the settings of a client, without the name of the construct. */
function faults(props: HttpClient): string[] {
  return complaints((where) => {
    checkHttpClient(where, props);
  }).map((line) => line.replace('app: ', ''));
}

function tlsFaults(tlsConfig: TlsConfig): string[] {
  return faults({ tlsConfig });
}

describe('settings of an HTTP client that Prometheus takes are accepted', () => {
  test.each<[string, HttpClient]>([
    ['none', {}],
    ['basic auth', { basicAuth: { username: 'a', password: SECRET } }],
    ['a token', { authorization: { credentials: SECRET } }],
    ['OAuth 2', { oauth2: OAUTH2 }],
    ['a file', { bearerTokenFile: '/token' }],
    ['a proxy', { proxyUrl: 'socks5://proxy:1080', noProxy: 'localhost' }],
    ['a proxy, and none of the environment', { proxyUrl: 'http://proxy:3128', proxyFromEnvironment: false }],
    ['the proxy of the environment', { proxyFromEnvironment: true }],
    ['a certificate', { tlsConfig: { cert: { secret: SECRET }, keyFile: '/tls.key' } }],
    ['one version of TLS', { tlsConfig: { minVersion: 'TLS12', maxVersion: 'TLS12' } }],
  ])('%s', (_, props) => {
    expect(faults(props)).toEqual([]);
  });
});

describe('at most one way to show who one is', () => {
  const ways: ReadonlyArray<[keyof HttpClient, HttpClient]> = [
    ['basicAuth', { basicAuth: { username: 'a', password: SECRET } }],
    ['authorization', { authorization: { credentials: SECRET } }],
    ['oauth2', { oauth2: OAUTH2 }],
    ['bearerTokenFile', { bearerTokenFile: '/token' }],
  ];
  const pairs = ways.flatMap(([first, a], index) =>
    ways.slice(index + 1).map(([second, b]) => [first, second, { ...a, ...b }] as const),
  );

  test.each(pairs)('%s excludes %s', (first, second, props) => {
    expect(faults(props)).toEqual([`has ${first} and ${second}, of which only one can hold`]);
  });

  test('and all that are too many are named at once', () => {
    expect(faults(Object.assign({}, ...ways.map(([, props]) => props)))).toEqual([
      'has basicAuth and authorization and oauth2 and bearerTokenFile, of which only one can hold',
    ]);
  });

  test.each(['Basic', 'basic'])('and the type %s has its own field', (type) => {
    expect(faults({ authorization: { type, credentials: SECRET } })).toEqual([
      `authorization.type "${type}" is not possible here`,
    ]);
  });
});

describe('a proxy', () => {
  test.each<[string, HttpClient, string[]]>([
    [
      'must have a URL',
      { proxyUrl: 'proxy:3128' },
      ['proxyUrl "proxy:3128" is not an absolute URL (http, https, socks5)'],
    ],
    [
      'is either named or that of the environment',
      { proxyUrl: 'http://proxy', proxyFromEnvironment: true },
      ['has proxyUrl and proxyFromEnvironment, of which only one can hold'],
    ],
    [
      'must be there to be gone without',
      { noProxy: 'localhost', proxyFromEnvironment: true },
      ['noProxy "localhost" has no effect without proxyUrl'],
    ],
  ])('%s', (_, props, expected) => {
    expect(faults(props)).toEqual(expected);
  });
});

describe('OAuth 2', () => {
  test.each<[string, OAuth2, string[]]>([
    [
      'takes the address of a server',
      { ...OAUTH2, tokenUrl: '/token' },
      ['oauth2.tokenUrl "/token" is not an absolute URL (http, https)'],
    ],
    [
      'has no file for the id of the client',
      { ...OAUTH2, clientId: SECRET as unknown as string },
      ['oauth2.clientId must be a text: Prometheus cannot read it from a file'],
    ],
    ['has an id', { ...OAUTH2, clientId: '' }, ['oauth2.clientId "" is empty']],
    [
      'has a proxy of its own',
      { ...OAUTH2, proxyFromEnvironment: true, proxyUrl: 'http://proxy' },
      ['oauth2 has proxyUrl and proxyFromEnvironment, of which only one can hold'],
    ],
    [
      'has TLS of its own',
      { ...OAUTH2, tlsConfig: { keyFile: '/tls.key' } },
      ['oauth2.tlsConfig has a key but no certificate'],
    ],
  ])('%s', (_, oauth2, expected) => {
    expect(faults({ oauth2 })).toEqual(expected);
  });
});

describe('TLS', () => {
  test.each<[string, TlsConfig, string[]]>([
    [
      'trusts authorities from one place',
      { ca: { secret: SECRET }, caFile: '/ca.crt' },
      ['tlsConfig has ca and caFile, of which only one can hold'],
    ],
    [
      'has its certificate from one place',
      { cert: { secret: SECRET }, certFile: '/tls.crt', keySecret: SECRET },
      ['tlsConfig has cert and certFile, of which only one can hold'],
    ],
    [
      'has its key from one place',
      { certFile: '/tls.crt', keySecret: SECRET, keyFile: '/tls.key' },
      ['tlsConfig has keySecret and keyFile, of which only one can hold'],
    ],
    ['needs a key for a certificate', { certFile: '/tls.crt' }, ['tlsConfig has a certificate but no key']],
    ['needs a certificate for a key', { keySecret: SECRET }, ['tlsConfig has a key but no certificate']],
    [
      'has versions in Go’s words',
      { minVersion: '1.2' as 'TLS12' },
      ['tlsConfig.minVersion "1.2" is none of "TLS10", "TLS11", "TLS12", "TLS13"'],
    ],
    [
      'says one thing about a version that there is not',
      { minVersion: 'TLS12', maxVersion: 'TLS14' as 'TLS13' },
      ['tlsConfig.maxVersion "TLS14" is none of "TLS10", "TLS11", "TLS12", "TLS13"'],
    ],
    [
      'has its oldest version not above its newest',
      { minVersion: 'TLS13', maxVersion: 'TLS12' },
      ['tlsConfig.maxVersion "TLS12" is below minVersion "TLS13"'],
    ],
  ])('%s', (_, tls, expected) => {
    expect(tlsFaults(tls)).toEqual(expected);
  });
});
