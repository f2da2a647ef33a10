/**
 * Fields of Prometheus that hold secrets in clear: those that `lib/native` types as `PlainSecret`. A test holds
 * that both agree.
 */
export const prometheusSecrets: ReadonlySet<string> = new Set([
  'application_credential_secret',
  'application_secret',
  'auth_token',
  'basic_auth_users',
  'bearer_token',
  'certificate_password',
  'client_certificate_key',
  'client_secret',
  'consumer_key',
  'credentials',
  'key',
  'key_passphrase',
  'password',
  'private_key',
  'proxy_connect_header',
  'secret_key',
  'service_account_key',
  'token',
]);
