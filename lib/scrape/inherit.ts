import { checkCredentials, type Authorization, type TlsConfig } from '../http';
import type { RelabelConfig } from '../native/prometheus';
import type { Where } from '../problems';
import type { SecretKeySelector } from '../references';
import { compact } from '../values';
import type { MonitorClient, ScrapeFormat } from './common-props';
import type { JobContext } from './job';
import { renderRelabelings, type Relabeling } from './relabeling';
import type { ScrapeClassDefaults } from './scrape-class';

/**
 * The client with what it takes from its class. Reports credentials that are still missing then.
 *
 * A client that authenticates itself otherwise keeps to that. (The operator gives it the class's header as
 * well, and Prometheus then refuses the whole configuration.)
 */
export function inheritClient<Client extends MonitorClient>(
  where: Where,
  client: Client,
  context: JobContext,
): Client {
  const own = withoutBearerSecret(where, client, context);
  const { authorization, tlsConfig } = pinned(context);
  const decided = own.basicAuth ?? own.oauth2 ?? own.bearerTokenFile;
  const inherited = compact<Client>({
    ...own,
    authorization:
      decided === undefined ? inheritHeader(own.authorization, authorization) : own.authorization,
    tlsConfig: inheritTls(own.tlsConfig, tlsConfig),
  });
  checkCredentials(where.at('authorization'), inherited.authorization);
  return inherited;
}

/** The deprecated field as the one that took its place. */
function withoutBearerSecret<Client extends MonitorClient>(
  where: Where,
  client: Client,
  { files, referrer }: JobContext,
): Client {
  const { bearerTokenSecret: secret, ...rest } = client;
  return secret === undefined
    ? client
    : ({
        ...rest,
        authorization: { credentialsFile: files.secret(where.at('bearerTokenSecret'), secret, referrer) },
      } as Client);
}

function inheritHeader(
  own: Authorization | undefined,
  inherited: Authorization | undefined,
): Authorization | undefined {
  if (own === undefined || inherited === undefined) {
    return own ?? inherited;
  }
  const complete = own.credentials !== undefined || own.credentialsFile !== undefined;
  const { credentials, credentialsFile } = inherited;
  return complete ? own : compact<Authorization>({ ...own, credentials, credentialsFile });
}

function inheritTls(own: TlsConfig | undefined, inherited: TlsConfig | undefined): TlsConfig | undefined {
  if (own === undefined || inherited === undefined || Object.keys(own).length === 0) {
    return inherited ?? own;
  }
  return compact<TlsConfig>({
    ...own,
    caFile: own.caFile ?? (own.ca === undefined ? inherited.caFile : undefined),
    certFile: own.certFile ?? (own.cert === undefined ? inherited.certFile : undefined),
    keyFile: own.keyFile ?? (own.keySecret === undefined ? inherited.keyFile : undefined),
  });
}

/** References of a class mean objects beside the Prometheus, whoever is scraped as it. */
function pinned({ scrapeClass: { authorization, tlsConfig }, namespace }: JobContext): ScrapeClassDefaults {
  const pin = (reference: SecretKeySelector | undefined) =>
    reference && { namespace, optional: false, ...reference };
  const pinEither = (reference: TlsConfig['ca']): TlsConfig['ca'] =>
    reference?.secret === undefined
      ? reference && { configMap: { namespace, optional: false, ...reference.configMap } }
      : { secret: { namespace, optional: false, ...reference.secret } };
  return compact<ScrapeClassDefaults>({
    authorization:
      authorization &&
      compact<Authorization>({ ...authorization, credentials: pin(authorization.credentials) }),
    tlsConfig:
      tlsConfig &&
      compact<TlsConfig>({
        ...tlsConfig,
        ca: pinEither(tlsConfig.ca),
        cert: pinEither(tlsConfig.cert),
        keySecret: pin(tlsConfig.keySecret),
      }),
  });
}

/** The format with what it takes from its class. */
export function inheritFormat(format: ScrapeFormat, { scrapeClass }: JobContext): ScrapeFormat {
  return compact<ScrapeFormat>({
    ...format,
    fallbackScrapeProtocol: format.fallbackScrapeProtocol ?? scrapeClass.fallbackScrapeProtocol,
  });
}

/** Relabelings of samples: those of the class, then the definition's own. */
export function metricSteps(
  own: readonly Relabeling[] | undefined,
  { scrapeClass }: JobContext,
): RelabelConfig[] | undefined {
  const all = [...renderRelabelings(scrapeClass.metricRelabelings), ...renderRelabelings(own)];
  return all.length === 0 ? undefined : all;
}
