import { alertmanagerTemplateFunctions, prometheusTemplateFunctions, type Section } from '../versions';

/** What a program gives to the templates that it reads. */
export interface Dialect {
  /** Functions besides those of Go itself, with the releases that have them. */
  readonly functions: Section;

  /** Variables that are there from the beginning, and the field of the data that each stands for. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Labels and annotations of alerting rules. Prometheus puts definitions of these variables before each. */
export const RULE_TEMPLATES: Dialect = {
  functions: prometheusTemplateFunctions,
  variables: {
    $labels: 'Labels',
    $externalLabels: 'ExternalLabels',
    $externalURL: 'ExternalURL',
    $value: 'Value',
  },
};

/** Texts of notifications. */
export const NOTIFICATION_TEMPLATES: Dialect = { functions: alertmanagerTemplateFunctions, variables: {} };

/** Functions that every template of Go has. */
export const GO_FUNCTIONS: ReadonlySet<string> = new Set([
  'and',
  'call',
  'eq',
  'ge',
  'gt',
  'html',
  'index',
  'js',
  'le',
  'len',
  'lt',
  'ne',
  'not',
  'or',
  'print',
  'printf',
  'println',
  'slice',
  'urlquery',
]);
