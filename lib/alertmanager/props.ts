import type { ResourceRequirements } from 'kubernetes-types/core/v1';
import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import type { NetworkPolicyOptions, WorkloadProps } from '../workload';
import type { AlertmanagerConfiguration } from './config-props';
import type { AlertmanagerWeb } from './web-props';

/** Who else may reach the pods. */
export interface AlertmanagerNetworkPolicy extends NetworkPolicyOptions {
  /** Peers that may reach the mesh besides the own pods: those of `additionalPeers`. @default - none */
  readonly meshFrom?: readonly NetworkPolicyPeer[];
}

/** The sidecar that makes Alertmanager read a changed configuration. */
export interface ConfigReloaderOptions {
  /** @default - quay.io/prometheus-operator/prometheus-config-reloader of a version that was tried */
  readonly image?: string;

  /** @default - requests and limits of 10m CPU and 50Mi memory */
  readonly resources?: ResourceRequirements;
}

/** Props of {@link Alertmanager}; their names are those of the operator's resource. */
export interface AlertmanagerProps extends WorkloadProps {
  /**
   * How many instances make the mesh. With a single one nobody is notified while it restarts; from two on each
   * alert is sent by one of them, and by the next one where that fails.
   * @default 3
   */
  readonly replicas?: number;

  /** @default - the newest that this library knows */
  readonly version?: string;

  /** How long silences and the memory of notifications are kept. Go duration: hours are the largest unit. @default '120h' */
  readonly retention?: string;

  /**
   * What is done with alerts. `external`: you create the ConfigMap that has the name of this Alertmanager, with the key
   * `alertmanager.yml`; pods wait for it.
   */
  readonly config: AlertmanagerConfiguration | 'external';

  /**
   * With `config: 'external'`: the Secret that holds the configuration, with the key `alertmanager.yaml`, instead of the
   * ConfigMap. Its other keys, templates for example, are files beside it. Operator: `configSecret`.
   */
  readonly configSecret?: string;
  readonly web?: AlertmanagerWeb;

  /** `OnDelete`: pods are replaced by whoever deletes them. @default 'RollingUpdate' */
  readonly updateStrategy?: 'RollingUpdate' | 'OnDelete';
  readonly configReloader?: ConfigReloaderOptions;
  readonly networkPolicy?: AlertmanagerNetworkPolicy | false;

  /** Go duration. @default '200ms' */
  readonly clusterGossipInterval?: string;

  /** How often whole states are exchanged. Go duration. @default '60s' */
  readonly clusterPushpullInterval?: string;

  /** How long an instance leaves a notification to those before it. Go duration. @default '15s' */
  readonly clusterPeerTimeout?: string;

  /** Keeps meshes apart. @default - '<namespace>/<name>' */
  readonly clusterLabel?: string;

  /** Whether a single replica opens its mesh, for peers that are elsewhere. @default false */
  readonly forceEnableClusterMode?: boolean;

  /** `host:port` of further peers, for example in another cluster; they need the same `clusterLabel`. */
  readonly additionalPeers?: readonly string[];
}
