import { checkEither, checkExclusive } from '../http';
import type { Where } from '../problems';
import { checkChoice } from '../values';
import type { WebServer } from './props';

/** All that `client_auth_type` knows. Where probes show no certificate, a server cannot demand one. */
export const CLIENT_AUTH_TYPES: readonly string[] = [
  'NoClientCert',
  'RequestClientCert',
  'RequireAnyClientCert',
  'VerifyClientCertIfGiven',
  'RequireAndVerifyClientCert',
];

/** Reports settings that contradict each other. `clientAuthTypes` are those that the probes of the program can live with. */
export function checkWebServer(where: Where, web: WebServer, clientAuthTypes: readonly string[]): void {
  checkExclusive(where, web, ['configFile', 'tlsConfig']);
  checkExclusive(where, web, ['configFile', 'httpConfig']);
  checkChoice(where.at('tlsConfig', 'clientAuthType'), web.tlsConfig?.clientAuthType, clientAuthTypes);
  checkServerTls(where.at('tlsConfig'), web.tlsConfig);
  if (web.httpConfig?.http2 === true && web.tlsConfig === undefined) {
    where.at('httpConfig', 'http2').error({
      code: 'contradiction',
      value: true,
      complaint: 'has no effect without tlsConfig',
      remedy: 'HTTP/2 is spoken over TLS only.',
    });
  }
}

/** Reports a server without certificate or key, and files that are named in two ways. */
function checkServerTls(where: Where, tls: WebServer['tlsConfig']): void {
  if (tls === undefined) {
    return;
  }
  checkEither(where.at('cert'), tls.cert);
  checkEither(where.at('clientCa'), tls.clientCa);
  checkExclusive(where, tls, ['clientCa', 'clientCaFile']);
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
