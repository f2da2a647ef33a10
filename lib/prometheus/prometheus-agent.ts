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
import { checkAgent } from './agent-check';
import type { PrometheusAgentProps } from './agent-props';
import { referencesOf, type References } from './choices';
import { prometheusModel, type PrometheusModel } from './model';
import { planPrometheus } from './plan';

/**
 * A Prometheus that scrapes and sends on, and keeps nothing: no queries, no rules, no alerts.
 *
 * Operator: `PrometheusAgent`.
 */
export class PrometheusAgent extends Construct implements Workload {
  /** The Services that it will write. */
  readonly serviceFacts: readonly ServiceFact[];
  private readonly model: PrometheusModel;
  private readonly references: References;
  private readonly problems: readonly Problem[];

  constructor(scope: Construct, id: string, props: PrometheusAgentProps = {}) {
    super(scope, id);
    const problems: Problem[] = [];
    const where = new Where(problems, this.node.path);
    const name = props.name ?? id;
    const namespace = namespaceOf(this, props.namespace);
    checkNamespace(where, namespace);
    checkAgent(where, name, props);
    const kind = { program: 'agent' as const, perNode: props.mode === 'DaemonSet' };
    this.model = prometheusModel(where, kind, name, namespace ?? '', props);
    this.references = referencesOf(props);
    this.problems = problems;
    this.serviceFacts = this.model.services;
    Synthesis.of(this).addWorkload(this);
  }

  /** Called when the tree of the app is complete. */
  plan(world: World): Plan {
    return planPrometheus(this.model, this.node.path, this.references, world, this.problems);
  }
}
