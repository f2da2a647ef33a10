import { Where, type Problem } from '../../lib/problems';
import { SERVICE_ACCOUNT_TOKEN_FILE } from '../../lib/scrape';
import { checkToken, denyFiles, mayNameFiles } from '../../lib/scrape/file-access';

function findings(check: (where: Where) => void): string[] {
  const problems: Problem[] = [];
  check(new Where(problems, 'monitoring/k8s'));
  return problems.map(({ severity, field = '', code }) => `${severity} ${field} ${code}`);
}

describe('files of a Prometheus', () => {
  test('are not shown to the targets of a monitor that may not name them, wherever it does', () => {
    const spec = {
      endpoints: [
        { bearerTokenFile: '/etc/prometheus/secrets/remote/key', tlsConfig: { caFile: '/ca' } },
        { oauth2: { tlsConfig: { certFile: '/cert', keyFile: '/key' } } },
      ],
      httpSDConfigs: [{ url: 'http://a', authorization: { credentialsFile: '/token' } }],
      fileSDConfigs: [{ files: ['/targets/*.json'] }],
    };
    expect(findings((where) => denyFiles(where, spec))).toEqual([
      'error endpoints[0].bearerTokenFile file-access',
      'error endpoints[0].tlsConfig.caFile file-access',
      'error endpoints[1].oauth2.tlsConfig.certFile file-access',
      'error endpoints[1].oauth2.tlsConfig.keyFile file-access',
      'error httpSDConfigs[0].authorization.credentialsFile file-access',
    ]);
  });

  test('may be named by monitors of its own namespace, of all, or of none', () => {
    expect(mayNameFiles('own-namespace', 'monitoring', 'monitoring')).toBe(true);
    expect(mayNameFiles('own-namespace', 'shop', 'monitoring')).toBe(false);
    expect(mayNameFiles('all', 'shop', 'monitoring')).toBe(true);
    expect(mayNameFiles('none', 'monitoring', 'monitoring')).toBe(false);
  });

  test('of which its token opens named paths only, and should not go in clear', () => {
    const token = { bearerTokenFile: SERVICE_ACCOUNT_TOKEN_FILE };
    const check = (endpoint: Parameters<typeof checkToken>[1]) =>
      findings((where) => checkToken(where, endpoint));
    expect(check({ ...token, scheme: 'https', path: '/metrics' })).toEqual([]);
    expect(check({ ...token, scheme: 'https', path: '/*' })).toEqual(['error path file-access']);
    expect(check(token)).toEqual(['warning bearerTokenFile token-in-clear']);
    expect(check({ bearerTokenFile: '/other' })).toEqual([]);
    const header = { authorization: { credentialsFile: SERVICE_ACCOUNT_TOKEN_FILE } };
    expect(check({ ...header, path: '/*' })).toEqual([
      'error path file-access',
      'warning authorization.credentialsFile token-in-clear',
    ]);
  });
});
