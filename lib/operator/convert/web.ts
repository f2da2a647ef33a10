import { isObject, type PlainObject } from '../schema';
import { convertFields, type Fields, type Rule, type Rules } from './fields';
import { flag, gone, renamed, unless } from './rules';

/** Headers by the names that Prometheus has for them. */
const HEADERS: Readonly<Record<string, string>> = {
  contentSecurityPolicy: 'Content-Security-Policy',
  strictTransportSecurity: 'Strict-Transport-Security',
  xContentTypeOptions: 'X-Content-Type-Options',
  xFrameOptions: 'X-Frame-Options',
  xXSSProtection: 'X-XSS-Protection',
};

/** Headers whose values are words. */
const WORDS = ['xContentTypeOptions', 'xFrameOptions'];

/** Besides those two that Alertmanager alone has, see below. */
export const WEB: Rules = {
  'web.httpConfig.headers': ({ value }) => {
    const headers = Object.entries(value as PlainObject)
      .filter(([, text]) => text !== '' && text !== null)
      .map(([name, text]) => [
        HEADERS[name] ?? name,
        WORDS.includes(name) ? String(text).toLowerCase() : text,
      ]);
    return headers.length === 0 ? {} : { headers: Object.fromEntries(headers) as Fields };
  },
  'web.tlsConfig.client_ca': renamed('clientCa'),
  'web.tlsConfig.clientCAFile': renamed('clientCaFile'),
  'web.tlsConfig.clientAuthType': unless('NoClientCert'),
  'web.tlsConfig.preferServerCipherSuites': gone(
    'has no effect in any release that is supported',
    'Leave it out.',
  ),
};

/** The web server. Flags that have no prop are given as such. */
export const convertWeb: Rule = ({ value, place, surroundings }) => {
  const { getConcurrency, timeout, ...web } = value as PlainObject;
  const props = convertFields(web, WEB, place, surroundings, 'web');
  const flags = [
    { key: 'getConcurrency', given: getConcurrency, rule: flag('web.get-concurrency') },
    // The operator writes the number of seconds alone, and Alertmanager does not start with that.
    {
      key: 'timeout',
      given: timeout === undefined ? undefined : `${Number(timeout)}s`,
      rule: flag('web.timeout'),
    },
  ].flatMap(({ key, given, rule }) => {
    const fields =
      given === undefined
        ? {}
        : rule({ key, value: given, place: place.at(key), surroundings, rules: WEB, path: key });
    return fields.additionalArgs ?? [];
  });
  return {
    ...(isObject(props) && Object.keys(props).length > 0 ? { web: props } : {}),
    ...(flags.length === 0 ? {} : { additionalArgs: flags }),
  };
};
