import type { SecretKeySelector } from '../../references';
import type { HttpNotifierProps } from './notifier';

/** A message at Slack. All texts are templates. Operator: `SlackConfig`. */
export interface SlackProps extends HttpNotifierProps {
  /** URL of the incoming webhook. Excludes `appToken`. @default - the global one */
  readonly apiURL?: SecretKeySelector;

  /** Token of the app. Excludes `apiURL`. @default - the global one */
  readonly appToken?: SecretKeySelector;

  /** API that the app posts to. @default - the global one */
  readonly appUrl?: string;

  /** Channel or user: `#on-call`. */
  readonly channel?: string;

  /** Name of the sender. */
  readonly username?: string;
  readonly iconEmoji?: string;
  readonly iconURL?: string;

  /** Colour of the border. */
  readonly color?: string;
  readonly title?: string;
  readonly titleLink?: string;

  /** Text before the frame. */
  readonly pretext?: string;

  /** Text in the frame. */
  readonly text?: string;

  /** Text outside of the frame. */
  readonly messageText?: string;

  /** Table of short facts. */
  readonly fields?: readonly SlackField[];

  /** Whether cells of the table stand side by side, where they do not say. */
  readonly shortFields?: boolean;
  readonly footer?: string;

  /** Text for clients that show no frames. */
  readonly fallback?: string;

  /** Name that the app gets with a click. */
  readonly callbackId?: string;
  readonly imageURL?: string;
  readonly thumbURL?: string;

  /** Whether names of channels and users become links. */
  readonly linkNames?: boolean;

  /** Which texts are Markdown. @default ['fallback', 'pretext', 'text'] */
  readonly mrkdwnIn?: readonly string[];

  /** Buttons. */
  readonly actions?: readonly SlackAction[];

  /** Whether the first message follows the alerts instead of a new one for each change. Needs an app. @default false */
  readonly updateMessage?: boolean;

  /** Time limit of one request. Go duration. @default - that of the group's interval */
  readonly timeout?: string;
}

/** One cell of the table. */
export interface SlackField {
  readonly title: string;
  readonly value: string;

  /** Whether another cell may stand beside it. */
  readonly short?: boolean;
}

/** A button: a link by `url`, or a message to the app by `name`. */
export interface SlackAction {
  /** `button`. */
  readonly type: string;
  readonly text: string;
  readonly url?: string;

  /** `primary` or `danger`. */
  readonly style?: string;
  readonly name?: string;
  readonly value?: string;

  /** Question before the click counts. */
  readonly confirm?: {
    readonly text: string;
    readonly title?: string;
    readonly okText?: string;
    readonly dismissText?: string;
  };
}
