import {
  checkEither,
  checkExclusive,
  checkTls,
  type FileContext,
  type TlsConfig,
  type TlsVersion,
} from '../http';
import type { GrpcTlsConfig } from '../native/thanos';
import type { Where } from '../problems';
import type { SecretKeySelector, SecretOrConfigMap } from '../references';
import { checkChoice, compact } from '../values';
import type { Flag } from '../workload';

/** TLS of a gRPC server of Thanos. Operator: `grpcServerTlsConfig`. */
export interface GrpcServerTls {
  /** Authorities of the certificates that clients must show. @default - clients need none */
  readonly ca?: SecretOrConfigMap;

  /** The same as a file that is in the pod already. Excludes `ca`. */
  readonly caFile?: string;

  /** Certificate of the server. Needed, unless `certFile` names it. */
  readonly cert?: SecretOrConfigMap;
  readonly certFile?: string;

  /** Key of the certificate. Needed, unless `keyFile` names it. */
  readonly keySecret?: SecretKeySelector;
  readonly keyFile?: string;

  /** @default 'TLS13' */
  readonly minVersion?: TlsVersion;

  /** Cipher suites up to TLS 1.2, by their names in Go. @default - Go's own */
  readonly cipherSuites?: readonly string[];

  /** Elliptic curves, by their names in Go. @default - Go's own */
  readonly curves?: readonly string[];
}

/** How Thanos writes the versions of TLS. */
const VERSIONS: Readonly<Record<TlsVersion, string>> = {
  TLS10: '1.0',
  TLS11: '1.1',
  TLS12: '1.2',
  TLS13: '1.3',
};

/** Reports a server without certificate or key, and files that are named in two ways. */
export function checkGrpcServerTls(where: Where, tls: GrpcServerTls | undefined): void {
  if (tls === undefined) {
    return;
  }
  checkEither(where.at('ca'), tls.ca);
  checkEither(where.at('cert'), tls.cert);
  checkExclusive(where, tls, ['ca', 'caFile']);
  checkChoice(where.at('minVersion'), tls.minVersion, Object.keys(VERSIONS));
  for (const [reference, file] of [
    ['cert', 'certFile'],
    ['keySecret', 'keyFile'],
  ] as const) {
    checkExclusive(where, tls, [reference, file]);
    if (tls[reference] === undefined && tls[file] === undefined) {
      where.at(reference).error({
        code: 'incomplete',
        complaint: 'is missing: a server with TLS has a certificate and its key',
        remedy: `Refer to a Secret, or name a file of the pod with \`${file}\`.`,
      });
    }
  }
}

/** The flags of a server; none where it speaks plainly. */
export function grpcServerFlags(
  where: Where,
  tls: GrpcServerTls | undefined,
  { files, referrer }: FileContext,
): Flag[] {
  if (tls === undefined) {
    return [];
  }
  const cert = tls.cert === undefined ? tls.certFile : files.either(where.at('cert'), tls.cert, referrer);
  const key =
    tls.keySecret === undefined ? tls.keyFile : files.secret(where.at('keySecret'), tls.keySecret, referrer);
  const ca = tls.ca === undefined ? tls.caFile : files.either(where.at('ca'), tls.ca, referrer);
  const flags: Flag[] = [
    ['grpc-server-tls-cert', cert],
    ['grpc-server-tls-key', key],
    ['grpc-server-tls-client-ca', ca],
    ['grpc-server-tls-min-version', tls.minVersion && VERSIONS[tls.minVersion]],
    ...(tls.cipherSuites ?? []).map((suite): Flag => ['grpc-server-tls-ciphers', suite]),
    ...(tls.curves ?? []).map((curve): Flag => ['grpc-server-tls-curves', curve]),
  ];
  return flags.filter(([, value]) => value !== undefined);
}

/** How a client of gRPC trusts the servers that it calls, and shows who it is. */
export type GrpcClientTls = Omit<TlsConfig, 'maxVersion'>;

/** Reports what Thanos would refuse. */
export function checkGrpcClientTls(where: Where, tls: GrpcClientTls | undefined): void {
  if (tls !== undefined) {
    checkTls(where, tls);
  }
}

/** The settings of a client, natively. The name of the server stands beside them in the file. */
export function renderGrpcClientTls(
  where: Where,
  tls: GrpcClientTls,
  { files, referrer }: FileContext,
): GrpcTlsConfig {
  return compact<GrpcTlsConfig>({
    enabled: true,
    insecure_skip_verify: tls.insecureSkipVerify,
    ca_file: tls.ca === undefined ? tls.caFile : files.either(where.at('ca'), tls.ca, referrer),
    cert_file: tls.cert === undefined ? tls.certFile : files.either(where.at('cert'), tls.cert, referrer),
    key_file:
      tls.keySecret === undefined
        ? tls.keyFile
        : files.secret(where.at('keySecret'), tls.keySecret, referrer),
    min_version: tls.minVersion && VERSIONS[tls.minVersion],
  });
}
