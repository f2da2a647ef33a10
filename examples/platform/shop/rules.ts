import { alert, recordingRule, type RuleGroup } from '../../../lib';
import { promql } from '../promql';

/** Requests of customers, without the probes of the kubelet. */
const REQUESTS = 'job="checkout",path!~"healthz|readyz"';

/** What the team behind the checkout wants to be told. */
export const checkoutRules: readonly RuleGroup[] = [
  {
    name: 'checkout',
    labels: { team: 'shop' },
    rules: [
      recordingRule(
        'job:http_request_errors:ratio_rate5m',
        promql`
          sum by (namespace, job) (rate(http_request_duration_seconds_count{${REQUESTS},status=~"5.."}[5m]))
            / sum by (namespace, job) (rate(http_request_duration_seconds_count{${REQUESTS}}[5m]))
        `,
      ),
      alert('CheckoutFailing', 'job:http_request_errors:ratio_rate5m{job="checkout"} > 0.01', {
        for: '5m',
        labels: { severity: 'critical' },
        annotations: {
          summary: 'Customers cannot pay.',
          description: '{{ $value | humanizePercentage }} of the requests to the checkout fail.',
        },
      }),
      alert(
        'CheckoutSlow',
        promql`
          histogram_quantile(0.95, sum by (namespace, job, le) (
            rate(http_request_duration_seconds_bucket{${REQUESTS}}[5m])
          )) > 0.5
        `,
        {
          for: '15m',
          labels: { severity: 'warning' },
          annotations: {
            summary: 'Customers wait for the checkout.',
            description: 'One request in twenty takes {{ $value | humanizeDuration }} or longer.',
          },
        },
      ),
    ],
  },
];
