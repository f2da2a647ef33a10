import type { PlainSecret, TmplString } from '../scalars';
import type { HttpNotifierConfig } from './notifier';

/** Amazon SNS (`<sns_config>`). Exactly one of topic, phone number and target. */
export interface SnsConfig extends HttpNotifierConfig {
  /** API. Default: the region's. */
  readonly api_url?: TmplString;

  /** How requests are signed. */
  readonly sigv4?: Sigv4Config;

  /** Topic. */
  readonly topic_arn?: TmplString;

  /** Phone number, E.164. */
  readonly phone_number?: TmplString;

  /** Endpoint of a mobile platform. */
  readonly target_arn?: TmplString;

  /** Subject, for endpoints that are mail. */
  readonly subject?: TmplString;

  /** Body. */
  readonly message?: TmplString;

  /** Attributes of the message. */
  readonly attributes?: Readonly<Record<string, TmplString>>;

  /**
   * Whether the AWS SDK's own HTTP client is used, which knows the CA bundle of the AWS configuration.
   * Of `http_config` only TLS and proxy count then, and there are no traces.
   */
  readonly use_aws_http_client?: boolean;
}

/**
 * AWS Signature Version 4 (`<sigv4_config>`).
 *
 * Left out: `use_fips_sts_endpoint` and `service_name`, which Alertmanager reads and does not use.
 */
export interface Sigv4Config {
  /** Region. Default: that of AWS's own chain. */
  readonly region?: string;

  /** Access key; with {@link secret_key} or not at all. */
  readonly access_key?: string;

  /** Secret key. There is no file twin: leave both keys out, and AWS's own chain finds workload identity. */
  readonly secret_key?: PlainSecret;

  /** Profile of the AWS configuration. */
  readonly profile?: string;

  /** Role to assume. */
  readonly role_arn?: string;

  /** External id to assume the role with. */
  readonly external_id?: string;
}
