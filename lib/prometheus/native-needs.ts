import type { ScrapeConfig } from '../native/prometheus';
import { SERVICE_ACCOUNT_TOKEN_FILE, type DiscoveryNeed, type TokenNeed } from '../scrape';

/** What jobs in Prometheus's own format must be allowed to watch. Other clusters' API servers have rights of their own. */
export function nativeDiscovery(jobs: readonly ScrapeConfig[], namespace: string): DiscoveryNeed[] {
  return jobs
    .flatMap((job) => job.kubernetes_sd_configs ?? [])
    .filter((config) => config.api_server === undefined && config.kubeconfig_file === undefined)
    .map(({ role, namespaces, attach_metadata: metadata }) => {
      const named = [
        ...(namespaces?.names ?? []),
        ...(namespaces?.own_namespace === true ? [namespace] : []),
      ];
      return {
        role,
        namespaces: named.length === 0 ? 'all' : named,
        nodes: metadata?.node === true,
        namespaceMetadata: metadata?.namespace === true,
      };
    });
}

/** The paths to which such jobs show the token of the pods' own account. */
export function nativeTokens(jobs: readonly ScrapeConfig[]): TokenNeed[] {
  return jobs
    .filter((job) => tokenFiles(job).includes(SERVICE_ACCOUNT_TOKEN_FILE))
    .map((job) => ({
      path: job.metrics_path ?? '/metrics',
      kubelet: (job.kubernetes_sd_configs ?? []).some(({ role }) => role === 'node'),
    }));
}

function tokenFiles(job: ScrapeConfig): Array<string | undefined> {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- jobs that users bring along may still say it so
  return [job.authorization?.credentials_file, job.bearer_token_file];
}
