import type { Where } from '../problems';
import type { ScrapeEndpoint } from './common-props';
import { SERVICE_ACCOUNT_TOKEN_FILE } from './token-file';

/** Which monitors may have a Prometheus show files of its pods to their targets. */
export type FileAccess = 'all' | 'own-namespace' | 'none';

/** Fields that name a file of the pods. */
const FILES: readonly string[] = ['bearerTokenFile', 'credentialsFile', 'caFile', 'certFile', 'keyFile'];

/** Whether a monitor of this namespace may name files. */
export function mayNameFiles(access: FileAccess, monitor: string, prometheus: string): boolean {
  return access === 'all' || (access === 'own-namespace' && monitor === prometheus);
}

/**
 * Reports every file that a definition names, wherever in it. Whoever may write a monitor chooses the
 * target: without this a team could have the Prometheus send its credentials to that team.
 */
export function denyFiles(where: Where, value: unknown): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      denyFiles(where.at(index), item);
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const [field, inner] of Object.entries(value)) {
      if (FILES.includes(field) && inner !== undefined) {
        where.at(field).error({
          code: 'file-access',
          value: inner,
          complaint: 'is a file of the Prometheus, which this definition must not name',
          remedy:
            'Refer to a Secret instead, or allow it with `arbitraryFSAccessThroughSMs: { deny: false }` on the Prometheus; its own namespace is allowed unless that says `deny: true`.',
        });
      } else {
        denyFiles(where.at(field), inner);
      }
    }
  }
}

/** The token opens the API server: it is shown on paths that can be named, and seen on the way unless it is TLS. */
export function checkToken(where: Where, endpoint: ScrapeEndpoint): void {
  const { bearerTokenFile, authorization, path = '/metrics', scheme = 'http' } = endpoint;
  if (![bearerTokenFile, authorization?.credentialsFile].includes(SERVICE_ACCOUNT_TOKEN_FILE)) {
    return;
  }
  if (path.includes('*')) {
    where.at('path').error({
      code: 'file-access',
      value: path,
      complaint: 'would grant rights on all paths that begin so',
      remedy: 'Name the path that is scraped.',
    });
  }
  if (scheme !== 'https') {
    const field = bearerTokenFile === undefined ? ['authorization', 'credentialsFile'] : ['bearerTokenFile'];
    where.at(...field).warning({
      code: 'token-in-clear',
      value: SERVICE_ACCOUNT_TOKEN_FILE,
      complaint: "sends the token of the Prometheus's account over plain HTTP",
      remedy: "Set `scheme: 'https'`, or leave the token out where the target does not ask for it.",
    });
  }
}
