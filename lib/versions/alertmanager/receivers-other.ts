import type { Catalogue } from '../catalogue';
import { each, since } from '../facts';
import { old, section } from './old';
import { httpNotifier } from './notifier';

const jira = since('0.28', '#3590');
const sns = since('0.23', '#2615');

/** Mail, tickets, and what programs read. */
export const otherReceiverSections = {
  email_config: {
    ...each(old, 'send_resolved', 'to', 'from', 'smarthost', 'hello', 'require_tls'),
    ...each(old, 'auth_username', 'auth_password', 'auth_secret', 'auth_identity'),
    ...each(old, 'html', 'text', 'headers'),
    tls_config: section('tls_config'),
    auth_password_file: since('0.25', '#3038'),
    threading: section('email_threading', since('0.30', '#4623')),
    auth_secret_file: since('0.31', '#3087'),
    force_implicit_tls: since('0.31', '#4818'),
  },
  email_threading: each(since('0.30', '#4623'), 'enabled', 'thread_by_date'),
  jira_config: {
    ...httpNotifier(jira),
    ...each(jira, 'api_url', 'project', 'issue_type', 'labels', 'priority', 'fields'),
    ...each(jira, 'resolve_transition', 'reopen_transition', 'reopen_duration', 'wont_fix_resolution'),
    summary: section('jira_field_config', jira),
    description: section('jira_field_config', jira),
    api_type: since('0.29', '#4542'),
  },
  jira_field_config: each(since('0.30', '#4621'), 'template', 'enable_update'),
  sns_config: {
    ...httpNotifier(sns),
    sigv4: section('sigv4_config', sns),
    ...each(sns, 'api_url', 'topic_arn', 'phone_number', 'target_arn'),
    ...each(sns, 'subject', 'message', 'attributes'),
    use_aws_http_client: since('0.33', '#5178'),
  },
  sigv4_config: {
    ...each(sns, 'region', 'access_key', 'secret_key', 'profile', 'role_arn'),
    external_id: since('0.34', '#5157'), // parsed since 0.31, but not used
  },
  webhook_config: {
    ...httpNotifier(old),
    ...each(old, 'url', 'max_alerts'),
    url_file: since('0.26', '#3223'),
    timeout: since('0.28', '#4137'),
    payload: since('0.32', '#5011'),
  },
} satisfies Catalogue;
