import type { HttpClient } from '../http';
import type { Where } from '../problems';
import type { ScrapeEndpoint } from './common-props';
import { SERVICE_ACCOUNT_TOKEN_FILE } from './token-file';

/** Which files of its pods a Prometheus shows to targets because a monitor says so. */
export type FileAccess = 'all' | 'own-namespace' | 'none';

/**
 * Reports files that the targets of a monitor would get to see and should not. Whoever may write a monitor
 * chooses the target: without this a team could have the Prometheus send its credentials to that team.
 */
export function checkFileAccess(where: Where, endpoint: ScrapeEndpoint, allowed: boolean): void {
  if (!allowed) {
    for (const [field, file] of files(endpoint)) {
      where.at(...field).error({
        code: 'file-access',
        value: file,
        complaint: 'is a file of the Prometheus, which a monitor of another namespace must not name',
        remedy:
          'Refer to a Secret of the monitor, or allow it with `arbitraryFSAccessThroughSMs: { deny: false }` on the Prometheus.',
      });
    }
  }
  if (endpoint.bearerTokenFile === SERVICE_ACCOUNT_TOKEN_FILE) {
    checkToken(where, endpoint);
  }
}

/** The token opens the API server: it is shown on paths that can be named, and seen on the way unless it is TLS. */
function checkToken(where: Where, { path = '/metrics', scheme = 'http' }: ScrapeEndpoint): void {
  if (path.includes('*')) {
    where.at('path').error({
      code: 'file-access',
      value: path,
      complaint: 'would grant rights on all paths that begin so',
      remedy: 'Name the path that is scraped.',
    });
  }
  if (scheme !== 'https') {
    where.at('bearerTokenFile').warning({
      code: 'token-in-clear',
      value: SERVICE_ACCOUNT_TOKEN_FILE,
      complaint: "sends the token of the Prometheus's account over plain HTTP",
      remedy: "Set `scheme: 'https'`, or leave the token out where the target does not ask for it.",
    });
  }
}

function files({ bearerTokenFile, tlsConfig = {} }: HttpClient): Array<[field: string[], file: string]> {
  const candidates: Array<[string[], string | undefined]> = [
    [['bearerTokenFile'], bearerTokenFile],
    [['tlsConfig', 'caFile'], tlsConfig.caFile],
    [['tlsConfig', 'certFile'], tlsConfig.certFile],
    [['tlsConfig', 'keyFile'], tlsConfig.keyFile],
  ];
  return candidates.filter((candidate): candidate is [string[], string] => candidate[1] !== undefined);
}

/** Whether a monitor of this namespace may name files. */
export function mayNameFiles(access: FileAccess, monitor: string, prometheus: string): boolean {
  return access === 'all' || (access === 'own-namespace' && monitor === prometheus);
}
