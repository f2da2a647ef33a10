import {
  email,
  nullReceiver,
  pagerduty,
  slack,
  webhook,
  type AlertmanagerConfiguration,
} from '../../lib/alertmanager';
import { configMapKey, secretKey } from '../../lib/references';
import { configText, find, ON_CALL, synthesize } from './support';

/** A configuration of which only the given parts matter. */
function config(parts: Partial<AlertmanagerConfiguration>): AlertmanagerConfiguration {
  return { route: { receiver: 'null' }, receivers: [nullReceiver()], ...parts };
}

test('a tree of routes, with secrets as files', () => {
  expect(configText(ON_CALL)).toMatchInlineSnapshot(`
   "route:
     receiver: pager
     group_by:
       - alertname
       - namespace
     routes:
       - receiver: chat
         matchers:
           - severity="info"
   receivers:
     - name: pager
       pagerduty_configs:
         - routing_key_file: /etc/alertmanager/secrets/pagerduty/routing-key
     - name: chat
       slack_configs:
         - api_url_file: /etc/alertmanager/secrets/slack/url
           channel: "#on-call"
   "
  `);
});

test('settings of all receivers', () => {
  const text = configText(
    config({
      global: {
        resolveTimeout: '10m',
        httpConfig: { proxyUrl: 'http://proxy.corp:3128' },
        smtpFrom: 'alerts@example.org',
        smtpSmarthost: 'smtp.example.org:587',
        smtpAuthUsername: 'alerts',
        smtpAuthPassword: secretKey('smtp', 'password'),
        smtpTlsConfig: { ca: { configMap: configMapKey('corporate-ca', 'ca.crt') } },
        slackApiUrl: secretKey('slack', 'url'),
      },
    }),
  );
  expect(text.slice(0, text.indexOf('route:'))).toMatchInlineSnapshot(`
   "global:
     resolve_timeout: 10m
     http_config:
       proxy_url: http://proxy.corp:3128
     smtp_from: alerts@example.org
     smtp_smarthost: smtp.example.org:587
     smtp_auth_username: alerts
     smtp_auth_password_file: /etc/alertmanager/secrets/smtp/password
     slack_api_url_file: /etc/alertmanager/secrets/slack/url
     smtp_tls_config:
       ca_file: /etc/alertmanager/configmaps/corporate-ca/ca.crt
   "
  `);
});

test('matchers as objects, inhibitions and times', () => {
  const text = configText(
    config({
      route: {
        receiver: 'null',
        routes: [
          {
            matchers: [{ name: 'service.name', matchType: '=~', value: 'shop-\\w+' }],
            muteTimeIntervals: ['nights'],
            groupWait: '10s',
            repeatInterval: '12h',
          },
        ],
      },
      inhibitRules: [
        {
          sourceMatch: ['severity="critical"'],
          targetMatch: ['severity=~"warning|info"'],
          equal: ['namespace'],
        },
      ],
      timeIntervals: [
        {
          name: 'nights',
          timeIntervals: [
            {
              times: [{ startTime: '00:00', endTime: '06:00' }],
              weekdays: ['monday:friday'],
              daysOfMonth: ['1', '-3:-1'],
              months: ['may:august'],
              location: 'Europe/Berlin',
            },
          ],
        },
      ],
    }),
  );
  expect(text).toMatchInlineSnapshot(`
   "route:
     receiver: "null"
     routes:
       - matchers:
           - '"service.name"=~"shop-\\\\w+"'
         group_wait: 10s
         repeat_interval: 12h
         mute_time_intervals:
           - nights
   receivers:
     - name: "null"
   inhibit_rules:
     - source_matchers:
         - severity="critical"
       target_matchers:
         - severity=~"warning|info"
       equal:
         - namespace
   time_intervals:
     - name: nights
       time_intervals:
         - times:
             - start_time: "00:00"
               end_time: "06:00"
           weekdays:
             - monday:friday
           days_of_month:
             - "1"
             - -3:-1
           months:
             - may:august
           location: Europe/Berlin
   "
  `);
});

