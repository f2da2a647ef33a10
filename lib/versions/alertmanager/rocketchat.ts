import type { Catalogue } from '../catalogue';
import { each, since } from '../facts';
import { section } from './old';
import { httpNotifier } from './notifier';

const rocketchat = since('0.28', '#3600');

export const rocketchatSections = {
  rocketchat_config: {
    ...httpNotifier(rocketchat),
    ...each(rocketchat, 'api_url', 'channel', 'token', 'token_file', 'token_id', 'token_id_file'),
    ...each(rocketchat, 'color', 'title', 'title_link', 'text', 'emoji'),
    ...each(rocketchat, 'icon_url', 'image_url', 'thumb_url', 'link_names', 'short_fields'),
    fields: section('rocketchat_field', rocketchat),
    actions: section('rocketchat_action', rocketchat),
  },
  rocketchat_field: each(rocketchat, 'title', 'value', 'short'),
  rocketchat_action: {
    ...each(rocketchat, 'type', 'text', 'url', 'msg', 'imageurl'),
    ...each(rocketchat, 'iswebview', 'webviewheightratio', 'msginchatwindow', 'msgprocessingtype'),
  },
} satisfies Catalogue;
