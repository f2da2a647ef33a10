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
import { checkAgent } from './agent-check';
import type { PrometheusAgentProps } from './agent-props';
import { referencesOf, type GivenReferences } from './choices';
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

  /** The pods that it will have. */
  readonly podFacts: readonly PodFact[];
  private readonly model: PrometheusModel;
  private readonly references: GivenReferences;
  private readonly problems: readonly Problem[];

  constructor(scope: Construct, id: string, props: PrometheusAgentProps = {}) {
    super(scope, id);
    const problems: Problem[] = [];
    const where = new Where(problems, this.node.path);
    const namespace = namespaceOf(this, props.namespace);
    checkNamespace(where, namespace);
    attempt(where, () => {
      checkAgent(where, props.name ?? id, props);
    });
    const model = (given: PrometheusAgentProps) => {
      const kind = { program: 'agent' as const, perNode: given.mode === 'DaemonSet' };
      return prometheusModel(where, kind, given.name ?? id, namespace ?? '', given);
    };
    // Where the props cannot be read at all that has been reported, and nothing will be written.
    this.model = attempt(where, () => model(props)) ?? model({});
    this.references = referencesOf(props);
    this.problems = problems;
    this.serviceFacts = this.model.services;
    this.podFacts = this.model.pods;
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
