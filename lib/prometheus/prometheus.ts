import type { Construct } from 'constructs';
import type { DataSourceFact } from '../synthesis';
import { checkPrometheus } from './check';
import { dataSourceFact } from './data-source';
import { WEB_PORT } from './paths';
import { PrometheusConstruct } from './prometheus-construct';
import type { PrometheusProps } from './props';

/**
 * A Prometheus: its StatefulSet and all that belongs to it, configured from the monitors and rules that it
 * takes out of the app.
 *
 * Operator: `Prometheus`.
 */
export class Prometheus extends PrometheusConstruct<PrometheusProps> {
  /** Address for queries inside of the cluster: `http://prometheus-k8s.monitoring.svc:9090`. */
  readonly url: string;
  readonly dataSourceFacts: readonly DataSourceFact[];

  constructor(scope: Construct, id: string, props: PrometheusProps = {}) {
    super(scope, id, props, {
      shape: 'PrometheusProps',
      check: checkPrometheus,
      kindOf: () => ({ program: 'server', perNode: false }),
    });
    const { scheme, names, namespace, routePrefix } = this.model;
    const path = routePrefix === '/' ? '' : routePrefix;
    this.url = `${scheme}://${names.service}.${namespace}.svc:${WEB_PORT}${path}`;
    this.dataSourceFacts = [dataSourceFact(this.model, this.node.path, this.url)];
  }
}
