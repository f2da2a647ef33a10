import type { ResourceRequirements } from 'kubernetes-types/core/v1';
import type { AlertmanagerConfig, RelabelConfig } from '../native/prometheus';
import type { LintSettings, PrometheusRule } from '../rules';
import type { LabelSelector } from '../scrape';
import type { Alerting } from './alerting-props';
import type { CommonPrometheusProps, ScrapeSelectionProps } from './common-props';
import type { LogFiles } from './log-files';
import type { RemoteRead } from './remote-read';
import type { ThanosSidecar } from '../query';
import type { RuleConfigMaps } from './rule-config-maps';
import type { RetiredShard, RulePlacement } from './sharding-props';
import type { GlobalViewProps } from './view/props';

/** The rules that a Prometheus takes, chosen like monitors. */
export interface RuleSelectionProps {
  readonly prometheusRules?: readonly PrometheusRule[];
  readonly ruleSelector?: LabelSelector;
  readonly ruleNamespaceSelector?: LabelSelector;
}

/** All that a Prometheus takes. */
export type SelectionProps = ScrapeSelectionProps & RuleSelectionProps;

/** Settings of the query engine. Operator: `QuerySpec`. */
export interface QueryProps {
  /** Prometheus duration. @default '5m' */
  readonly lookbackDelta?: string;

  /** @default 20 */
  readonly maxConcurrency?: number;

  /** @default 50000000 */
  readonly maxSamples?: number;

  /** Prometheus duration. @default '2m' */
  readonly timeout?: string;
}

/** Settings of alerting rules. Operator: `RulesAlert`. */
export interface RuleAlertProps {
  /** Longest outage after which `for` is restored, as a Prometheus duration. @default '1h' */
  readonly forOutageTolerance?: string;

  /** Shortest time between a restored alert and its firing, as a Prometheus duration. @default '10m' */
  readonly forGracePeriod?: string;

  /** Shortest time between two sendings of an alert, as a Prometheus duration. @default '1m' */
  readonly resendDelay?: string;
}

/** Props of `Prometheus`; their names are those of the operator's resource. */
export interface PrometheusProps extends CommonPrometheusProps, RuleSelectionProps, LogFiles {
  /** How long samples are kept, as a Prometheus duration. @default '15d', unless `retentionSize` is set */
  readonly retention?: string;

  /** How many bytes of blocks are kept, for example `150GB`. @default - any number */
  readonly retentionSize?: string;

  /** Shards that get no targets any more and are kept until their samples are old. @default - none */
  readonly retiredShards?: readonly RetiredShard[];

  /**
   * What sees the samples of all shards: answers queries behind the Service `prometheus-<name>`, and evaluates the rules that are
   * not right on single shards. `thanos`: sidecars, a Query and a Ruler; with settings `{ kind: 'thanos', query: { … } }`.
   * `prometheus`: a small Prometheus before the shards. `none`: nothing does, and such rules are errors.
   * @default - 'thanos' for several shards, those that are retired among them; a single shard needs none
   */
  readonly globalView?: GlobalViewProps;

  /** What is decided about rules on several shards, where the library does not know better. */
  readonly rulePlacement?: RulePlacement;

  /** Prometheus duration. @default '30s' */
  readonly evaluationInterval?: string;

  /** How far into the past rules look, as a Prometheus duration. @default '0s' */
  readonly ruleQueryOffset?: string;

  readonly alerting?: Alerting;

  /** A sidecar by which Thanos reads it, and uploads its blocks. `{}` is enough to be read. @default - none */
  readonly thanos?: ThanosSidecar;

  /** Steps that rewrite or drop every alert, in Prometheus's own format; checked against the version. */
  readonly additionalAlertRelabelConfigs?: readonly RelabelConfig[];

  /** Alertmanagers in Prometheus's own format, with every service discovery; checked against the version. */
  readonly additionalAlertManagerConfigs?: readonly AlertmanagerConfig[];

  /** Places that older samples are read from. */
  readonly remoteRead?: readonly RemoteRead[];
  readonly query?: QueryProps;
  readonly rules?: { readonly alert?: RuleAlertProps };

  /** @default false */
  readonly enableAdminAPI?: boolean;

  /** Exemplars kept in memory. Upstream: `storage.exemplars`. Switches the feature on. @default - none */
  readonly exemplars?: { readonly maxSize: number };

  /**
   * What lints of its rules weigh: `off`, `warning` or `error`. A comment `# pint disable <lint>` in an expression turns
   * one off for that rule.
   * @default - see docs/rules.md
   */
  readonly lints?: LintSettings;

  /**
   * The ConfigMap `<name>-rules`, whose keys `*.yaml` and `*.yml` are loaded as rule files. `managed`
   * creates it empty and never touches what you put into it; `unmanaged` leaves the object to you alone;
   * `none` reads none. A broken file is left out by a sidecar of the same image, which needs a shell. With several shards anything but
   * `none` is an error: each would evaluate such rules on its part of the series.
   * @default - 'managed'; 'none' for several shards
   */
  readonly rulesConfigMap?: 'managed' | 'unmanaged' | 'none';

  /** Rule files in ConfigMaps with these labels, found while the pods run. @default - none */
  readonly ruleConfigMaps?: RuleConfigMaps;

  /** The containers that check rule files of users before Prometheus reads them. */
  readonly userRulesCheck?: {
    /** @default - 40 MiB of memory requested, at most 150 */
    readonly resources?: ResourceRequirements;
  };
}
