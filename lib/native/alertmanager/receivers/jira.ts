import type { FreeForm } from '../free-form';
import type { Duration, TmplString } from '../scalars';
import type { HttpNotifierConfig } from './notifier';

/** Jira issues, by REST API v2 or v3 (`<jira_config>`). Credentials go into `http_config`. */
export interface JiraConfig extends HttpNotifierConfig {
  /** API with its full path, for example `https://example.atlassian.net/rest/api/2/`. */
  readonly api_url?: string;

  /** Which Jira it is. Default `auto`: the host's name decides. */
  readonly api_type?: 'auto' | 'cloud' | 'datacenter';

  /** Key of the project. */
  readonly project: TmplString;

  /** Summary of the issue; a text alone is its template. */
  readonly summary?: TmplString | JiraFieldConfig;

  /** Description of the issue; a text alone is its template. */
  readonly description?: TmplString | JiraFieldConfig;

  /** Labels of the issue. */
  readonly labels?: readonly TmplString[];

  /** Priority of the issue. */
  readonly priority?: TmplString;

  /** Type of the issue, for example `Bug`. */
  readonly issue_type: TmplString;

  /** Transition that reopens an issue, in the language of the account. */
  readonly reopen_transition?: string;

  /** Transition that resolves an issue, in the language of the account; without one issues stay open. */
  readonly resolve_transition?: string;

  /** Issues of this resolution are not reopened. */
  readonly wont_fix_resolution?: string;

  /** Issues resolved longer ago than this are not reopened; whole minutes. */
  readonly reopen_duration?: Duration;

  /** Other fields of the issue, by name or id. */
  readonly fields?: Readonly<Record<string, FreeForm>>;
}

/** A text of the issue, and whether it follows the alerts. */
export interface JiraFieldConfig {
  /** The text. */
  readonly template?: TmplString;

  /** Whether an issue that exists gets the new text. Default true. */
  readonly enable_update?: boolean;
}
