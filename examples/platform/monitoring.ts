import { Size } from 'cdk8s';
import { Construct } from 'constructs';
import {
  Alertmanager,
  email,
  pagerduty,
  Prometheus,
  PrometheusRule,
  secretKey,
  slack,
  type RuleGroup,
  type SecretKeySelector,
} from '../../lib';
import { PLATFORM } from './monitors/labels';
import { alertmanagerRules } from './rules/alertmanager';
import { apiServerRules } from './rules/api-server';
import { capacityRules } from './rules/capacity';
import { kubernetesRules } from './rules/kubernetes';
import { nodeRules } from './rules/nodes';
import { prometheusRules } from './rules/prometheus';
import { watchdogRules } from './rules/watchdog';
import { workloadRules } from './rules/workloads';

const RULES: Readonly<Record<string, readonly RuleGroup[]>> = {
  alertmanager: alertmanagerRules,
  'api-server': apiServerRules,
  capacity: capacityRules,
  kubernetes: kubernetesRules,
  nodes: nodeRules,
  prometheus: prometheusRules,
  watchdog: watchdogRules,
  workloads: workloadRules,
};

/**
 * The Secret `alerting` is for you to create. Until then Alertmanager runs, these notifications fail, and
 * the alert `AlertmanagerNotificationsFailing` says so; without `optional` its pods would wait.
 */
function notYetThere(key: string): SecretKeySelector {
  return secretKey('alerting', key, { optional: true });
}

/** The stack itself: two Prometheis that see everything, and three Alertmanagers that tell people. */
export class Monitoring extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const alertmanager = new Alertmanager(this, 'main', {
      replicas: 3,
      storage: { size: Size.gibibytes(2) },
      resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '256Mi' } },
      config: {
        route: {
          receiver: 'chat',
          groupBy: ['alertname', 'namespace'],
          routes: [
            { receiver: 'dead-mans-switch', matchers: ['alertname="Watchdog"'], repeatInterval: '5m' },
            { receiver: 'pager', matchers: ['severity="critical"'], continue: true },
            { receiver: 'chat', matchers: ['severity=~"critical|warning"'] },
            { receiver: 'chat', matchers: ['severity="info"'], activeTimeIntervals: ['working-hours'] },
          ],
        },
        receivers: [
          pagerduty('pager', { routingKey: notYetThere('pagerduty-routing-key') }),
          slack('chat', {
            apiURL: notYetThere('slack-url'),
            channel: '#platform-alerts',
            sendResolved: true,
          }),
          email('dead-mans-switch', {
            to: 'watchdog@example.com',
            from: 'alertmanager@example.com',
            smarthost: 'smtp.example.com:587',
          }),
        ],
        inhibitRules: [
          {
            sourceMatch: ['severity="critical"'],
            targetMatch: ['severity=~"warning|info"'],
            equal: ['alertname', 'namespace'],
          },
        ],
        timeIntervals: [
          {
            name: 'working-hours',
            timeIntervals: [
              {
                weekdays: ['monday:friday'],
                times: [{ startTime: '08:00', endTime: '18:00' }],
                location: 'Europe/Berlin',
              },
            ],
          },
        ],
      },
    });

    new Prometheus(this, 'k8s', {
      replicas: 2,
      retention: '15d',
      retentionSize: '85GB',
      storage: { size: Size.gibibytes(100) },
      resources: { requests: { cpu: '500m', memory: '2Gi' }, limits: { memory: '6Gi' } },
      alerting: { alertmanagers: [alertmanager] },
      externalLabels: { cluster: 'example' },
      // The platform's own monitors and rules, and those of every team that says it belongs to one.
      ...everythingOf({ matchExpressions: [{ key: 'team', operator: 'Exists' }] }),
    });

    for (const [name, groups] of Object.entries(RULES)) {
      new PrometheusRule(this, `${name}-rules`, { name, labels: PLATFORM, groups });
    }
  }
}

type Selector = NonNullable<ConstructorParameters<typeof Prometheus>[2]>['ruleSelector'];

function everythingOf(selector: NonNullable<Selector>): ConstructorParameters<typeof Prometheus>[2] {
  return {
    serviceMonitorSelector: selector,
    serviceMonitorNamespaceSelector: {},
    scrapeConfigSelector: selector,
    scrapeConfigNamespaceSelector: {},
    ruleSelector: selector,
    ruleNamespaceSelector: {},
  };
}
