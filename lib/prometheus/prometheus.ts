import { Construct } from 'constructs';
import { attempt, Where, type Problem } from '../problems';
import {
  checkNamespace,
  namespaceOf,
  Synthesis,
  type Plan,
  type PodFact,
  type ServiceFact,
  type Workload,
  type World,
} from '../synthesis';
import { checkPrometheus } from './check';
import { referencesOf, type GivenReferences } from './choices';
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

  /** The pods that it will have. */
  readonly podFacts: readonly PodFact[];

  /** Address for queries inside of the cluster: `http://prometheus-k8s.monitoring.svc:9090`. */
  readonly url: string;
  private readonly model: PrometheusModel;
  private readonly references: GivenReferences;
  private readonly problems: readonly Problem[];

  constructor(scope: Construct, id: string, props: PrometheusProps = {}) {
    super(scope, id);
    const problems: Problem[] = [];
    const where = new Where(problems, this.node.path);
    const namespace = namespaceOf(this, props.namespace);
    checkNamespace(where, namespace);
    attempt(where, () => {
      checkPrometheus(where, props.name ?? id, props);
    });
    const model = (given: PrometheusProps) =>
      prometheusModel(where, { program: 'server', perNode: false }, given.name ?? id, namespace ?? '', given);
    // Where the props cannot be read at all that has been reported, and nothing will be written.
    this.model = attempt(where, () => model(props)) ?? model({});
    this.references = referencesOf(props);
    this.problems = problems;
    this.serviceFacts = this.model.services;
    this.podFacts = this.model.pods;
    const { scheme, names, routePrefix } = this.model;
    const path = routePrefix === '/' ? '' : routePrefix;
    this.url = `${scheme}://${names.service}.${this.model.namespace}.svc:${WEB_PORT}${path}`;
    Synthesis.of(this).addWorkload(this);
  }

  /** Called when the tree of the app is complete. */
  plan(world: World): Plan {
    const problems = [...this.problems];
    const plan = attempt(new Where(problems, this.node.path), () =>
      planPrometheus(this.model, this.node.path, this.references, world, this.problems),
    );
    return plan ?? { problems, selected: [], connections: [], figures: {}, render: () => [] };
  }
}
