import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Secret } from 'kubernetes-types/core/v1';
import type { MeshTls } from '../../lib/companion/mesh';
import { sandboxFolder } from '../cluster';
import { makeCertificates } from '../support/certificates';

/** Name of the Secret, of its volume, and of the folder below `/etc`. */
export const MESH_TLS = 'mesh-tls';

const SERVER_NAME = 'mesh.example';

/** What instances need to gossip over TLS, and what lets us in: each side shows a certificate. */
export interface MeshTlsKit {
  readonly secret: Secret;
  readonly client: MeshTls;

  /** The same for the companion. */
  readonly args: readonly string[];
}

export async function makeMeshTls(namespace: string): Promise<MeshTlsKit> {
  const dir = join(await sandboxFolder('mesh-tls'), namespace);
  await mkdir(dir, { recursive: true });
  const made = makeCertificates(dir, [`DNS:${SERVER_NAME}`]);
  const inside = (name: string): string => `/etc/${MESH_TLS}/${name}`;
  const pair = { cert_file: inside('tls.crt'), key_file: inside('tls.key') };
  const config = {
    tls_server_config: {
      ...pair,
      client_ca_file: inside('ca.crt'),
      client_auth_type: 'RequireAndVerifyClientCert',
    },
    tls_client_config: { ...pair, ca_file: inside('ca.crt'), server_name: SERVER_NAME },
  };
  const files = Object.entries(made).map(([name, content]) => [name, content.toString('utf8')]);
  return {
    secret: {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { namespace, name: MESH_TLS },
      stringData: { ...(Object.fromEntries(files) as object), 'config.yml': JSON.stringify(config) },
    },
    client: { ca: made['ca.crt'], cert: made['tls.crt'], key: made['tls.key'], servername: SERVER_NAME },
    args: [
      ...['--mesh-ca', join(dir, 'ca.crt'), '--mesh-cert', join(dir, 'tls.crt')],
      ...['--mesh-key', join(dir, 'tls.key'), '--mesh-server-name', SERVER_NAME],
    ],
  };
}
