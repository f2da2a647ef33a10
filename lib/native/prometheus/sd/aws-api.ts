import type { HttpClientConfig } from '../http-client';
import type { Duration, PlainSecret } from '../scalars';

/**
 * How an API of AWS is reached: the part that all discovery on AWS shares
 * (`configuration.md#aws_sd_config`).
 */
export interface AwsApi extends HttpClientConfig {
  /** Region. Default: that of the instance's metadata. */
  readonly region?: string;

  /** Another endpoint of the API. */
  readonly endpoint?: string;

  /** Id of the access key. Default: AWS_ACCESS_KEY_ID. */
  readonly access_key?: string;

  /** Secret access key in plain text: our constructs never write it, and upstream has no file twin. */
  readonly secret_key?: PlainSecret;

  /** Named profile of the AWS SDK. */
  readonly profile?: string;

  /** Role to assume. */
  readonly role_arn?: string;

  /** External id, together with `role_arn`. */
  readonly external_id?: string;

  /** How often the list is read again. Default `60s`. */
  readonly refresh_interval?: Duration;

  /** Port to scrape. Default 80. */
  readonly port?: number;
}
