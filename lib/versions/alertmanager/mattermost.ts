import type { Catalogue, Fact, Section } from '../catalogue';
import { deprecated, each, since } from '../facts';
import { section } from './old';
import { httpNotifier } from './notifier';

const mattermost = since('0.30', '#4090');

/** What the configuration took over from its attachments in 0.32; `text` was in both from the beginning. */
function attachment(first: Fact) {
  return {
    ...each(first, 'fallback', 'color', 'pretext', 'title', 'title_link'),
    ...each(first, 'author_name', 'author_link', 'author_icon'),
    ...each(first, 'image_url', 'thumb_url', 'footer', 'footer_icon'),
    fields: section('mattermost_field', first),
  } satisfies Section;
}

export const mattermostSections = {
  mattermost_config: {
    ...httpNotifier(mattermost),
    ...each(mattermost, 'webhook_url', 'webhook_url_file', 'channel', 'text', 'type'),
    ...each(mattermost, 'username', 'icon_url', 'icon_emoji'),
    props: section('mattermost_props', mattermost),
    priority: section('mattermost_priority', mattermost),
    ...attachment(since('0.32', '#5009')),
    attachments: section(
      'mattermost_attachment',
      deprecated(mattermost, '0.32', 'the same fields one level up'),
    ),
  },
  mattermost_attachment: { ...attachment(mattermost), text: mattermost },
  mattermost_field: each(mattermost, 'title', 'value', 'short'),
  mattermost_props: each(mattermost, 'card'),
  mattermost_priority: each(mattermost, 'priority', 'requested_ack', 'persistent_notifications'),
} satisfies Catalogue;
