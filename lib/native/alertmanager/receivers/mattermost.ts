import type { FilePath, PlainSecret, TmplString } from '../scalars';
import type { HttpNotifierConfig } from './notifier';

/** Mattermost, by incoming webhook (`<mattermost_config>`). */
export interface MattermostConfig extends HttpNotifierConfig, MattermostAttachment {
  /** URL of the webhook. */
  readonly webhook_url?: PlainSecret;

  /** File that holds the URL of the webhook. */
  readonly webhook_url_file?: FilePath;

  /** Channel other than the webhook's: its name in URLs, `town-square`. */
  readonly channel?: TmplString;

  /** Name of the sender. */
  readonly username?: TmplString;

  /** Picture of the sender. */
  readonly icon_url?: TmplString;

  /** Emoji of the sender, before {@link icon_url}. */
  readonly icon_emoji?: TmplString;

  /**
   * Attachments.
   *
   * @deprecated since 0.32, use the same fields one level up
   */
  readonly attachments?: readonly MattermostAttachment[];

  /** Type of the post, `custom_…`; upstream's page has no word on it. */
  readonly type?: TmplString;

  /** Properties of the post. */
  readonly props?: MattermostProps;

  /** Priority of the post. */
  readonly priority?: MattermostPriority;
}

/** The framed part of a post (`<attachment_config>`). */
export interface MattermostAttachment {
  /** Text for clients that show no attachments. */
  readonly fallback?: TmplString;

  /** Colour of the border. */
  readonly color?: TmplString;

  /** Text before the frame. */
  readonly pretext?: TmplString;

  /** Text inside the frame. */
  readonly text?: TmplString;

  /** Name of the author. */
  readonly author_name?: TmplString;

  /** Link of the author's name. */
  readonly author_link?: TmplString;

  /** Picture of the author. */
  readonly author_icon?: TmplString;

  /** Title. */
  readonly title?: TmplString;

  /** Link of the title. */
  readonly title_link?: TmplString;

  /** Table of short facts. */
  readonly fields?: readonly MattermostField[];

  /** Small picture at the right. */
  readonly thumb_url?: TmplString;

  /** Line at the bottom. */
  readonly footer?: TmplString;

  /** Picture of that line. */
  readonly footer_icon?: TmplString;

  /** Picture below the text. */
  readonly image_url?: TmplString;
}

/** One cell of the table (`<field_config>`). */
export interface MattermostField {
  /** Heading. */
  readonly title: TmplString;

  /** Text. */
  readonly value: TmplString;

  /** Whether another cell may stand beside it. */
  readonly short?: boolean;
}

/** Properties of a post (`<prop_config>`). */
export interface MattermostProps {
  /** Markdown that opens at the right on demand. */
  readonly card?: TmplString;
}

/** Priority of a post (`<priority_config>`). */
export interface MattermostPriority {
  /** Label: `urgent`, `important` or `standard`. */
  readonly priority?: TmplString;

  /** Whether readers must acknowledge; enterprise only. */
  readonly requested_ack?: boolean;

  /** Whether an urgent post comes back every five minutes until acknowledged; enterprise only. */
  readonly persistent_notifications?: boolean;
}
