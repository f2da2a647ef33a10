import type {
  AlertmanagerConfig,
  KubernetesRole,
  KubernetesSdConfig,
  ScrapeConfig,
} from '../native/prometheus';
import { SERVICE_ACCOUNT_TOKEN_FILE } from '../scrape';

/** Objects that Prometheus watches to find targets. */
export interface DiscoveryNeed {
  readonly role: KubernetesRole;
  readonly namespaces: readonly string[] | 'all';

  /** Whether nodes are read as well, for their labels. */
  readonly nodes: boolean;

  /** Whether namespaces are read as well, for their labels. */
  readonly namespaceMetadata: boolean;
}

/** A path that is fetched with the token of Prometheus's own ServiceAccount. */
export interface TokenNeed {
  readonly path: string;

  /** Whether the targets are kubelets, which ask for the right to `nodes/metrics`. */
  readonly kubelet: boolean;
}

/** What jobs and groups of Alertmanagers must be allowed to watch, wherever they come from. */
export function discoveryNeeds(
  discovered: ReadonlyArray<ScrapeConfig | AlertmanagerConfig>,
  namespace: string,
): DiscoveryNeed[] {
  return discovered
    .flatMap((each) => each.kubernetes_sd_configs ?? [])
    .filter(asksWithOwnToken)
    .map(({ role, namespaces, attach_metadata: metadata }) => {
      const named = [
        ...(namespaces?.names ?? []),
        ...(namespaces?.own_namespace === true ? [namespace] : []),
      ];
      return {
        role,
        // Without any Prometheus watches all namespaces.
        namespaces: named.length === 0 ? 'all' : named,
        nodes: metadata?.node === true,
        namespaceMetadata: metadata?.namespace === true,
      };
    });
}

/** The paths to which jobs show the token of the pods' own account. */
export function tokenNeeds(jobs: readonly ScrapeConfig[]): TokenNeed[] {
  return jobs.filter(showsToken).map((job) => ({
    path: job.metrics_path ?? '/metrics',
    kubelet: (job.kubernetes_sd_configs ?? []).some(({ role }) => role === 'node'),
  }));
}

/** What another API server allows is decided there, unless it is shown the token of the pods. */
function asksWithOwnToken(config: KubernetesSdConfig): boolean {
  return config.kubeconfig_file === undefined && (config.api_server === undefined || showsToken(config));
}

function showsToken(client: ScrapeConfig | KubernetesSdConfig): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- jobs that users bring along may still say it so
  const files = [client.authorization?.credentials_file, client.bearer_token_file];
  return files.includes(SERVICE_ACCOUNT_TOKEN_FILE);
}
