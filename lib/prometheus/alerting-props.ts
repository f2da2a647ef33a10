import type { HasAlertmanagerEndpoint } from '../alertmanager';
import type { HttpClient } from '../http';
import type { Relabeling } from '../scrape';
import type { Sigv4 } from './sigv4';

/** How alerts are sent to a group of Alertmanagers. Operator: `AlertmanagerEndpoints`. */
export interface AlertmanagerTarget extends HttpClient {
  /** An Alertmanager of the app. Excludes `targets`. */
  readonly alertmanager?: HasAlertmanagerEndpoint;

  /** `host:port` of each instance of one that is defined elsewhere; never a load balancer's. Excludes `alertmanager`. */
  readonly targets?: readonly string[];

  /** Address of a single instance that is defined elsewhere: scheme, host, port and path in one. Excludes the others. */
  readonly url?: string;

  /**
   * How the instances of an Alertmanager of the app are found: by the names of their pods, which takes no rights, or by
   * asking the API server, which follows its replicas without a change of the configuration.
   * @default 'Static'
   */
  readonly discovery?: 'Static' | 'Kubernetes';

  /** The only version of the API that Prometheus 3 speaks. @default 'v2' */
  readonly apiVersion?: 'v2';

  /** @default - that of the Alertmanager, or http */
  readonly scheme?: 'http' | 'https';

  /** @default - that of the Alertmanager, or / */
  readonly pathPrefix?: string;

  /** Prometheus duration. @default '10s' */
  readonly timeout?: string;

  /** Excludes every other authentication. */
  readonly sigv4?: Sigv4;

  /** Steps that rewrite the labels of the instances. */
  readonly relabelings?: readonly Relabeling[];

  /** Steps that rewrite or drop alerts for these Alertmanagers only. */
  readonly alertRelabelings?: readonly Relabeling[];
}

/** Where alerts go. Operator: `AlertingSpec`. */
export interface Alerting {
  /** Alertmanagers of the app, or settings where more is to be said. Each gets every alert. */
  readonly alertmanagers: ReadonlyArray<HasAlertmanagerEndpoint | AlertmanagerTarget>;

  /** Steps that rewrite or drop alerts before any Alertmanager gets them. */
  readonly alertRelabelings?: readonly Relabeling[];
}
