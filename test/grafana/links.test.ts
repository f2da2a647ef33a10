import { alertmanagerDashboard, federationDashboard, viewDashboard } from '../../lib/dashboards';
import { Federation } from '../../lib/federation';
import { Grafana, GrafanaDashboard, GrafanaProvisioning } from '../../lib/grafana';
import { alertmanagerAlerts } from '../../lib/alertmanager';
import { Prometheus } from '../../lib/prometheus';
import { thanosAlerts, ThanosQuery } from '../../lib/query';
import { secretKey } from '../../lib/references';
import { PrometheusRule, type RuleGroup } from '../../lib/rules';
import { dashboard, synthesize } from './support';

const SIDECAR = { discovery: { mode: 'sidecar' } } as const;
const ADMIN = { username: secretKey('grafana', 'user'), password: secretKey('grafana', 'password') };

function linksOf({ rules }: RuleGroup): ReadonlySet<string | undefined> {
  return new Set(rules.map(({ annotations }) => annotations?.dashboard_url));
}

test('alerts lead to the dashboard of what they are about', () => {
  const groups: RuleGroup[] = [];
  const { errors, manifests } = synthesize(({ chart, alertmanager, prometheus }) => {
    const grafana = new GrafanaProvisioning(chart, 'grafana', {
      ...SIDECAR,
      externalUrl: 'https://grafana.example.org/team/',
    });
    const board = (name: string, json: object) => new GrafanaDashboard(chart, name, { json });
    const leaf = new Prometheus(chart, 'leaf', {
      storage: { emptyDir: {} },
      externalLabels: { cluster: 'eu' },
    });
    const query = new ThanosQuery(chart, 'all', { endpoints: [{ address: 'thanos.example.org:443' }] });
    groups.push(
      alertmanagerAlerts(alertmanager, {
        dashboardUrl: grafana.dashboardUrl(board('mesh', alertmanagerDashboard())),
      }),
      thanosAlerts(query, { dashboardUrl: grafana.dashboardUrl(board('view', viewDashboard())) }),
    );
    new PrometheusRule(chart, 'own', { groups });
    new Federation(chart, 'fleet', {
      into: prometheus,
      from: [leaf],
      dashboardUrl: grafana.dashboardUrl(board('federation', federationDashboard())),
    });
  });
  expect(errors).toEqual([]);
  const base = 'https://grafana.example.org/team/d/cdk8s-prometheus';
  expect(groups.map(linksOf)).toEqual([
    new Set([`${base}-alertmanager?var-namespace=monitoring&var-job=alertmanager-main`]),
    new Set([`${base}-view?var-namespace=monitoring&var-job=thanos-query-all`]),
  ]);
  const written = manifests.flatMap((each) =>
    Object.values((each as { data?: Record<string, string> }).data ?? {}),
  );
  const federation = written.find((text) => text.includes('FederationLeafDown')) ?? '';
  expect(federation.split(`${base}-federation?var-job=federation%2Fmonitoring%2Ffleet`)).toHaveLength(3);
  // The dashboards have the uids that the links lead to.
  for (const uid of ['alertmanager', 'view', 'federation']) {
    expect(
      written.some(
        (text) =>
          text.includes(`"uid":"cdk8s-prometheus-${uid}"`) ||
          text.includes(`"uid": "cdk8s-prometheus-${uid}"`),
      ),
    ).toBe(true);
  }
});

test('a dashboard without a uid is found by the name of its construct, in our Grafana as well', () => {
  let link = '';
  const { errors, manifests } = synthesize(({ chart }) => {
    const grafana = new Grafana(chart, 'grafana', {
      admin: ADMIN,
      externalUrl: 'https://grafana.example.org',
    });
    link = grafana.dashboardUrl(new GrafanaDashboard(chart, 'checkout.v2', { json: dashboard('up') }));
  });
  expect(errors).toEqual([]);
  expect(link).toBe('https://grafana.example.org/d/checkout-v2');
  expect(JSON.stringify(manifests)).toMatch(/uid\\": ?\\"checkout-v2/);
});

test('without a dashboard alerts have no link', () => {
  synthesize(({ alertmanager }) => {
    expect(linksOf(alertmanagerAlerts(alertmanager))).toEqual(new Set([undefined]));
  });
});

test('a Grafana of which nobody knows where it is gives no link', () => {
  const { errors } = synthesize(({ chart, alertmanager }) => {
    const grafana = new GrafanaProvisioning(chart, 'grafana', SIDECAR);
    const dashboardUrl = grafana.dashboardUrl(new GrafanaDashboard(chart, 'mesh', { json: dashboard('up') }));
    new PrometheusRule(chart, 'own', { groups: [alertmanagerAlerts(alertmanager, { dashboardUrl })] });
  });
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatchObject({ path: 'monitoring/grafana', field: 'externalUrl', code: 'incomplete' });
});

test('a link to a dashboard that the Grafana does not get is an error', () => {
  const { errors } = synthesize(({ chart }) => {
    const chosen = new GrafanaDashboard(chart, 'chosen', { json: dashboard('up') });
    const other = new GrafanaDashboard(chart, 'other', { json: dashboard('up', { title: 'Other' }) });
    new GrafanaProvisioning(chart, 'grafana', {
      ...SIDECAR,
      dashboards: [chosen],
      externalUrl: 'https://grafana.example.org',
    }).dashboardUrl(other);
    new GrafanaProvisioning(chart, 'second', { ...SIDECAR, dashboards: [other] });
  });
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatchObject({
    path: 'monitoring/grafana',
    field: 'dashboards',
    value: 'grafanaDashboard "other" (monitoring/other)',
  });
});

test.each(['grafana.example.org', 'https://me:hunter2@grafana.example.org'])(
  '%s is no external URL',
  (externalUrl) => {
    const { errors } = synthesize(({ chart }) => {
      new GrafanaProvisioning(chart, 'grafana', { ...SIDECAR, externalUrl });
    });
    expect(errors[0]).toMatchObject({ path: 'monitoring/grafana', field: 'externalUrl' });
    expect(JSON.stringify(errors)).not.toContain('hunter2');
  },
);
