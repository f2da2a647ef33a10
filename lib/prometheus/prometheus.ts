import { Construct } from 'constructs';
import { Where, type Problem } from '../problems';
import {
  checkNamespace,
  namespaceOf,
  Synthesis,
  type Plan,
  type ServiceFact,
  type Workload,
  type World,
} from '../synthesis';
import { checkPrometheus } from './check';
import { referencesOf, type References } from './choices';
import { prometheusModel, type PrometheusModel } from './model';
import { planPrometheus } from './plan';
import type { PrometheusProps } from './props';
import { WEB_PORT } from './paths';

/**
 * A Prometheus: its StatefulSet and all that belongs to it, configured from the monitors and rules that it
 * takes out of the app.
 *
 * Operator: `Prometheus`.
 */
export class Prometheus extends Construct implements Workload {
  /** The Services that it will write. */
  readonly serviceFacts: readonly ServiceFact[];

  /** Address for queries inside of the cluster: `http://prometheus-k8s.monitoring.svc:9090`. */
  readonly url: string;
  private readonly model: PrometheusModel;
  private readonly references: References;
  private readonly problems: readonly Problem[];

  constructor(scope: Construct, id: string, props: PrometheusProps = {}) {
    super(scope, id);
    const problems: Problem[] = [];
    const where = new Where(problems, this.node.path);
    const name = props.name ?? id;
    const namespace = namespaceOf(this, props.namespace);
    checkNamespace(where, namespace);
    checkPrometheus(where, name, props);
    this.model = prometheusModel(where, { program: 'server', perNode: false }, name, namespace ?? '', props);
    this.references = referencesOf(props);
    this.problems = problems;
    this.serviceFacts = this.model.services;
    const { scheme, names, routePrefix } = this.model;
    const path = routePrefix === '/' ? '' : routePrefix;
    this.url = `${scheme}://${names.service}.${this.model.namespace}.svc:${WEB_PORT}${path}`;
    Synthesis.of(this).addWorkload(this);
  }

  /** Called when the tree of the app is complete. */
  plan(world: World): Plan {
    return planPrometheus(this.model, this.node.path, this.references, world, this.problems);
  }
}
