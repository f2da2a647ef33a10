import type { Where } from '../../problems';
import { refuseSecret, type NoFileTwin } from '../../references';
import { waysOut } from './no-twin';

/** The keys of an account, which Prometheus reads from its configuration only. */
export interface AwsKeys {
  /** Refused together with `secretKey`. Give the pods' ServiceAccount a role, or AWS_ACCESS_KEY_ID as a variable. */
  readonly accessKey?: NoFileTwin;

  /** Prometheus reads it from its configuration only: refused. */
  readonly secretKey?: NoFileTwin;
}

const REMEDY = waysOut(
  "Give the pods' ServiceAccount a role (IRSA, pod identity), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY from a Secret as variables of the container `prometheus` in `containers`",
);

/** Reports keys of an account. */
export function refuseAwsKeys(where: Where, keys: AwsKeys): void {
  refuseSecret(where.at('accessKey'), keys.accessKey, REMEDY);
  refuseSecret(where.at('secretKey'), keys.secretKey, REMEDY);
}
