import type { FilePath, GoDuration, PlainSecret, TmplString } from '../scalars';
import type { HttpNotifierConfig } from './notifier';

/** Slack, by incoming webhook or app token, not both (`<slack_config>`). */
export interface SlackConfig extends HttpNotifierConfig {
  /** URL of the webhook. */
  readonly api_url?: PlainSecret;

  /** File that holds the URL of the webhook. */
  readonly api_url_file?: FilePath;

  /** Token of the app. */
  readonly app_token?: PlainSecret;

  /** File that holds the token of the app. */
  readonly app_token_file?: FilePath;

  /** API that the app posts to. */
  readonly app_url?: string;

  /** Channel or user. */
  readonly channel?: TmplString;

  /** Name of the sender. */
  readonly username?: TmplString;

  /** Emoji of the sender. */
  readonly icon_emoji?: TmplString;

  /** Picture of the sender. */
  readonly icon_url?: TmplString;

  /** Whether names of channels and users become links. */
  readonly link_names?: boolean;

  /** Text outside of the attachment. */
  readonly message_text?: TmplString;

  /** Buttons. */
  readonly actions?: readonly SlackAction[];

  /** Name that the app gets with a click. */
  readonly callback_id?: TmplString;

  /** Colour of the border. */
  readonly color?: TmplString;

  /** Text for clients that show no attachments. */
  readonly fallback?: TmplString;

  /** Table of short facts. */
  readonly fields?: readonly SlackField[];

  /** Whether cells of the table stand side by side, where they do not say. */
  readonly short_fields?: boolean;

  /** Line at the bottom. */
  readonly footer?: TmplString;

  /** Which texts are Markdown. Default `fallback`, `pretext`, `text`. */
  readonly mrkdwn_in?: readonly string[];

  /** Text before the frame. */
  readonly pretext?: TmplString;

  /** Text inside the frame. */
  readonly text?: TmplString;

  /** Title. */
  readonly title?: TmplString;

  /** Link of the title. */
  readonly title_link?: TmplString;

  /** Picture below the text. */
  readonly image_url?: TmplString;

  /** Small picture at the right. */
  readonly thumb_url?: TmplString;

  /**
   * Whether a change of the alerts edits the message instead of posting a new one. Only together with an inline
   * {@link api_url} of `https://slack.com/api/chat.postMessage`, which is no secret, and the token in `http_config`:
   * without an inline URL Alertmanager (0.32 to 0.34) crashes as it loads the file.
   */
  readonly update_message?: boolean;

  /** Time limit of one request. Default `0s`: none but the group's interval. */
  readonly timeout?: GoDuration;
}

/** A button (`<action_config>`): with a URL, or with name and value. */
export interface SlackAction {
  /** `button`. */
  readonly type: TmplString;

  /** What the button says. */
  readonly text: TmplString;

  /** Where a click leads; name, value and confirm are then dropped. */
  readonly url?: TmplString;

  /** `primary` or `danger`. */
  readonly style?: TmplString;

  /** Name that the app gets with a click. */
  readonly name?: TmplString;

  /** Value that the app gets with a click. */
  readonly value?: TmplString;

  /** Question before the click counts. */
  readonly confirm?: SlackConfirmation;
}

/** A question before a click counts (`<action_confirm_field_config>`). */
export interface SlackConfirmation {
  /** The question. */
  readonly text: TmplString;

  /** What "no" says. */
  readonly dismiss_text?: TmplString;

  /** What "yes" says. */
  readonly ok_text?: TmplString;

  /** Title of the window. */
  readonly title?: TmplString;
}

/** One cell of the table (`<field_config>`). */
export interface SlackField {
  /** Heading. */
  readonly title: TmplString;

  /** Text. */
  readonly value: TmplString;

  /** Whether another cell may stand beside it. */
  readonly short?: boolean;
}
