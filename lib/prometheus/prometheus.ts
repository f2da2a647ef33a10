import type { Construct } from 'constructs';
import { checkPrometheus } from './check';
import type { HasStoreEndpoint, ScrapedThanos, StoreEndpoint } from '../query';
import { WEB_PORT } from './paths';
import { PrometheusConstruct } from './prometheus-construct';
import type { PrometheusProps } from './props';
import { prometheusStore, scrapedSidecar } from './thanos';

/**
 * A Prometheus: its StatefulSet and all that belongs to it, configured from the monitors and rules that it
 * takes out of the app.
 *
 * Operator: `Prometheus`.
 */
export class Prometheus extends PrometheusConstruct<PrometheusProps> implements HasStoreEndpoint {
  /** Address for queries inside of the cluster: `http://prometheus-k8s.monitoring.svc:9090`. */
  readonly url: string;

  /** Where Thanos reads it; undefined without `thanos`. */
  readonly storeEndpoint: StoreEndpoint | undefined;

  /** Its sidecars, for `thanosAlerts`; undefined without `thanos`. */
  readonly thanosSidecar: { readonly scraped: ScrapedThanos } | undefined;

  constructor(scope: Construct, id: string, props: PrometheusProps = {}) {
    super(scope, id, props, {
      shape: 'PrometheusProps',
      check: checkPrometheus,
      kindOf: () => ({ program: 'server', perNode: false }),
    });
    const { scheme, names, namespace, routePrefix } = this.model;
    const path = routePrefix === '/' ? '' : routePrefix;
    this.storeEndpoint = prometheusStore(this.model);
    const scraped = scrapedSidecar(this.model);
    this.thanosSidecar = scraped && { scraped };
    this.url = `${scheme}://${names.service}.${namespace}.svc:${WEB_PORT}${path}`;
  }
}
