import type { FilePath, PlainSecret, TmplString } from '../scalars';
import type { HttpNotifierConfig } from './notifier';

/** Opsgenie alerts (`<opsgenie_config>`). */
export interface OpsgenieConfig extends HttpNotifierConfig {
  /** Key of the API. */
  readonly api_key?: PlainSecret;

  /** File that holds the key of the API. */
  readonly api_key_file?: FilePath;

  /** API. */
  readonly api_url?: string;

  /** Text of the alert, up to 130 characters. */
  readonly message?: TmplString;

  /** Description of the alert. */
  readonly description?: TmplString;

  /** Link back to the sender. */
  readonly source?: TmplString;

  /** More facts by name; the labels that all alerts share are there by themselves. */
  readonly details?: Readonly<Record<string, TmplString>>;

  /** What the alert is about. */
  readonly entity?: TmplString;

  /** Who responds. */
  readonly responders?: readonly OpsgenieResponder[];

  /** Actions that the alert offers, separated by commas. */
  readonly actions?: TmplString;

  /** Tags, separated by commas. */
  readonly tags?: TmplString;

  /** Note. */
  readonly note?: TmplString;

  /** `P1` to `P5`. */
  readonly priority?: TmplString;

  /** Whether an alert that exists gets the new message and description. */
  readonly update_alerts?: boolean;
}

/** Who responds to an alert (`<responder>`): exactly one of id, name and username. */
export interface OpsgenieResponder {
  /** Id. */
  readonly id?: TmplString;

  /** Name; for the type `teams` several, separated by commas. */
  readonly name?: TmplString;

  /** Name of a user. */
  readonly username?: TmplString;

  /** `team`, `teams`, `user`, `escalation` or `schedule`. */
  readonly type: TmplString;
}
