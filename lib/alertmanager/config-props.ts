import type { AlertmanagerFile } from '../native/alertmanager';
import type { SecretOrConfigMap } from '../references';
import type { AlertmanagerConfig } from './contributions';
import type { AlertmanagerGlobalConfig } from './global-props';
import type { Receiver } from './receivers';
import type { InhibitRule, RootRoute } from './route-props';
import type { TimeInterval } from './time-interval-props';

/** A file of templates that is written along with the configuration. */
export interface InlineTemplate {
  /** Name of the file: `chat.tmpl`. */
  readonly fileName: string;

  /** `{{ define "chat.title" }}…{{ end }}` */
  readonly text: string;
}

/** Files of templates: written here, or keys of a ConfigMap or Secret. */
export type Templates = ReadonlyArray<InlineTemplate | SecretOrConfigMap>;

/** What every configuration may have besides its tree, unless it is a native one. */
export interface CommonConfiguration {
  readonly global?: AlertmanagerGlobalConfig;

  /** Files of templates: written here, or keys of a ConfigMap or Secret. */
  readonly templates?: Templates;

  /**
   * Native configuration for what has no prop: objects are merged with what the props say, lists appended to.
   * A field that the version does not have is an error.
   */
  readonly additionalConfig?: Partial<AlertmanagerFile>;
}

/** What Alertmanager does with alerts. Upstream: `alertmanager.yml`. */
export interface AlertmanagerConfiguration extends CommonConfiguration {
  /** Which alerts go where. */
  readonly route: RootRoute;

  /** Where notifications go: `slack('chat', { … })`, or an object with several of a kind. */
  readonly receivers: readonly Receiver[];

  readonly inhibitRules?: readonly InhibitRule[];

  /** Times that routes refer to. */
  readonly timeIntervals?: readonly TimeInterval[];
}

/** A tree that is a resource. Operator: `alertmanagerConfiguration`. */
export interface GlobalAlertmanagerConfig extends CommonConfiguration {
  /** Its route is the root, for the alerts of all namespaces. */
  readonly alertmanagerConfig: AlertmanagerConfig;
}

/** A native configuration as text, checked as one of props is, as far as it can be read. */
export interface AlertmanagerYaml {
  /**
   * `alertmanager.yml`: `readFileSync('alertmanager.yml', 'utf8')`. It stays as it is, byte by byte, unless resources are
   * added to it. Secrets must be in files (`*_file`): mount them with `secrets`.
   */
  readonly alertmanagerYaml: string;

  /** Files of templates, which `templates` of the file name by themselves: `*.tmpl` for those that are written here. */
  readonly templates?: Templates;
}

/** The same as an object. */
export interface AlertmanagerFileConfig {
  readonly alertmanagerFile: AlertmanagerFile;

  /** Files of templates, which `templates` of the file name by themselves. */
  readonly templates?: Templates;
}

/** All that a configuration can be, but for one that somebody else writes. */
export type ConfigSource =
  AlertmanagerConfiguration | GlobalAlertmanagerConfig | AlertmanagerYaml | AlertmanagerFileConfig;
