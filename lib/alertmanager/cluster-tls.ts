import { checkTls, renderTls, type FileContext, type TlsConfig } from '../http';
import { renderYaml } from '../native';
import type { ClusterTlsFile, TlsServerConfig } from '../native/alertmanager';
import type { Where } from '../problems';
import { CLIENT_AUTH_TYPES, renderServerTls, type ServerTls } from '../web';
import { checkChoice } from '../values';
import { CLUSTER_TLS_DIRECTORY, CLUSTER_TLS_FILE } from './paths';

/** TLS of a peer towards those that call it. */
export interface ClusterTlsServer extends ServerTls {
  /** Whether peers must show a certificate; less is no protection of the mesh. @default 'RequireAndVerifyClientCert' */
  readonly clientAuthType?: TlsServerConfig['client_auth_type'];
}

/** TLS between the peers of a mesh, which then talk TCP only. Operator: `clusterTLS`. */
export interface ClusterTls {
  /** What a peer shows to, and demands of, those that call it. */
  readonly server: ClusterTlsServer;

  /** What a peer shows to, and demands of, those that it calls. `serverName` is the name in all certificates. */
  readonly client: TlsConfig;
}

/** The file of the mesh's TLS. */
export interface CompiledClusterTls {
  /** Where the pods have it. */
  readonly path: string;

  /** The data of its ConfigMap: certificates and keys are in files of their own. */
  readonly data: Readonly<Record<string, string>>;
}

/** Checks and renders TLS between peers; undefined where there is none. */
export function compileClusterTls(
  where: Where,
  tls: ClusterTls | undefined,
  context: FileContext,
): CompiledClusterTls | undefined {
  if (tls === undefined) {
    return undefined;
  }
  check(where, tls);
  const file: ClusterTlsFile = {
    tls_server_config: renderServer(where.at('server'), tls.server, context),
    tls_client_config: renderTls(where.at('client'), tls.client, context),
  };
  return {
    path: `${CLUSTER_TLS_DIRECTORY}/${CLUSTER_TLS_FILE}`,
    data: { [CLUSTER_TLS_FILE]: renderYaml(file) },
  };
}

function check(where: Where, { server, client }: ClusterTls): void {
  const { clientAuthType = 'RequireAndVerifyClientCert', clientCa = server.clientCaFile } = server;
  checkTls(where.at('client'), client);
  checkChoice(where.at('server', 'clientAuthType'), clientAuthType, CLIENT_AUTH_TYPES);
  if (clientAuthType === 'RequireAndVerifyClientCert' && clientCa === undefined) {
    where.at('server', 'clientCa').error({
      code: 'incomplete',
      complaint: 'is not set: certificates of peers cannot be verified without it',
      remedy: "Set `clientCa: { secret: secretKey('mesh-tls', 'ca.crt') }`.",
    });
  }
  if (clientAuthType !== 'RequireAndVerifyClientCert') {
    where.at('server', 'clientAuthType').warning({
      code: 'open-mesh',
      value: clientAuthType,
      complaint: 'lets anybody in who can reach the port: silences could be read and written',
      remedy: 'Leave it out: peers then show certificates.',
    });
  }
  if (client.cert === undefined && client.certFile === undefined) {
    where.at('client', 'cert').error({
      code: 'incomplete',
      complaint: 'is not set: peers demand a certificate',
      remedy: 'Set `cert` and `keySecret`.',
    });
  }
}

function renderServer(where: Where, tls: ClusterTlsServer, context: FileContext): TlsServerConfig {
  const { clientAuthType = 'RequireAndVerifyClientCert', ...rest } = tls;
  return renderServerTls(where, { ...rest, clientAuthType }, context);
}
