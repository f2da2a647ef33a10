import { checkExclusive } from '../http';
import type { Where } from '../problems';
import { checkChoice } from '../values';
import type { WebServer } from './props';

/** Reports settings that contradict each other. `clientAuthTypes` are those that the probes of the program can live with. */
export function checkWebServer(where: Where, web: WebServer, clientAuthTypes: readonly string[]): void {
  checkExclusive(where, web, ['configFile', 'tlsConfig']);
  checkExclusive(where, web, ['configFile', 'httpConfig']);
  checkChoice(where.at('tlsConfig', 'clientAuthType'), web.tlsConfig?.clientAuthType, clientAuthTypes);
  if (web.httpConfig?.http2 === true && web.tlsConfig === undefined) {
    where.at('httpConfig', 'http2').error({
      code: 'contradiction',
      value: true,
      complaint: 'has no effect without tlsConfig',
      remedy: 'HTTP/2 is spoken over TLS only.',
    });
  }
}
