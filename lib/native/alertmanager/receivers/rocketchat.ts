import type { FilePath, PlainSecret, TmplString } from '../scalars';
import type { HttpNotifierConfig } from './notifier';

/** Rocket.Chat, by REST API (`<rocketchat_config>`). */
export interface RocketchatConfig extends HttpNotifierConfig {
  /** API. */
  readonly api_url?: string;

  /** Channel. */
  readonly channel?: TmplString;

  /** Token of the sender. */
  readonly token?: PlainSecret;

  /** File that holds the token of the sender. */
  readonly token_file?: FilePath;

  /** Id of that token. */
  readonly token_id?: PlainSecret;

  /** File that holds the id of that token. */
  readonly token_id_file?: FilePath;

  /** Colour of the border. Default: red while firing, green after. */
  readonly color?: TmplString;

  /** Emoji of the sender. */
  readonly emoji?: TmplString;

  /** Picture of the sender. */
  readonly icon_url?: TmplString;

  /** Text. */
  readonly text?: TmplString;

  /** Title. */
  readonly title?: TmplString;

  /** Link of the title. */
  readonly title_link?: TmplString;

  /** Table of short facts. */
  readonly fields?: readonly RocketchatField[];

  /** Whether cells of the table stand side by side, where they do not say. */
  readonly short_fields?: boolean;

  /** Picture below the text. */
  readonly image_url?: TmplString;

  /** Small picture at the right. */
  readonly thumb_url?: TmplString;

  /** Whether names of channels and users become links. */
  readonly link_names?: boolean;

  /** Buttons. */
  readonly actions?: readonly RocketchatAction[];
}

/** One cell of the table (`<rocketchat_field_config>`). */
export interface RocketchatField {
  /** Heading. */
  readonly title?: TmplString;

  /** Text. */
  readonly value?: TmplString;

  /** Whether another cell may stand beside it. */
  readonly short?: boolean;
}

/**
 * A button (`<rocketchat_action_config>`). The names without underscores are no slip of ours: upstream
 * names these fields for JSON only, so that YAML has them in lower case.
 */
export interface RocketchatAction {
  /** Ignored: it is always a button. */
  readonly type?: TmplString;

  /** What the button says. */
  readonly text?: TmplString;

  /** Where a click leads. */
  readonly url?: TmplString;

  /** Message that a click posts. */
  readonly msg?: TmplString;

  /** Picture of the button. */
  readonly imageurl?: TmplString;

  /** Whether the link opens inside the client. */
  readonly iswebview?: boolean;

  /** How much of the window it then takes: `compact`, `tall` or `full`. */
  readonly webviewheightratio?: TmplString;

  /** Whether {@link msg} goes to the chat window. */
  readonly msginchatwindow?: boolean;

  /** What becomes of {@link msg}: `sendMessage` or `respondWithMessage`. */
  readonly msgprocessingtype?: TmplString;
}
