import { AccessError, ApiError, NotAlertmanagerError, NotFoundError } from '../kubernetes';
import { TransientError } from '../rollout';
import { CliError } from './cli-error';
import { EXIT, type ExitCode } from './exit-code';

const CERTIFICATE = /^(CERT_|UNABLE_|DEPTH_ZERO|SELF_SIGNED|ERR_TLS)/;

/** What to say about an error, and the code to exit with; undefined for a mistake of ours, which shows its stack. */
export function explain(error: unknown): { readonly code: ExitCode; readonly message: string } | undefined {
  if (error instanceof CliError) {
    return { code: error.code, message: error.message };
  }
  if (error instanceof AccessError) {
    return { code: EXIT.noCluster, message: error.message };
  }
  if (error instanceof NotFoundError) {
    return { code: EXIT.notFound, message: error.message };
  }
  if (error instanceof NotAlertmanagerError) {
    return { code: EXIT.notAlertmanager, message: error.message };
  }
  if (error instanceof TransientError) {
    return { code: EXIT.apiServer, message: error.message };
  }
  if (error instanceof ApiError) {
    return ofApiServer(error);
  }
  return undefined;
}

/** Kubernetes itself says which verb on which resource is missing, and to whom. */
function ofApiServer({ status, reason, message }: ApiError): { code: ExitCode; message: string } {
  if (status === 401) {
    return { code: EXIT.forbidden, message: `the credentials are not accepted: ${message}` };
  }
  if (status === 403) {
    return { code: EXIT.forbidden, message: `a right is missing: ${message}` };
  }
  if (status === 0) {
    return { code: CERTIFICATE.test(reason) ? EXIT.certificate : EXIT.apiServer, message };
  }
  return { code: EXIT.apiServer, message };
}
