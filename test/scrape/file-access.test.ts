import { Where, type Problem } from '../../lib/problems';
import { SERVICE_ACCOUNT_TOKEN_FILE, type ScrapeEndpoint } from '../../lib/scrape';
import { checkFileAccess, mayNameFiles } from '../../lib/scrape/file-access';

function findings(endpoint: ScrapeEndpoint, allowed: boolean): string[] {
  const problems: Problem[] = [];
  checkFileAccess(new Where(problems, 'monitoring/k8s'), endpoint, allowed);
  return problems.map(({ severity, field = '', code }) => `${severity} ${field} ${code}`);
}

describe('files of a Prometheus', () => {
  test('are not shown to the targets of a monitor that may not name them', () => {
    const endpoint = {
      bearerTokenFile: '/etc/prometheus/secrets/remote/key',
      tlsConfig: { caFile: '/ca', certFile: '/cert', keyFile: '/key' },
    };
    expect(findings(endpoint, false)).toEqual([
      'error bearerTokenFile file-access',
      'error tlsConfig.caFile file-access',
      'error tlsConfig.certFile file-access',
      'error tlsConfig.keyFile file-access',
    ]);
    expect(findings(endpoint, true)).toEqual([]);
  });

  test('may be named by monitors of its own namespace, of all, or of none', () => {
    expect(mayNameFiles('own-namespace', 'monitoring', 'monitoring')).toBe(true);
    expect(mayNameFiles('own-namespace', 'shop', 'monitoring')).toBe(false);
    expect(mayNameFiles('all', 'shop', 'monitoring')).toBe(true);
    expect(mayNameFiles('none', 'monitoring', 'monitoring')).toBe(false);
  });

  test('of which its token opens named paths only, and should not go in clear', () => {
    const token = { bearerTokenFile: SERVICE_ACCOUNT_TOKEN_FILE };
    expect(findings({ ...token, scheme: 'https', path: '/metrics' }, true)).toEqual([]);
    expect(findings({ ...token, scheme: 'https', path: '/*' }, true)).toEqual(['error path file-access']);
    expect(findings(token, true)).toEqual(['warning bearerTokenFile token-in-clear']);
  });
});
