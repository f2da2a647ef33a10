import type { HasAlertmanagerEndpoint } from '../alertmanager';
import type { RelabelConfig } from '../native/prometheus';
import type { SecretKeySelector } from '../references';
import type { ExcludedObjects, LintSettings, PrometheusRule } from '../rules';
import type { LabelSelector } from '../scrape';
import type { ConfigReloaderOptions } from '../workload';
import type { GrpcServerTls } from './grpc-tls';
import type { ThanosHttpClient } from './http-client';
import type { ObjectStorageProps } from './objstore';
import type { ServedProps, StatefulProps, ThanosProps } from './props';
import type { HasQueryEndpoint } from './store-endpoint';

/** How a Query of the app is asked, where more is to be said than which. */
export interface QueryTarget extends ThanosHttpClient {
  readonly query: HasQueryEndpoint;
}

/** How alerts are sent to an Alertmanager. */
export interface RulerAlertmanager extends ThanosHttpClient {
  /** An Alertmanager of the app. Excludes `targets`. */
  readonly alertmanager?: HasAlertmanagerEndpoint;

  /** `host:port` of each instance of one that is defined elsewhere. Excludes `alertmanager`. */
  readonly targets?: readonly string[];

  /** @default - that of the Alertmanager, or http */
  readonly scheme?: 'http' | 'https';

  /** @default - that of the Alertmanager, or / */
  readonly pathPrefix?: string;

  /** Prometheus duration. @default '10s' */
  readonly timeout?: string;
}

/** Props of `ThanosRuler`; their names are those of the operator's resource. */
export interface ThanosRulerProps extends ThanosProps, StatefulProps, ServedProps, ObjectStorageProps {
  /** @default 2 */
  readonly replicas?: number;

  /** Queries of the app that rules are evaluated by. What the Ruler records is read by them, too. */
  readonly queries?: ReadonlyArray<HasQueryEndpoint | QueryTarget>;

  /** Addresses of Queries that are defined elsewhere, in the words of Thanos's `--query`. Excludes `queries`. */
  readonly queryEndpoints?: readonly string[];

  /** A key of a Secret that holds a whole file of Thanos's `--query.config-file`. Excludes the other two. */
  readonly queryConfig?: SecretKeySelector;

  readonly prometheusRules?: readonly PrometheusRule[];
  readonly ruleSelector?: LabelSelector;
  readonly ruleNamespaceSelector?: LabelSelector;

  /**
   * Label that every series and alert of a rule gets: the namespace of its definition. What the rule itself writes into the label is
   * overridden, and it reads only series that have it.
   * @default - none
   */
  readonly enforcedNamespaceLabel?: string;

  /** Definitions that are left alone by `enforcedNamespaceLabel`. @default - none */
  readonly excludedFromEnforcement?: readonly ExcludedObjects[];

  /** Alertmanagers; each gets every alert. */
  readonly alertmanagers?: ReadonlyArray<HasAlertmanagerEndpoint | RulerAlertmanager>;

  /** Addresses of Alertmanagers in the words of Thanos's `--alertmanagers.url`. Excludes `alertmanagers`. */
  readonly alertmanagersUrl?: readonly string[];

  /** A key of a Secret that holds a whole file of Thanos's `--alertmanagers.config-file`. Excludes the other two. */
  readonly alertmanagersConfig?: SecretKeySelector;

  /** URL of the Query that people look at; links in alerts are made from it. @default - `externalUrl` of the first Query */
  readonly alertQueryUrl?: string;

  /** Labels that alerts lose before they are sent, besides the replica label. */
  readonly alertDropLabels?: readonly string[];

  /** Steps that rewrite or drop alerts, in Prometheus's own format; or a key of a Secret with a whole file of them. */
  readonly alertRelabelConfigs?: readonly RelabelConfig[] | SecretKeySelector;

  /** External labels. Operator: `labels`, which here are those of the objects. */
  readonly externalLabels?: Readonly<Record<string, string>>;

  /** External label that tells replicas apart: the name of the pod. @default 'thanos_ruler_replica' */
  readonly replicaExternalLabelName?: string;

  /** Prometheus duration. @default '30s' */
  readonly evaluationInterval?: string;

  /** How long it keeps what it records, as a Prometheus duration. @default '24h' */
  readonly retention?: string;

  /** How far into the past rules look, as a Prometheus duration. @default '0s' */
  readonly ruleQueryOffset?: string;

  /** How many rules are evaluated at a time. @default 1 */
  readonly ruleConcurrentEval?: number;

  /** Longest outage after which `for` is restored, as a Go duration. @default '1h' */
  readonly ruleOutageTolerance?: string;

  /** Shortest time between a restored alert and its firing, as a Go duration. @default '10m' */
  readonly ruleGracePeriod?: string;

  /** Shortest time between two sendings of an alert, as a Go duration. @default '1m' */
  readonly resendDelay?: string;

  /** Values of `--enable-feature`: `promql-experimental-functions`. */
  readonly enableFeatures?: readonly string[];
  readonly grpcServerTlsConfig?: GrpcServerTls;

  /** What lints of its rules weigh: `off`, `warning` or `error`. @default - see docs/rules.md */
  readonly lints?: LintSettings;

  /** How many ConfigMaps of rules pods are ready to mount. @default 16 */
  readonly ruleSlots?: number;

  /** The sidecar that makes it read changed rules. */
  readonly configReloader?: ConfigReloaderOptions;
}
