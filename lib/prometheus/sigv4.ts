import type { SigV4Config } from '../native/prometheus';
import type { Where } from '../problems';
import { refuseSecret, type NoFileTwin } from '../references';
import { compact } from '../values';

/**
 * Signing of requests for AWS. Keys are not here: upstream reads them from its configuration or from the
 * environment of the AWS SDK only, so use workload identity (IRSA, Pod Identity), or mount a credentials
 * file with `secrets` and name its `profile`. Upstream: `sigv4`.
 */
export interface Sigv4 {
  /** @default - that of the AWS SDK */
  readonly region?: string;
  readonly profile?: string;
  readonly roleArn?: string;
  readonly externalId?: string;
  readonly useFIPSSTSEndpoint?: boolean;
  readonly accessKey?: NoFileTwin;
  readonly secretKey?: NoFileTwin;
}

/** Reports keys of AWS, which cannot be read from files. */
export function checkSigv4(where: Where, sigv4: Sigv4): void {
  for (const key of ['accessKey', 'secretKey'] as const) {
    refuseSecret(
      where.at(key),
      sigv4[key],
      'Use workload identity, or mount a credentials file with `secrets` and name its `profile`.',
      'cannot be read from a file by Prometheus, and values of Secrets are not written into manifests',
    );
  }
}

/** The settings, natively. */
export function renderSigv4(sigv4: Sigv4): SigV4Config {
  return compact({
    region: sigv4.region,
    profile: sigv4.profile,
    role_arn: sigv4.roleArn,
    external_id: sigv4.externalId,
    use_fips_sts_endpoint: sigv4.useFIPSSTSEndpoint,
  });
}
