import { checkExclusive } from '../http';
import type { AzureAdConfig } from '../native/prometheus';
import type { Where } from '../problems';
import type { NoFileTwin } from '../references';
import { checkChoice, compact } from '../values';

/**
 * Authentication with Entra ID, for Azure Monitor: exactly one of `managedIdentity`, `workloadIdentity` and
 * `sdk`. Operator: `AzureAD`; upstream: `azuread`.
 */
export interface AzureAd {
  /** @default 'AzurePublic' */
  readonly cloud?: 'AzurePublic' | 'AzureChina' | 'AzureGovernment';

  /** The identity of the machine; without `clientId` the one that the system assigned. */
  readonly managedIdentity?: { readonly clientId?: string };

  /** The identity of the ServiceAccount of the pods. */
  readonly workloadIdentity?: { readonly clientId: string; readonly tenantId: string };

  /** Whatever the SDK finds in the environment of the pods. */
  readonly sdk?: { readonly tenantId?: string };

  /** Has a client secret, which Prometheus reads from its configuration only: refused. */
  readonly oauth?: NoFileTwin;

  /** @default - Azure Monitor's in that cloud */
  readonly scope?: string;
}

const METHODS = ['managedIdentity', 'workloadIdentity', 'sdk'] as const;
const TENANT = /^[0-9a-zA-Z.-]+$/;

/** Upstream reads client ids as UUIDs, and so the tenant of a workload identity. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const SCOPE = /^[\w\s:/.\\-]+$/;

/** Reports what Prometheus would refuse, and a client secret, for which there is no file. */
export function checkAzureAd(where: Where, azureAd: AzureAd): void {
  if ((azureAd.oauth as unknown) !== undefined) {
    where.at('oauth').error({
      code: 'no-file-twin',
      complaint:
        'has a client secret that Prometheus cannot read from a file, and values of Secrets are not written into manifests',
      remedy: 'Use `workloadIdentity` or `managedIdentity`; or `sdk`, with variables from a Secret.',
    });
    return;
  }
  checkChoice(where.at('cloud'), azureAd.cloud, ['AzurePublic', 'AzureChina', 'AzureGovernment']);
  checkExclusive(where, azureAd, METHODS);
  if (METHODS.every((method) => azureAd[method] === undefined)) {
    where.error({
      code: 'incomplete',
      complaint: 'does not say how',
      remedy: 'Set `workloadIdentity`, `managedIdentity` or `sdk`.',
    });
  }
  const { managedIdentity, workloadIdentity, sdk } = azureAd;
  checkPattern(where.at('managedIdentity', 'clientId'), managedIdentity?.clientId, UUID, 'a UUID');
  checkPattern(where.at('workloadIdentity', 'clientId'), workloadIdentity?.clientId, UUID, 'a UUID');
  checkPattern(where.at('workloadIdentity', 'tenantId'), workloadIdentity?.tenantId, UUID, 'a UUID');
  checkPattern(where.at('sdk', 'tenantId'), sdk?.tenantId, TENANT, 'a tenant');
  checkPattern(where.at('scope'), azureAd.scope, SCOPE, 'a scope');
}

/** The settings, natively. */
export function renderAzureAd({
  cloud,
  managedIdentity,
  workloadIdentity,
  sdk,
  scope,
}: AzureAd): AzureAdConfig {
  return compact<AzureAdConfig>({
    cloud,
    managed_identity: managedIdentity && compact({ client_id: managedIdentity.clientId }),
    workload_identity: workloadIdentity && {
      client_id: workloadIdentity.clientId,
      tenant_id: workloadIdentity.tenantId,
    },
    sdk: sdk && compact({ tenant_id: sdk.tenantId }),
    scope,
  });
}

function checkPattern(where: Where, value: string | undefined, pattern: RegExp, what: string): void {
  if (value !== undefined && !pattern.test(value)) {
    where.error({ code: 'invalid-azure', value, complaint: `is not ${what}` });
  }
}
