import type { FreeForm } from '../free-form';
import type { FilePath, GoDuration, PlainSecret, TmplString } from '../scalars';
import type { HttpNotifierConfig } from './notifier';

/** PagerDuty incidents (`<pagerduty_config>`). Either a routing key or a service key. */
export interface PagerdutyConfig extends HttpNotifierConfig {
  /** Key of an integration of type "Events API v2"; a template. */
  readonly routing_key?: PlainSecret;

  /** File that holds the routing key. */
  readonly routing_key_file?: FilePath;

  /** Key of an integration of type "Prometheus"; a template. */
  readonly service_key?: PlainSecret;

  /** File that holds the service key. */
  readonly service_key_file?: FilePath;

  /** API. */
  readonly url?: string;

  /** Name of the sender. */
  readonly client?: TmplString;

  /** Link back to the sender. */
  readonly client_url?: TmplString;

  /** Description of the incident. */
  readonly description?: TmplString;

  /** Severity of the incident. Default `error`. */
  readonly severity?: TmplString;

  /** What is affected. Default {@link client}. */
  readonly source?: TmplString;

  /** More facts by name, nested where the key is a routing key. Four are there by themselves. */
  readonly details?: Readonly<Record<string, FreeForm>>;

  /** Pictures of the incident. */
  readonly images?: readonly PagerdutyImage[];

  /** Links of the incident. */
  readonly links?: readonly PagerdutyLink[];

  /** Component that is broken. */
  readonly component?: TmplString;

  /** Group of components. */
  readonly group?: TmplString;

  /** Kind of the event. */
  readonly class?: TmplString;

  /** Time limit of one request. Default `0s`: none but the group's interval. */
  readonly timeout?: GoDuration;
}

/** A picture of an incident (`<image_config>`). */
export interface PagerdutyImage {
  /** Where a click leads. */
  readonly href?: TmplString;

  /** Where the picture is. */
  readonly src?: TmplString;

  /** Text instead of the picture. */
  readonly alt?: TmplString;
}

/** A link of an incident (`<link_config>`). */
export interface PagerdutyLink {
  /** Where it leads. */
  readonly href?: TmplString;

  /** What it says. */
  readonly text?: TmplString;
}
