import { dashboardLink } from './dashboard-link';
import { alert, type AlertingRule } from './rule';

/** What may be said about alerts that watch a program. */
export interface WatchingOptions {
  /** Labels of all of them. @default - none but `severity` */
  readonly labels?: Readonly<Record<string, string>>;

  /** URL of runbooks, to which the name of the alert is added. @default - no link */
  readonly runbookUrl?: string;

  /**
   * URL of the dashboard that shows what they are about, as `grafana.dashboardUrl(…)` gives it: the annotation `dashboard_url`,
   * with namespace and job chosen.
   * @default - no link
   */
  readonly dashboardUrl?: string;
}

/** An alert before it knows whom it watches. */
export interface AlertTemplate {
  readonly name: string;

  /** `{$` stands for the label matchers of whom it watches. */
  readonly expr: string;
  readonly for: string;
  readonly severity: 'warning' | 'critical';
  readonly summary: string;
  readonly description: string;
}

/** Who is watched: the program of a job. */
export interface WatchedJob {
  readonly namespace: string;
  readonly job: string;

  /** As people know it. */
  readonly name: string;
}

/** The alert about a program. */
export function watchingAlert(
  template: AlertTemplate,
  { namespace, job, name }: WatchedJob,
  { labels, runbookUrl, dashboardUrl }: WatchingOptions,
): AlertingRule {
  const expr = template.expr.replaceAll('{$', `{job="${job}",namespace="${namespace}"`);
  return alert(template.name, expr, {
    ...(template.for === '0s' ? {} : { for: template.for }),
    labels: { severity: template.severity, ...labels },
    annotations: {
      summary: template.summary,
      description: `${namespace}/${name}: ${template.description}`,
      ...(runbookUrl === undefined
        ? {}
        : { runbook_url: `${runbookUrl.replace(/\/+$/, '')}/${template.name}` }),
      ...dashboardLink(dashboardUrl, { namespace, job }),
    },
  });
}
