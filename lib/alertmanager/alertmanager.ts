import { Construct } from 'constructs';
import { attempt, Where, type Problem } from '../problems';
import { checkShape } from '../shapes';
import {
  checkNamespace,
  clusterName,
  namespaceOf,
  Synthesis,
  type DataSourceFact,
  type Plan,
  type PodFact,
  type ServiceFact,
  type Workload,
  type World,
} from '../synthesis';
import {
  alertmanagerDataSource,
  alertmanagerEndpoint,
  alertmanagerPods,
  alertmanagerServices,
  type AlertmanagerEndpoint,
} from './endpoint';
import { alertmanagerManifests } from './manifests';
import { alertmanagerModel, rolledOf, type AlertmanagerModel } from './model';
import { compileAlertmanager, type CompiledAlertmanager } from './plan';
import type { AlertmanagerProps } from './props';
import { AlertmanagerRollout, type Rolled } from './rollout';
import type { RoutingTree } from './routing';

/**
 * Alertmanagers that make one mesh: they take alerts, group and silence them, and notify.
 *
 * ```ts
 * const alertmanager = new Alertmanager(chart, 'main', {
 *   storage: { size: Size.gibibytes(2) },
 *   config: {
 *     route: { receiver: 'pager', groupBy: ['alertname'], routes: [{ receiver: 'chat', matchers: ['severity="info"'] }] },
 *     receivers: [
 *       pagerduty('pager', { routingKey: secretKey('pagerduty', 'routing-key') }),
 *       slack('chat', { apiURL: secretKey('slack', 'url'), channel: '#on-call' }),
 *     ],
 *   },
 * });
 * new Prometheus(chart, 'k8s', { alerting: { alertmanagers: [alertmanager] } });
 * ```
 *
 * Operator: `Alertmanager`.
 */
export class Alertmanager extends Construct implements Workload {
  /** Where it is reached. */
  readonly endpoint: AlertmanagerEndpoint;

  readonly serviceFacts: readonly ServiceFact[];

  readonly podFacts: readonly PodFact[];

  readonly dataSourceFacts: readonly DataSourceFact[];

  /** What an `AlertmanagerRollout` has to know of it. */
  readonly rolled: Rolled;

  private readonly model: AlertmanagerModel;
  private readonly problems: Problem[] = [];
  private compiled: CompiledAlertmanager | undefined;

  constructor(scope: Construct, id: string, props: AlertmanagerProps) {
    super(scope, id);
    const where = new Where(this.problems, this.node.path);
    const namespace = namespaceOf(this, props.namespace);
    checkNamespace(where, namespace);
    const model = (given: AlertmanagerProps) =>
      alertmanagerModel(where, given.name ?? id, namespace ?? '', given);
    // Where the props cannot be read at all that has been reported, and nothing will be written.
    this.model =
      (checkShape(where, 'AlertmanagerProps', props) ? attempt(where, () => model(props)) : undefined) ??
      model({
        config: 'external',
        storage: { emptyDir: {} },
        rollout: 'none',
        ...(typeof props.name === 'string' ? { name: props.name } : {}),
      });
    this.endpoint = alertmanagerEndpoint(this.model, clusterName(this));
    this.serviceFacts = alertmanagerServices(this.model);
    this.podFacts = attempt(where, () => alertmanagerPods(this.model)) ?? [];
    this.dataSourceFacts = [alertmanagerDataSource(this.model, this.node.path)];
    Synthesis.of(this).addWorkload(this);
    this.rolled = rolledOf(this.model);
    if (this.model.rollout !== undefined) {
      new AlertmanagerRollout(this, 'rollout', { of: this, ...this.model.rollout });
    }
  }

  /**
   * Where alerts go, for tests. Compiles the app as it is by now, and so throws what `app.synth()` would throw.
   *
   * ```ts
   * expect(alertmanager.routing().match({ severity: 'critical' }).receivers).toEqual(['pager']);
   * ```
   *
   * @throws {RangeError} where somebody else writes the configuration
   */
  routing(): RoutingTree {
    Synthesis.of(this).report();
    const tree = this.compiled?.routing;
    if (tree === undefined) {
      throw new RangeError(`${this.node.path}: the configuration is external, so its routes are not known`);
    }
    return tree;
  }

  /** Called when the tree of the app is complete. */
  plan(world: World): Plan {
    const problems = [...this.problems];
    const where = new Where(problems, this.node.path);
    const compiled = attempt(where, () => compileAlertmanager(where, this.model, world));
    this.compiled = compiled;
    return {
      problems,
      selected: compiled?.selected ?? [],
      connections: [],
      figures: compiled?.figures ?? {},
      render: (connections) => (compiled ? alertmanagerManifests(compiled, connections) : []),
    };
  }
}
