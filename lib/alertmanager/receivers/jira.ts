import type { JiraConfig, JiraFieldConfig } from '../../native/alertmanager';
import { checkDuration, compact } from '../../values';
import { defineHttpKind, type HttpNotifierProps } from './notifier';
import type { Receiver } from './receiver';

/** A text of an issue, and whether it follows the alerts. Upstream: `jira_field_config`. */
export interface JiraText {
  readonly template: string;

  /** Whether an issue that exists gets the new text. @default true */
  readonly enableUpdate?: boolean;
}

/** An issue at Jira; credentials go into `httpConfig`. Upstream: `jira_config`. */
export interface JiraProps extends HttpNotifierProps {
  /** API with its full path, `https://example.atlassian.net/rest/api/2/`. @default - the global one */
  readonly apiURL?: string;

  /** @default 'auto' */
  readonly apiType?: 'auto' | 'cloud' | 'datacenter';

  /** Key of the project. Template. */
  readonly project: string;

  /** Type of the issue, `Bug`. Template. */
  readonly issueType: string;

  /** Templates. */
  readonly summary?: string | JiraText;
  readonly description?: string | JiraText;
  readonly labels?: readonly string[];
  readonly priority?: string;

  /** Transition that resolves an issue, in the language of the account. @default - issues stay open */
  readonly resolveTransition?: string;

  /** Transition that reopens an issue. */
  readonly reopenTransition?: string;

  /** Issues of this resolution are not reopened. */
  readonly wontFixResolution?: string;

  /** Issues resolved longer ago are not reopened. Prometheus duration, whole minutes. */
  readonly reopenDuration?: string;

  /** Other fields of the issue, by name or id. */
  readonly fields?: NonNullable<JiraConfig['fields']>;
}

/** A receiver that opens issues at Jira. */
export function jira(name: string, props: JiraProps): Receiver {
  return { name, jiraConfigs: [props] };
}

export const jiraKind = defineHttpKind<JiraProps, JiraConfig>({
  fields: {
    apiURL: 'api_url',
    apiType: 'api_type',
    project: 'project',
    issueType: 'issue_type',
    labels: 'labels',
    priority: 'priority',
    resolveTransition: 'resolve_transition',
    reopenTransition: 'reopen_transition',
    wontFixResolution: 'wont_fix_resolution',
    reopenDuration: 'reopen_duration',
    fields: 'fields',
  },
  rest: (_where, { summary, description }) =>
    compact<Partial<JiraConfig>>({ summary: renderText(summary), description: renderText(description) }),
  demands: {
    required: ['project', 'issue_type'],
    sources: [
      {
        oneOf: ['api_url'],
        global: ['jira_api_url'],
        complaint: 'has no API',
        remedy: 'Set `apiURL` here, or `global.jiraApiUrl` for all.',
      },
    ],
    urls: ['api_url'],
    choices: { api_type: ['auto', 'cloud', 'datacenter'] },
    more(where, { reopen_duration: duration }, words) {
      checkDuration(where.at(words('reopen_duration')), duration);
    },
  },
});

function renderText(text: string | JiraText | undefined): string | JiraFieldConfig | undefined {
  return typeof text === 'object'
    ? compact<JiraFieldConfig>({ template: text.template, enable_update: text.enableUpdate })
    : text;
}
