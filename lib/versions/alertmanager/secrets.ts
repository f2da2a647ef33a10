/**
 * Fields of Alertmanager that hold secrets in clear: those that `lib/native` types as `PlainSecret`. A test holds
 * that both agree.
 *
 * Addresses of webhooks are not among them, though upstream hides them: most hold no secret, and our own webhook
 * takes them as text as well. The gate looks for passwords in them.
 */
export const alertmanagerSecrets: ReadonlySet<string> = new Set([
  'alert_source_token',
  'api_key',
  'api_secret',
  'app_token',
  'auth_password',
  'auth_secret',
  'bearer_token',
  'bot_token',
  'client_certificate_key',
  'client_secret',
  'credentials',
  'key',
  'mattermost_webhook_url',
  'opsgenie_api_key',
  'password',
  'proxy_connect_header',
  'rocketchat_token',
  'rocketchat_token_id',
  'pagerduty_config.routing_key',
  'secret_key',
  'service_key',
  'slack_api_url',
  'slack_app_token',
  'slack_config.api_url',
  'smtp_auth_password',
  'smtp_auth_secret',
  'telegram_bot_token',
  'token',
  'token_id',
  'user_key',
  'victorops_api_key',
  'webhook_url',
  'wechat_api_secret',
]);
