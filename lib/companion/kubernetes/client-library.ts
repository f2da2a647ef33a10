import { AccessError } from './access-error';

/**
 * Imports what needs the client library of Kubernetes, where it is needed and never else. The companion that constructs put
 * into pods comes without it (tools/bundle.mjs): there it would be 16 MB of memory for nothing.
 *
 * @throws {AccessError} where it is not there
 */
export async function fromLibrary<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') {
      throw error;
    }
    throw new AccessError(
      'this companion is the one for pods, which knows neither kubeconfigs nor port-forward: give its pod the token ' +
        'of a ServiceAccount, or run `npx cdk8s-prometheus-rollout` instead',
      { cause: error },
    );
  }
}
