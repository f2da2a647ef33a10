import type { Sigv4Config, SnsConfig } from '../../native/alertmanager';
import { refuseSecret, type NoFileTwin } from '../../references';
import { compact } from '../../values';
import { isSet } from './demands';
import { defineHttpKind, type HttpNotifierProps } from './notifier';
import type { Receiver } from './receiver';

/** How requests to AWS are signed. Keys are found by AWS's own chain. Operator: `Sigv4`. */
export interface SnsSigv4 {
  /** @default - that of AWS's own chain */
  readonly region?: string;

  /** Profile of a mounted AWS configuration. */
  readonly profile?: string;

  /** Role to assume. */
  readonly roleArn?: string;

  /** Id to assume the role with. Needs Alertmanager 0.34. */
  readonly externalId?: string;

  /** The operator's reference to a Secret: cannot be read from a file, so it is refused. */
  readonly accessKey?: NoFileTwin;
  readonly secretKey?: NoFileTwin;
}

/** A message of Amazon SNS; exactly one of topic, phone number and target. Texts are templates. Operator: `SNSConfig`. */
export interface SnsProps extends HttpNotifierProps {
  /** @default - that of the region */
  readonly apiURL?: string;
  readonly sigv4?: SnsSigv4;
  readonly topicARN?: string;

  /** E.164. */
  readonly phoneNumber?: string;

  /** Endpoint of a mobile platform. */
  readonly targetARN?: string;

  /** For endpoints that are mail. */
  readonly subject?: string;
  readonly message?: string;
  readonly attributes?: Readonly<Record<string, string>>;

  /** Whether the HTTP client of the AWS SDK is used. Needs Alertmanager 0.33. @default false */
  readonly useAWSHTTPClient?: boolean;
}

/** A receiver that publishes to Amazon SNS. */
export function sns(name: string, props: SnsProps): Receiver {
  return { name, snsConfigs: [props] };
}

const WAYS_OUT =
  'Give the pods an identity (IRSA, EKS Pod Identity), or mount an AWS credentials file with `secrets`, name it in AWS_SHARED_CREDENTIALS_FILE of the container, and set `profile`.';

export const snsKind = defineHttpKind<SnsProps, SnsConfig>({
  fields: {
    apiURL: 'api_url',
    topicARN: 'topic_arn',
    phoneNumber: 'phone_number',
    targetARN: 'target_arn',
    subject: 'subject',
    message: 'message',
    attributes: 'attributes',
    useAWSHTTPClient: 'use_aws_http_client',
  },
  checkProps(where, { sigv4 }) {
    refuseSecret(where.at('sigv4', 'accessKey'), sigv4?.accessKey, WAYS_OUT);
    refuseSecret(where.at('sigv4', 'secretKey'), sigv4?.secretKey, WAYS_OUT);
  },
  rest: (_where, { sigv4 }) =>
    compact<Partial<SnsConfig>>({
      sigv4:
        sigv4 &&
        compact<Sigv4Config>({
          region: sigv4.region,
          profile: sigv4.profile,
          role_arn: sigv4.roleArn,
          external_id: sigv4.externalId,
        }),
    }),
  demands: {
    sources: [
      {
        oneOf: ['topic_arn', 'phone_number', 'target_arn'],
        complaint: 'has no destination',
        remedy: 'Set `topicARN`, `phoneNumber` or `targetARN`.',
      },
    ],
    templateUrls: ['api_url'],
    more(where, { sigv4 = {} }, words) {
      const at = where.at('sigv4');
      if (isSet(sigv4.access_key) !== isSet(sigv4.secret_key)) {
        at.error({ code: 'incomplete', complaint: 'has one key of two', remedy: WAYS_OUT });
      }
      if (isSet(sigv4.external_id) && !isSet(sigv4.role_arn)) {
        at.at(words('external_id')).error({
          code: 'incomplete',
          value: sigv4.external_id,
          complaint: 'has no effect without a role',
          remedy: 'Set the ARN of the role to assume, too.',
        });
      }
    },
  },
});
