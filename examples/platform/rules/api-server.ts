import { alert, recordingRule, type AlertingRule, type RuleGroup } from '../../../lib';
import { promql } from '../promql';

/** The share of requests that the API servers may fail in 30 days: an objective of 99.9 %. */
const ERROR_BUDGET = 0.001;

/** Requests that are answered once; watches and tunnels stay open for as long as they please. */
const ANSWERED = 'job="apiserver",verb!~"CONNECT|WATCH|WATCHLIST"';

type Window = '5m' | '30m' | '1h' | '6h';

/** The service levels of the Kubernetes API. */
export const apiServerRules: readonly RuleGroup[] = [
  {
    name: 'api-server-recordings',
    interval: '1m',
    rules: [
      recordingRule(
        'code:apiserver_request:rate5m',
        'sum by (code) (rate(apiserver_request_total{job="apiserver"}[5m]))',
      ),
      ...(['5m', '30m', '1h', '6h'] as const).map((window) =>
        recordingRule(
          errorRatio(window),
          promql`
            (sum(rate(apiserver_request_total{${ANSWERED},code=~"5.."}[${window}])) or vector(0))
              / sum(rate(apiserver_request_total{${ANSWERED}}[${window}]))
          `,
        ),
      ),
      recordingRule(
        'verb_scope:apiserver_request_sli_duration_seconds:p99_rate5m',
        promql`
          histogram_quantile(0.99, sum by (le, verb, scope) (
            rate(apiserver_request_sli_duration_seconds_bucket{${ANSWERED},subresource!~"attach|exec|log|portforward|proxy"}[5m])
          ))
        `,
      ),
    ],
  },
  {
    name: 'api-server',
    interval: '1m',
    rules: [
      alert('ApiServerAbsent', 'absent(up{job="apiserver"} == 1)', {
        for: '5m',
        labels: { severity: 'critical' },
        annotations: {
          summary: 'No API server can be scraped.',
          description: 'Prometheus has reached no target of the job apiserver for five minutes.',
        },
      }),
      budgetBurns('ApiServerErrorBudgetBurnsFast', {
        pace: 14.4,
        long: '1h',
        short: '5m',
        gone: 'two days',
        severity: 'critical',
      }),
      budgetBurns('ApiServerErrorBudgetBurns', {
        pace: 6,
        long: '6h',
        short: '30m',
        gone: 'five days',
        severity: 'warning',
      }),
      alert(
        'ApiServerSlow',
        promql`
          verb_scope:apiserver_request_sli_duration_seconds:p99_rate5m{verb!="LIST"} > 1
            or verb_scope:apiserver_request_sli_duration_seconds:p99_rate5m{verb="LIST"} > 30
        `,
        {
          for: '15m',
          labels: { severity: 'warning' },
          annotations: {
            summary: 'The API servers answer slowly.',
            description:
              'One in a hundred {{ $labels.verb }} requests of scope {{ $labels.scope }} takes {{ $value | humanizeDuration }} or longer.',
          },
        },
      ),
      alert(
        'ApiServerClientCertificateExpires',
        promql`
          histogram_quantile(0.01, sum by (le) (
            rate(apiserver_client_certificate_expiration_seconds_bucket{job="apiserver"}[15m])
          )) < 7 * 86400
        `,
        {
          for: '15m',
          labels: { severity: 'warning' },
          annotations: {
            summary: 'A client of the API servers uses a certificate that expires soon.',
            description:
              'Requests come in with a client certificate that expires in {{ $value | humanizeDuration }} or less. The audit log tells whose it is.',
          },
        },
      ),
    ],
  },
];

function errorRatio(window: Window): string {
  return `cluster:apiserver_request_errors:ratio_rate${window}`;
}

/** The long window says that it matters, the short one that it is still going on. */
function budgetBurns(
  name: string,
  burn: { pace: number; long: Window; short: Window; gone: string; severity: string },
): AlertingRule {
  return alert(
    name,
    promql`
      ${errorRatio(burn.long)} > ${burn.pace} * ${ERROR_BUDGET}
        and ${errorRatio(burn.short)} > ${burn.pace} * ${ERROR_BUDGET}
    `,
    {
      for: '2m',
      labels: { severity: burn.severity },
      annotations: {
        summary: `The API servers use up their error budget of a month within ${burn.gone}.`,
        description: `{{ $value | humanizePercentage }} of the requests of the last ${burn.long} failed.`,
      },
    },
  );
}
