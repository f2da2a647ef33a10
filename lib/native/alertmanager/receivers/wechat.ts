import type { FilePath, PlainSecret, TmplString } from '../scalars';
import type { HttpNotifierConfig } from './notifier';

/** WeChat, by application (`<wechat_config>`). */
export interface WechatConfig extends HttpNotifierConfig {
  /** Secret of the application. */
  readonly api_secret?: PlainSecret;

  /** File that holds the secret of the application. */
  readonly api_secret_file?: FilePath;

  /** API. */
  readonly api_url?: string;

  /** Company. */
  readonly corp_id?: TmplString;

  /** Body. */
  readonly message?: TmplString;

  /** Markup of the body. Default `text`. */
  readonly message_type?: 'text' | 'markdown';

  /** Application. */
  readonly agent_id?: TmplString;

  /** Users. */
  readonly to_user?: TmplString;

  /** Departments. */
  readonly to_party?: TmplString;

  /** Tags of users. */
  readonly to_tag?: TmplString;
}
