import type { Construct } from 'constructs';
import type { WithRules } from '../rules';
import { ResourceConstruct, type ResourceProps } from '../synthesis';
import { checkServiceMonitor } from './service-monitor-check';
import type { AttachMetadata } from './attach-metadata';
import type { Classified } from './scrape-class';
import type { ScrapeEndpoint, ScrapeFormat, ScrapeLimits, Sharded } from './common-props';
import type { LabelSelector, NamespaceSelector } from './selector';
import type { ServiceDiscoveryRole } from './service-discovery-role';

/** A port of the selected Services, and how it is scraped. Operator: `Endpoint`. */
export interface ServiceMonitorEndpoint extends ScrapeEndpoint {
  /** Name of the port of the Service. Excludes `targetPort`. */
  readonly port?: string;

  /** Name or number of the port of the pods behind the Service. Excludes `port`. */
  readonly targetPort?: string | number;

  /** Whether pods that have ended are left out. @default true */
  readonly filterRunning?: boolean;
}

/** Props of {@link ServiceMonitor}; their names are those of the operator's resource. */
export interface ServiceMonitorProps
  extends ResourceProps, Classified, WithRules, Sharded, ScrapeLimits, ScrapeFormat {
  /** Labels of the Services to scrape. `{}` selects all Services. */
  readonly selector: LabelSelector;

  /** Namespaces of the Services. @default - that of the monitor */
  readonly namespaceSelector?: NamespaceSelector;

  /** At least one. */
  readonly endpoints: readonly ServiceMonitorEndpoint[];

  /** Label of the Service whose value becomes `job`. @default - `job` is the name of the Service */
  readonly jobLabel?: string;

  /** Labels of the Service to copy to the target. */
  readonly targetLabels?: readonly string[];

  /** Labels of the pod to copy to the target. */
  readonly podTargetLabels?: readonly string[];
  readonly attachMetadata?: AttachMetadata;

  /**
   * Where the selector is applied: `RelabelConfig` by Prometheus, `RoleSelector` by the API server, which
   * sends less but is asked by every job for itself.
   * @default 'RelabelConfig'
   */
  readonly selectorMechanism?: 'RelabelConfig' | 'RoleSelector';

  /** @default - the `serviceDiscoveryRole` of the Prometheus */
  readonly serviceDiscoveryRole?: ServiceDiscoveryRole;

  /**
   * Whether ports, selector and namespaces are compared with the Services and pods that the app defines.
   * Turn it off for a Service of the same labels that is defined elsewhere.
   * @default true
   */
  readonly checkPorts?: boolean;
}

/**
 * Which Services are scraped, and how. Renders nothing by itself: every `Prometheus` of the app that
 * selects it gets a job for each endpoint, `serviceMonitor/<namespace>/<name>/<index>`.
 *
 * Operator: `ServiceMonitor`.
 */
export class ServiceMonitor extends ResourceConstruct<ServiceMonitorProps> {
  constructor(scope: Construct, id: string, props: ServiceMonitorProps) {
    super(scope, id, 'ServiceMonitor', props, checkServiceMonitor);
  }
}
