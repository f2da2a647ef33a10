import type { FilePath, PlainSecret, TmplString } from '../scalars';
import type { HttpNotifierConfig } from './notifier';

/** VictorOps, today Splunk On-Call (`<victorops_config>`). */
export interface VictoropsConfig extends HttpNotifierConfig {
  /** Key of the API. */
  readonly api_key?: PlainSecret;

  /** File that holds the key of the API. */
  readonly api_key_file?: FilePath;

  /** API. */
  readonly api_url?: string;

  /** Key that leads to a team; no secret. */
  readonly routing_key: TmplString;

  /** `CRITICAL`, `WARNING` or `INFO` while firing. */
  readonly message_type?: TmplString;

  /** Long text. */
  readonly state_message?: TmplString;

  /** Short text. */
  readonly entity_display_name?: TmplString;

  /** Name of the sender. */
  readonly monitoring_tool?: TmplString;

  /** More fields by name; none of those that VictorOps defines. */
  readonly custom_fields?: Readonly<Record<string, TmplString>>;
}
