import type { PlainSecret } from './scalars';

/** Signing of requests for AWS (`configuration.md#remote_write`). `{}` takes all from the AWS SDK. */
export interface SigV4Config {
  /** Region. Default: that of the AWS SDK. */
  readonly region?: string;

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

  /** Name of the session, together with `role_arn`. */
  readonly session_name?: string;

  /** Tags of the session, together with `role_arn`. */
  readonly tags?: Readonly<Record<string, string>>;

  /** Service that the signature is for, for example `aps`. */
  readonly service_name?: string;

  /** Whether the FIPS endpoint of STS is used. Default false. */
  readonly use_fips_sts_endpoint?: boolean;
}
