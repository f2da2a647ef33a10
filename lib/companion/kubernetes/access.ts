import { existsSync, readFileSync } from 'node:fs';
import type { SecureContextOptions } from 'node:tls';
import type { KubeConfig } from '@kubernetes/client-node';
import { AccessError } from './access-error';
import { fromLibrary } from './client-library';

/** How to reach an API server, and as whom. */
export interface Access {
  readonly server: string;

  /** The namespace that is meant where none is said. */
  readonly namespace: string;

  /** Whether we run in a pod of this cluster, which reaches other pods at their addresses. */
  readonly inCluster: boolean;

  /** What makes a request ours; asked before each, since tokens end. */
  readonly credentials: () => Promise<Credentials>;

  /** The same for the client library, which knows how to forward ports. */
  readonly kubeconfig: () => Promise<KubeConfig>;
}

export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: Pick<SecureContextOptions, 'ca' | 'cert' | 'key'> & {
    readonly rejectUnauthorized?: boolean | undefined;
    readonly servername?: string | undefined;
  };
}

/** Whom the client library means where it finds no kubeconfig: nobody. */
const NO_KUBECONFIG = 'http://localhost:8080';

const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

export interface AccessOptions {
  /** Name of a context of the kubeconfig. */
  readonly context?: string | undefined;
}

/**
 * Credentials of the ServiceAccount where we run in a pod, else those of the kubeconfig.
 *
 * @throws {AccessError} where there are neither
 */
export async function findAccess({ context }: AccessOptions): Promise<Access> {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port = '443', KUBECONFIG } = process.env;
  if (
    host !== undefined &&
    context === undefined &&
    KUBECONFIG === undefined &&
    existsSync(`${ACCOUNT}/token`)
  ) {
    return ofServiceAccount(host, port);
  }
  return ofKubeconfig(context);
}

function ofServiceAccount(host: string, port: string): Access {
  const ca = readFileSync(`${ACCOUNT}/ca.crt`);
  return {
    server: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
    namespace: readFileSync(`${ACCOUNT}/namespace`, 'utf8').trim(),
    inCluster: true,
    // Read each time: the kubelet renews it.
    credentials: () =>
      Promise.resolve({
        headers: { authorization: `Bearer ${readFileSync(`${ACCOUNT}/token`, 'utf8').trim()}` },
        tls: { ca },
      }),
    kubeconfig: async () => (await fromLibrary(() => import('./kubeconfig.js'))).loadKubeconfig(),
  };
}

/** The client library knows all that a kubeconfig may hold: exec plugins, OpenID Connect, files and data. */
async function ofKubeconfig(context: string | undefined): Promise<Access> {
  const { loadKubeconfig } = await fromLibrary(() => import('./kubeconfig.js'));
  const config = attempt(loadKubeconfig);
  const names = config.getContexts().map(({ name }) => name);
  if (context !== undefined) {
    if (!names.includes(context)) {
      throw new AccessError(`the kubeconfig has no context "${context}"; it has: ${listed(names)}`);
    }
    config.setCurrentContext(context);
  }
  const cluster = config.getCurrentCluster();
  if (cluster?.server === NO_KUBECONFIG) {
    throw new AccessError('there is no kubeconfig: set KUBECONFIG, or run this in the cluster');
  }
  if (cluster === null) {
    throw new AccessError(
      `the kubeconfig has no current context; say which with --context: ${listed(names)}`,
    );
  }
  return {
    server: cluster.server,
    namespace: config.getContextObject(config.getCurrentContext())?.namespace ?? 'default',
    inCluster: false,
    kubeconfig: () => Promise.resolve(config),
    credentials: async () => {
      const options: Record<string, unknown> & { headers: Record<string, string> } = { headers: {} };
      await config.applyToHTTPSOptions(options).catch((error: unknown) => {
        const reason = (error as Error).message;
        throw new AccessError(`the kubeconfig cannot be used: ${reason}`, { cause: error });
      });
      const { headers, ca, cert, key, rejectUnauthorized, servername } = options;
      return {
        headers,
        tls: { ca, cert, key, rejectUnauthorized, servername } as Credentials['tls'],
      };
    },
  };
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'there are none' : names.join(', ');
}

function attempt<T>(load: () => T): T {
  try {
    return load();
  } catch (error) {
    const reason = error instanceof TypeError ? 'it is none' : (error as Error).message; // it is not checked
    throw new AccessError(`the kubeconfig cannot be read: ${reason}`, { cause: error });
  }
}
