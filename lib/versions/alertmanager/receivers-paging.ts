import type { Catalogue } from '../catalogue';
import { each, since } from '../facts';
import { old, section } from './old';
import { httpNotifier } from './notifier';

const incidentio = since('0.29', '#4372');

/** Receivers that wake somebody up. */
export const pagingReceiverSections = {
  incidentio_config: {
    ...httpNotifier(incidentio),
    ...each(incidentio, 'url', 'url_file', 'alert_source_token', 'alert_source_token_file'),
    ...each(incidentio, 'max_alerts', 'timeout'),
  },
  opsgenie_config: {
    ...httpNotifier(old),
    ...each(old, 'api_key', 'api_url', 'message', 'description', 'source', 'details'),
    ...each(old, 'tags', 'note', 'priority'),
    responders: section('opsgenie_responder'),
    api_key_file: since('0.24', '#2728'),
    update_alerts: since('0.24', '#2519'),
    ...each(since('0.24', '#2753'), 'entity', 'actions'),
  },
  opsgenie_responder: each(old, 'id', 'name', 'username', 'type'),
  pagerduty_config: {
    ...httpNotifier(old),
    ...each(old, 'routing_key', 'service_key', 'url', 'client', 'client_url'),
    ...each(old, 'description', 'severity', 'details', 'component', 'group', 'class'),
    images: section('pagerduty_image'),
    links: section('pagerduty_link'),
    source: since('0.25', '#3106'),
    ...each(since('0.25', '#3107'), 'routing_key_file', 'service_key_file'),
    timeout: since('0.30', '#4354'),
  },
  pagerduty_image: each(old, 'href', 'src', 'alt'),
  pagerduty_link: each(old, 'href', 'text'),
  pushover_config: {
    ...httpNotifier(old),
    ...each(old, 'user_key', 'token', 'title', 'message', 'url', 'url_title'),
    ...each(old, 'sound', 'priority', 'retry', 'expire', 'html'),
    device: since('0.26', '#3318'),
    ...each(since('0.26', '#3200'), 'user_key_file', 'token_file'),
    ttl: since('0.27', 'pull request #3474'),
    monospace: since('0.29', '#4362'),
  },
  victorops_config: {
    ...httpNotifier(old),
    ...each(old, 'api_key', 'api_url', 'routing_key', 'message_type', 'custom_fields'),
    ...each(old, 'state_message', 'entity_display_name', 'monitoring_tool'),
    api_key_file: since('0.25', '#3111'),
  },
} satisfies Catalogue;
