import type { RelabelConfig, ScrapeConfig } from '../../lib/native/prometheus';
import { jobSeries, scopeOf } from '../../lib/scope';

function scope(own: ScrapeConfig[], others: ScrapeConfig[]) {
  return scopeOf(own.map(jobSeries), others.map(jobSeries));
}

function job(name: string, namespace: string, ...relabelings: RelabelConfig[]): ScrapeConfig {
  return {
    job_name: name,
    kubernetes_sd_configs: [{ role: 'endpointslice', namespaces: { names: [namespace] } }],
    relabel_configs: [
      { source_labels: ['__meta_kubernetes_namespace'], target_label: 'namespace' },
      { source_labels: ['__meta_kubernetes_service_name'], target_label: 'job' },
      ...relabelings,
    ],
  };
}

const named = (value: string): RelabelConfig => ({ target_label: 'job', replacement: value });
const CHECKOUT = job('serviceMonitor/shop/checkout/0', 'shop', named('checkout'));
const CART = job('serviceMonitor/shop/cart/0', 'shop', named('cart'));

test('job and namespace tell a definition from all others', () => {
  expect(scope([CHECKOUT], [CART, job('other', 'payments')])).toEqual({
    fixed: new Map([
      ['job', 'checkout'],
      ['namespace', 'shop'],
    ]),
    listed: new Map(),
    trusted: [],
  });
});

test('endpoints with jobs of their own are listed', () => {
  const admin = job('serviceMonitor/shop/checkout/1', 'shop', named('checkout-admin'));
  expect(scope([CHECKOUT, admin], [CART])).toMatchObject({
    fixed: new Map([['namespace', 'shop']]),
    listed: new Map([['job', ['checkout', 'checkout-admin']]]),
  });
});

test('a further label is taken where these two do not part them', () => {
  const one = job('a', 'shop', named('checkout'), { target_label: 'endpoint', replacement: 'web' });
  const two = job('b', 'shop', named('checkout'), { target_label: 'endpoint', replacement: 'admin' });
  expect(scope([one], [two])).toMatchObject({
    fixed: new Map([
      ['job', 'checkout'],
      ['namespace', 'shop'],
      ['endpoint', 'web'],
    ]),
  });
});

test('what honours the labels of its targets is trusted, and named', () => {
  const state = {
    ...job('serviceMonitor/monitoring/kube-state-metrics/0', 'monitoring'),
    honor_labels: true,
  };
  expect(scope([CHECKOUT], [state])).toMatchObject({
    trusted: ['serviceMonitor/monitoring/kube-state-metrics/0'],
  });
});

describe('there is no scope', () => {
  test('where the job is the name of a Service', () => {
    expect(scope([job('a', 'shop')], [])).toMatchObject({
      obstacle: 'the value of `job` on its series is known when Prometheus runs, and not before',
    });
  });

  test('where the targets write it themselves', () => {
    expect(scope([{ ...CHECKOUT, honor_labels: true }], [])).toMatchObject({
      obstacle: '`honorLabels` lets its targets write `job` themselves',
    });
  });

  test('where metric relabelings rewrite it from something else', () => {
    const metric_relabel_configs = [{ source_labels: ['app'], regex: '(.+)', target_label: 'job' }];
    expect(scope([{ ...CHECKOUT, metric_relabel_configs }], [])).toHaveProperty('obstacle');
  });

  test('where another job can look the same', () => {
    expect(scope([CHECKOUT], [job('serviceMonitor/shop/all/0', 'shop')])).toMatchObject({
      obstacle: 'series of the job "serviceMonitor/shop/all/0" can have the same job and namespace',
    });
  });

  test('where the own namespaces are not known, and another has the same job', () => {
    const everywhere = { ...CHECKOUT, kubernetes_sd_configs: [{ role: 'endpointslice' as const }] };
    expect(scope([everywhere], [CHECKOUT])).toMatchObject({
      obstacle: 'series of the job "serviceMonitor/shop/checkout/0" can have the same job',
    });
  });
});