test('every kind of receiver, and several in one', () => {
  const text = configText(
    config({
      templates: [{ fileName: 'chat.tmpl', text: '{{ define "chat.title" }}alerts{{ end }}' }],
      route: {
        receiver: 'team',
        routes: ['hook', 'mail', 'chat', 'pager'].map((receiver) => ({
          receiver,
          matchers: [`to="${receiver}"`],
        })),
      },
      receivers: [
        {
          name: 'team',
          slackConfigs: [{ appToken: secretKey('slack', 'token'), channel: '#shop' }],
          webhookConfigs: [{ url: 'http://ticketing.shop.svc/alerts' }],
        },
        webhook('hook', {
          url: secretKey('hook', 'url'),
          maxAlerts: 50,
          timeout: '10s',
          sendResolved: false,
          httpConfig: { authorization: { credentials: secretKey('hook', 'token') } },
        }),
        email('mail', {
          to: 'ops@example.org',
          from: 'alerts@example.org',
          smarthost: 'smtp.example.org:465',
          authUsername: 'alerts',
          authPassword: secretKey('smtp', 'password'),
          headers: { Subject: '{{ .CommonLabels.alertname }}' },
          threading: { threadByDate: 'Daily' },
        }),
        slack('chat', {
          apiURL: secretKey('slack', 'url'),
          title: '{{ template "chat.title" . }}',
          fields: [{ title: 'Cluster', value: 'eu-1', short: true }],
          actions: [
            {
              type: 'button',
              text: 'Runbook',
              url: 'https://runbooks.example.org',
              confirm: { text: 'Sure?', okText: 'Yes' },
            },
          ],
          mrkdwnIn: ['text'],
        }),
        pagerduty('pager', {
          serviceKey: secretKey('pagerduty', 'service-key'),
          severity: '{{ .CommonLabels.severity }}',
          details: { cluster: 'eu-1' },
          links: [{ href: 'https://grafana.example.org', text: 'Grafana' }],
        }),
      ],
    }),
  );
  expect(text.slice(text.indexOf('receivers:'))).toMatchSnapshot();
});

test('templates are written along, or mounted where they are', () => {
  const outcome = synthesize({
    config: config({
      templates: [
        { fileName: 'chat.tmpl', text: '{{ define "chat.title" }}{{ .CommonLabels.alertname }}{{ end }}' },
        { configMap: configMapKey('corporate-templates', 'mail.tmpl') },
      ],
    }),
  });
  const { data } = find(outcome, 'ConfigMap', 'main');
  expect(data['chat.tmpl']).toContain('chat.title');
  expect(data['alertmanager.yml']).toContain(
    [
      'templates:',
      '  - /etc/alertmanager/config/chat.tmpl',
      '  - /etc/alertmanager/configmaps/corporate-templates/mail.tmpl',
    ].join('\n'),
  );
});

test('what has no prop is merged in natively: lists appended, objects field by field', () => {
  const text = configText(
    config({
      global: { resolveTimeout: '5m' },
      route: { receiver: 'null', routes: [{ receiver: 'jira', matchers: ['severity="ticket"'] }] },
      additionalConfig: {
        global: { jira_api_url: 'https://example.atlassian.net/rest/api/2/' },
        receivers: [{ name: 'jira', jira_configs: [{ project: 'OPS', issue_type: 'Bug' }] }],
      },
    }),
  );
  expect(text).toMatchInlineSnapshot(`
   "global:
     resolve_timeout: 5m
     jira_api_url: https://example.atlassian.net/rest/api/2/
   route:
     receiver: "null"
     routes:
       - receiver: jira
         matchers:
           - severity="ticket"
   receivers:
     - name: "null"
     - name: jira
       jira_configs:
         - project: OPS
           issue_type: Bug
   "
  `);
});
