import type { Construct } from 'constructs';
import type { WithRules } from '../rules';
import { ResourceConstruct, type ResourceProps } from '../synthesis';
import type { AttachMetadata } from './attach-metadata';
import type { ScrapeEndpoint, ScrapeFormat, ScrapeLimits, Sharded } from './common-props';
import { checkPodMonitor } from './pod-monitor-check';
import type { Classified } from './scrape-class';
import type { LabelSelector, NamespaceSelector } from './selector';

/** A port of the selected pods, and how it is scraped. Operator: `PodMetricsEndpoint`. */
export interface PodMetricsEndpoint extends ScrapeEndpoint {
  /** Name of the port of the container. Excludes `portNumber`. */
  readonly port?: string;

  /** Number of the port of the container. Excludes `port`. */
  readonly portNumber?: number;

  /** Older form of `port` and `portNumber`, which are better used. */
  readonly targetPort?: string | number;

  /** Whether pods that have ended are left out. @default true */
  readonly filterRunning?: boolean;
}

/** Props of {@link PodMonitor}; their names are those of the operator's resource. */
export interface PodMonitorProps
  extends ResourceProps, Classified, WithRules, Sharded, ScrapeLimits, ScrapeFormat {
  /** Labels of the pods to scrape. `{}` selects all pods. */
  readonly selector: LabelSelector;

  /** Namespaces of the pods. @default - that of the monitor */
  readonly namespaceSelector?: NamespaceSelector;

  /** At least one. */
  readonly podMetricsEndpoints: readonly PodMetricsEndpoint[];

  /** Label of the pod whose value becomes `job`. @default - `job` is `<namespace>/<name>` of the monitor */
  readonly jobLabel?: string;

  /** Labels of the pod to copy to the target. */
  readonly podTargetLabels?: readonly string[];
  readonly attachMetadata?: AttachMetadata;

  /** Where the selector is applied. @default 'RelabelConfig' */
  readonly selectorMechanism?: 'RelabelConfig' | 'RoleSelector';

  /**
   * Whether ports and namespaces are compared with the pods that the app defines.
   * @default true
   */
  readonly checkPorts?: boolean;
}

/**
 * Which pods are scraped, and how, where no Service stands before them. Renders nothing by itself: every
 * `Prometheus` of the app that selects it gets a job for each endpoint, `podMonitor/<namespace>/<name>/<index>`.
 *
 * Operator: `PodMonitor`.
 */
export class PodMonitor extends ResourceConstruct<PodMonitorProps> {
  constructor(scope: Construct, id: string, props: PodMonitorProps) {
    super(scope, id, 'PodMonitor', props, checkPodMonitor);
  }
}
