import {
  email,
  nullReceiver,
  pagerduty,
  slack,
  webhook,
  type AlertmanagerConfiguration,
} from '../../lib/alertmanager';
import { secretKey } from '../../lib/references';

/** A configuration with all that the oldest supported release has and we have props for. */
export const EVERYTHING: AlertmanagerConfiguration = {
  global: {
    resolveTimeout: '10m',
    httpConfig: { proxyUrl: 'http://proxy.corp:3128', noProxy: '.svc', followRedirects: false },
    smtpFrom: 'alerts@example.org',
    smtpSmarthost: 'smtp.example.org:587',
    smtpHello: 'monitoring.example.org',
    smtpAuthUsername: 'alerts',
    smtpAuthPassword: secretKey('smtp', 'password'),
    smtpAuthSecret: secretKey('smtp', 'secret'),
    smtpAuthIdentity: 'alerts',
    smtpRequireTls: true,
    smtpTlsConfig: { serverName: 'smtp.example.org', minVersion: 'TLS13' },
    smtpForceImplicitTls: false,
    slackApiUrl: secretKey('slack', 'url'),
    pagerdutyUrl: 'https://events.eu.pagerduty.com/v2/enqueue',
  },
  route: {
    receiver: 'pager',
    groupBy: ['alertname', 'service.name'],
    groupWait: '45s',
    groupInterval: '5m',
    repeatInterval: '1d',
    routes: [
      { receiver: 'null', matchers: ['alertname=~"Watchdog|InfoInhibitor"'] },
      {
        receiver: 'chat',
        matchers: [{ name: 'service.name', matchType: '=~', value: 'shop-\\w+' }, 'severity!="critical"'],
        muteTimeIntervals: ['nights'],
        continue: true,
      },
      { receiver: 'mail', groupBy: ['...'], activeTimeIntervals: ['hours', 'nights'], continue: true },
      { receiver: 'hook', matchers: ['{team="shop", env!~"dev|test"}'], routes: [{ receiver: 'team' }] },
    ],
  },
  inhibitRules: [
    { sourceMatch: ['severity="critical"'], targetMatch: ['severity=~"warning|info"'], equal: ['namespace'] },
    { name: 'info', sourceMatch: ['alertname="InfoInhibitor"'], targetMatch: ['severity="info"'] },
  ],
  timeIntervals: [
    {
      name: 'nights',
      timeIntervals: [{ times: [{ startTime: '00:00', endTime: '06:00' }], location: 'Europe/Berlin' }],
    },
    {
      name: 'hours',
      timeIntervals: [
        {
          times: [{ startTime: '20:00', endTime: '24:00' }],
          weekdays: ['Monday:friday', 'sunday'],
          daysOfMonth: ['1:5', '-3:-1', '15'],
          months: ['may:august', '12', '1:2'],
          years: ['2026:2028', '2030'],
        },
      ],
    },
  ],
  templates: [
    { fileName: 'chat.tmpl', text: '{{ define "chat.title" }}{{ .CommonLabels.alertname }}{{ end }}' },
  ],
  receivers: [
    nullReceiver(),
    {
      name: 'team',
      slackConfigs: [{ channel: '#shop' }],
      webhookConfigs: [
        { url: 'http://ticketing.shop.svc/alerts' },
        { url: 'http://{{ .CommonLabels.host }}/' },
      ],
    },
    webhook('hook', {
      url: secretKey('hook', 'url'),
      maxAlerts: 50,
      timeout: '1m30s',
      sendResolved: false,
      httpConfig: { authorization: { credentials: secretKey('hook', 'token') }, enableHttp2: false },
    }),
    email('mail', {
      to: 'ops@example.org',
      authPassword: secretKey('smtp', 'password'),
      headers: { Subject: '{{ .CommonLabels.alertname }}' },
      html: '{{ template "email.default.html" . }}',
      threading: { threadByDate: 'Daily' },
    }),
    slack('chat', {
      apiURL: secretKey('slack', 'url'),
      title: '{{ template "chat.title" . }}',
      fields: [{ title: 'Cluster', value: 'eu-1', short: true }],
      actions: [
        { type: 'button', text: 'Runbook', url: 'https://runbooks.example.org' },
        { type: 'button', text: 'Silence', name: 'silence', confirm: { text: 'Sure?', okText: 'Yes' } },
      ],
      mrkdwnIn: ['text'],
      linkNames: true,
      timeout: '10s',
    }),
    pagerduty('pager', {
      routingKey: secretKey('pagerduty', 'routing-key'),
      severity: '{{ .CommonLabels.severity }}',
      class: 'shop',
      details: { cluster: 'eu-1', nested: { firing: '{{ .Alerts.Firing | len }}' } },
      links: [{ href: 'https://grafana.example.org', text: 'Grafana' }],
      images: [{ src: 'https://grafana.example.org/panel.png' }],
    }),
  ],
};
