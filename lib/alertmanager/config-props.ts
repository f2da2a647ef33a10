import type { AlertmanagerFile } from '../native/alertmanager';
import type { SecretOrConfigMap } from '../references';
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

/** What Alertmanager does with alerts. Upstream: `alertmanager.yml`. */
export interface AlertmanagerConfiguration {
  readonly global?: AlertmanagerGlobalConfig;

  /** Which alerts go where. */
  readonly route: RootRoute;

  /** Where notifications go: `slack('chat', { … })`, or an object with several of a kind. */
  readonly receivers: readonly Receiver[];

  readonly inhibitRules?: readonly InhibitRule[];

  /** Times that routes refer to. */
  readonly timeIntervals?: readonly TimeInterval[];

  /** Files of templates: written here, or keys of a ConfigMap or Secret. */
  readonly templates?: ReadonlyArray<InlineTemplate | SecretOrConfigMap>;

  /**
   * Native configuration for what has no prop: objects are merged with what the props say, lists appended to.
   * A field that the version does not have is an error.
   */
  readonly additionalConfig?: Partial<AlertmanagerFile>;
}
