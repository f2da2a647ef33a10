import { Construct } from 'constructs';
import { attempt, Where, type Problem } from '../problems';
import {
  checkNamespace,
  clusterOf,
  namespaceOf,
  type Contribution,
  Synthesis,
  type PodFact,
  type ServiceFact,
  type Workload,
  type World,
} from '../synthesis';
import { checkShape, type ShapeName } from '../shapes';
import { withClusterLabel } from '../workload';
import { referencesOf, type GivenReferences } from './choices';
import type { CommonPrometheusProps } from './common-props';
import { checkTargetClusters } from './target-clusters';
import { hubsOf } from '../federation';
import { prometheusModel, type Kind, type PrometheusModel } from './model';
import type { HubReaders } from './hub-readers';
import type { LoadedAbove } from './rules-above';
import { planPrometheus, type PrometheusPlan } from './plan';
import type { WatchedPart } from './view/monitoring';

/** What a server and an agent do differently before they are planned. */
export interface Variant<Props> {
  readonly shape: ShapeName;
  readonly check: (where: Where, name: string, props: Props) => void;
  readonly kindOf: (props: Props) => Kind;
}

/** What a server and an agent have in common as constructs. */
export abstract class PrometheusConstruct<Props extends CommonPrometheusProps>
  extends Construct
  implements Workload
{
  /** The Services that it will write. */
  readonly serviceFacts: readonly ServiceFact[];

  /** The pods that it will have. */
  readonly podFacts: readonly PodFact[];
  protected readonly model: PrometheusModel;
  private readonly references: GivenReferences;
  private readonly problems: Problem[] = [];
  private planned: { readonly world: World; readonly plan: PrometheusPlan } | undefined;

  protected constructor(
    scope: Construct,
    id: string,
    given: Props,
    { shape, check, kindOf }: Variant<Props>,
  ) {
    super(scope, id);
    const where = new Where(this.problems, this.node.path);
    const namespace = namespaceOf(this, given.namespace);
    checkNamespace(where, namespace);
    const isRead = checkShape(where, shape, given);
    const cluster = clusterOf(this);
    const props = isRead ? withClusterLabel(where, given, cluster) : given;
    if (isRead) {
      attempt(where, () => {
        check(where, props.name ?? id, props);
        checkTargetClusters(where, props, cluster?.name ?? '');
      });
    }
    const model = (read: CommonPrometheusProps) =>
      prometheusModel(where, kindOf(props), read.name ?? id, namespace ?? '', read);
    // Where the props cannot be read at all that has been reported, and nothing will be written.
    this.model = (isRead ? attempt(where, () => model(props)) : undefined) ?? model({});
    this.references = referencesOf(isRead ? props : {});
    this.serviceFacts = this.model.services;
    this.podFacts = this.model.pods;
    Synthesis.of(this).addWorkload(this);
  }

  /** Those that federate it say what it has to record for them. */
  after(world: World): readonly string[] {
    return hubsOf(this.node.path, world);
  }

  /** Called when the tree of the app is complete. */
  plan(world: World, contributed: readonly Contribution[] = []): PrometheusPlan {
    const plan = this.decide(world, contributed);
    this.planned = { world, plan };
    return plan;
  }

  /** What was decided for this world, for the view that comes after it. */
  protected plannedFor(world: World): PrometheusPlan {
    return this.planned?.world === world ? this.planned.plan : this.plan(world);
  }

  /** Rules that have been decided about elsewhere, instead of those that it selects. */
  protected loaded(_world: World): LoadedAbove | undefined {
    return undefined;
  }

  /** The parts of its view, which it watches. */
  protected watched(): readonly WatchedPart[] {
    return [];
  }

  /** What reads its leaves by Thanos. */
  protected readBy(): HubReaders | undefined {
    return undefined;
  }

  private decide(world: World, contributed: readonly Contribution[]): PrometheusPlan {
    const problems = [...this.problems];
    const plan = attempt(new Where(problems, this.node.path), () =>
      planPrometheus(this.model, this.node.path, this.references, world, this.problems, {
        contributed,
        loaded: this.loaded(world),
        watched: this.watched(),
        readers: this.readBy(),
      }),
    );
    return (
      plan ?? {
        problems,
        selected: [],
        connections: [],
        figures: {},
        render: () => [],
        above: undefined,
        overLeaves: undefined,
      }
    );
  }
}
