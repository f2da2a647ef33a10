import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import type { ConfigReloaderOptions, NetworkPolicyOptions, WorkloadProps } from '../workload';
import type { LabelSelector } from '../scrape';
import type { ClusterTls } from './cluster-tls';
import type { ConfigSource } from './config-props';
import type { MatcherStrategy } from './contribute';
import type { AlertmanagerConfig } from './contributions';
import type { Rollout } from './rollout';
import type { AlertmanagerWeb } from './web-props';

/** Who else may reach the pods. */
export interface AlertmanagerNetworkPolicy extends NetworkPolicyOptions {
  /** Peers that may reach the mesh besides the own pods: those of `additionalPeers`. @default - none */
  readonly meshFrom?: readonly NetworkPolicyPeer[];
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
   * What is done with alerts: as props, by a resource, or natively. `external`: you create the ConfigMap that has the
   * name of this Alertmanager, with the key `alertmanager.yml`; pods wait for it.
   */
  readonly config: ConfigSource | 'external';

  /** These, whatever their labels and namespace. Their routes come before those of `config`. */
  readonly alertmanagerConfigs?: readonly AlertmanagerConfig[];

  /** Those with such labels. @default - none; `{}`: all */
  readonly alertmanagerConfigSelector?: LabelSelector;

  /** In namespaces with such labels. @default - that of this Alertmanager; `{}`: all */
  readonly alertmanagerConfigNamespaceSelector?: LabelSelector;

  /**
   * Which of them get alerts of their own namespace only, by a matcher on `namespace`. Operator:
   * `alertmanagerConfigMatcherStrategy.type`.
   * @default 'OnNamespace'
   */
  readonly alertmanagerConfigMatcherStrategy?: MatcherStrategy;

  /**
   * With `config: 'external'`: the Secret that holds the configuration, with the key `alertmanager.yaml`, instead of the
   * ConfigMap. Its other keys, templates for example, are files beside it. Operator: `configSecret`.
   */
  readonly configSecret?: string;
  readonly web?: AlertmanagerWeb;

  /**
   * `OnDelete`: pods are replaced by whoever deletes them; `RollingUpdate`: by Kubernetes, which looks at their web servers only.
   * @default 'OnDelete' where a companion rolls them, else 'RollingUpdate'
   */
  readonly updateStrategy?: 'RollingUpdate' | 'OnDelete';

  /**
   * The companion that replaces instances one by one, each only when the one before has joined the mesh and holds everything
   * (docs/companion.md).
   * @default - `{ mode: 'Controller' }` where there are several replicas and no `updateStrategy`, else 'none'
   */
  readonly rollout?: Rollout | 'none';
  readonly configReloader?: ConfigReloaderOptions;
  readonly networkPolicy?: AlertmanagerNetworkPolicy | false;

  /** Go duration. @default '200ms' */
  readonly clusterGossipInterval?: string;

  /** How often whole states are exchanged. Go duration. @default '60s' */
  readonly clusterPushpullInterval?: string;

  /** How long an instance leaves a notification to those before it. Go duration. @default '15s' */
  readonly clusterPeerTimeout?: string;

  /** How long an instance waits for its peers before it notifies at all. Go duration. @default '60s' */
  readonly clusterSettleTimeout?: string;

  /**
   * How long after its start an instance sends nothing, so that it can be handed what it missed. Go duration.
   * @default - '15s' with `OnDelete`, where somebody watches each pod; else none
   */
  readonly dispatchStartDelay?: string;

  /**
   * How often silences and the memory of notifications are written to disk. Go duration.
   * @default - '1m' with `OnDelete`; else upstream's 15m
   */
  readonly dataMaintenanceInterval?: string;

  /** `host:port` that peers call; Kubernetes puts `$(POD_IP)` in. @default - the address of the pod */
  readonly clusterAdvertiseAddress?: string;

  /** TLS between peers. A mesh that switches it on falls apart until all pods have it: see the companion. @default - none */
  readonly clusterTLS?: ClusterTls;

  /** Keeps meshes apart. @default - '<namespace>/<name>' */
  readonly clusterLabel?: string;

  /** Whether a single replica opens its mesh, for peers that are elsewhere or for a companion. @default false */
  readonly forceEnableClusterMode?: boolean;

  /** `host:port` of further peers, for example in another cluster; they need the same `clusterLabel`. */
  readonly additionalPeers?: readonly string[];
}
