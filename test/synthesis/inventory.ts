import type { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { configMap, type Manifest } from '../../lib/kubernetes';
import type { Problem } from '../../lib/problems';
import {
  Synthesis,
  type Connection,
  type Plan,
  type PodFact,
  type Resource,
  type ServiceFact,
  type Workload,
  type World,
} from '../../lib/synthesis';

/** What an {@link Inventory} is told. */
export interface InventoryOptions {
  readonly namespace?: string;
  readonly problems?: readonly Problem[];
  readonly serviceFacts?: readonly ServiceFact[];
  readonly podFacts?: readonly PodFact[];
  readonly connections?: readonly Connection[];

  /** Further objects. */
  readonly objects?: readonly Manifest[];

  /** Which resources it takes. @default - all */
  readonly takes?: (resource: Resource) => boolean;
}

/** The smallest workload there is: a ConfigMap with the names of the resources that it takes. Remembers what it was asked. */
export class Inventory extends Construct implements Workload {
  readonly serviceFacts: readonly ServiceFact[];
  readonly podFacts: readonly PodFact[];

  /** What it was shown, compile by compile. */
  readonly worlds: World[] = [];

  /** The connections of the whole app, write by write. */
  readonly connections: Array<readonly Connection[]> = [];

  constructor(
    scope: Chart,
    id: string,
    private readonly options: InventoryOptions = {},
  ) {
    super(scope, id);
    this.serviceFacts = options.serviceFacts ?? [];
    this.podFacts = options.podFacts ?? [];
    Synthesis.of(this).addWorkload(this);
  }

  plan(world: World): Plan {
    this.worlds.push(world);
    const { takes = () => true, namespace = 'monitoring', objects = [], connections = [] } = this.options;
    const selected = world.resources.filter(takes);
    const names = Object.fromEntries(selected.map(({ kind, name, path }) => [`${kind}.${name}`, path]));
    return {
      problems: this.options.problems ?? [],
      selected,
      connections,
      figures: { resources: selected.length },
      render: (all) => {
        this.connections.push(all);
        return [configMap({ namespace, labels: {} }, this.node.id, names), ...objects];
      },
    };
  }
}
