import { Construct } from 'constructs';
import { attempt, Where, type Problem } from '../problems';
import { checkShape, type ShapeName } from '../shapes';
import {
  checkNamespace,
  clusterOf,
  namespaceOf,
  Synthesis,
  type ClusterFact,
  type Plan,
  type PodFact,
  type ServiceFact,
  type Workload,
  type World,
} from '../synthesis';
import type { FileContext } from '../http';
import { compileThanos, fileContext, type Decided } from './compiled';
import type { ThanosKind } from './kinds';
import { thanosManifests } from './manifests';
import { scrapedThanos, type ScrapedThanos } from './scraped';
import { thanosModel, thanosPods, thanosServices, type AnyThanosProps, type ThanosModel } from './model';

/** What one program does differently from the others. */
export interface Variant<Props extends AnyThanosProps> {
  readonly kind: ThanosKind;
  readonly shape: ShapeName;

  /** Reports what is wrong with the props, whatever else the app holds. */
  readonly check: (where: Where, props: Props, model: ThanosModel<Props>) => void;

  /** What the cluster of a fleet adds to the props. */
  readonly inCluster?: (where: Where, props: Props, cluster: ClusterFact | undefined) => Props;

  /** What stands for props that cannot be read. */
  readonly fallback: Props;
}

/** What the programs of Thanos have in common as constructs. */
export abstract class ThanosConstruct<Props extends AnyThanosProps> extends Construct implements Workload {
  /** The Services that it will write. */
  readonly serviceFacts: readonly ServiceFact[];

  /** The pods that it will have. */
  readonly podFacts: readonly PodFact[];

  /** As those see it that scrape it: for `thanosMonitor` and `thanosAlerts`. */
  readonly scraped: ScrapedThanos;
  protected readonly model: ThanosModel<Props>;
  private readonly problems: Problem[] = [];

  protected constructor(
    scope: Construct,
    id: string,
    given: Props,
    { kind, shape, check, inCluster = (_, props) => props, fallback }: Variant<Props>,
  ) {
    super(scope, id);
    const where = new Where(this.problems, this.node.path);
    const namespace = namespaceOf(this, given.namespace);
    checkNamespace(where, namespace);
    const model = (read: Props) =>
      thanosModel(where, kind, { name: read.name ?? id, namespace: namespace ?? '' }, read);
    // Where the props cannot be read at all that has been reported, and nothing will be written.
    const props = checkShape(where, shape, given)
      ? attempt(where, () => inCluster(where, given, clusterOf(this)))
      : undefined;
    this.model = (props && attempt(where, () => model(props))) ?? model(fallback);
    if (props !== undefined && this.model.props === props) {
      attempt(where, () => {
        check(where, props, this.model);
      });
    }
    this.scraped = scrapedThanos(this.model);
    this.serviceFacts = thanosServices(this.model);
    this.podFacts = thanosPods(this.model);
    Synthesis.of(this).addWorkload(this);
  }

  /** Called when the tree of the app is complete. */
  plan(world: World): Plan {
    const problems = [...this.problems];
    const where = new Where(problems, this.node.path);
    const compiled = attempt(where, () => {
      const context = fileContext(this.model);
      return compileThanos(where, this.model, this.decide(where, context, world), context);
    });
    return {
      problems,
      selected: compiled?.decided.selected ?? [],
      connections: compiled?.decided.connections ?? [],
      figures: { replicas: this.model.replicas, ...compiled?.decided.figures },
      render: (connections) => (compiled === undefined ? [] : thanosManifests(compiled, connections)),
    };
  }

  /** Decides what the program becomes, now that the whole app is known. */
  protected abstract decide(where: Where, context: FileContext, world: World): Decided;
}
