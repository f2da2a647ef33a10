import { Chart, type App, type JsonPatch } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { compareProblems, formatProblem, SynthesisError, type Problem } from '../problems';
import { byCluster } from './cluster';
import { decisionsOf, type MadeDecision } from './decisions';
import { fileClashes } from './files';
import { dematerialize, materialize } from './materialize';
import { exportClashes, nameClashes, namesInTree } from './names';
import { observe } from './observe';
import { applyPatches, isOfCluster, strayPatches, type ObjectPatch, type ObjectReference } from './patches';
import { recordDecisions } from './record-decisions';
import type { Resource } from './resource';
import { duplicates, unselected } from './selection';
import { planAll } from './plan-all';
import type { Workload } from './workload';
import type { DataSourceFact, World } from './world';
import {
  isWrong,
  ownedObject,
  write,
  writeAfter,
  type PatchedWritten,
  type Planned,
  type Written,
} from './written';

/** What a whole app chooses about how it is compiled. */
export interface SynthesisOptions {
  /**
   * Treats every warning as an error.
   * @default false
   */
  readonly strict?: boolean;

  /**
   * Receives the warnings of each compile, in their order.
   * @default - each is written to standard error, as one paragraph
   */
  readonly onWarning?: (warning: Problem) => void;

  /**
   * Labels of namespaces that the app does not define itself, by their names: what selectors of namespaces are compared with.
   * @default - of those the names are known, and no labels
   */
  readonly namespaces?: Readonly<Record<string, Readonly<Record<string, string>>>>;

  /**
   * The day that it is, as `2026-11-26`: what days in props are compared with. No clock is ever asked, so that the same
   * app always comes to the same.
   * @default - nobody knows
   */
  readonly today?: string;
}

/** What a compile came to. */
export interface SynthesisReport {
  readonly warnings: readonly Problem[];

  /** What each workload amounts to, by the path of its construct: `{ 'monitoring/k8s': { scrapeJobs: 12 } }`. */
  readonly figures: Readonly<Record<string, Readonly<Record<string, number>>>>;

  /** What workloads have decided and manifests do not tell, such as where the rules of several shards are evaluated. */
  readonly decisions: readonly MadeDecision[];
}

const SESSIONS = new WeakMap<IConstruct, Synthesis>();

/**
 * The compile of one app: from everything that its constructs said to the objects that are written.
 *
 * It runs when cdk8s validates the app, because only then the tree is complete: resources are selected,
 * workloads decide, and where all is well their objects are put into the charts. Where anything is wrong
 * it throws, before a file is touched.
 */
export class Synthesis {
  /** The one of the app that the construct is in. */
  static of(scope: IConstruct): Synthesis {
    const root = scope.node.root;
    const session = SESSIONS.get(root) ?? new Synthesis(root);
    SESSIONS.set(root, session);
    return session;
  }

  private readonly resources = new Map<IConstruct, Resource>();
  private readonly found = new Map<IConstruct, readonly Problem[]>();
  private readonly workloads = new Set<Workload>();
  private readonly patches: ObjectPatch[] = [];
  private options: SynthesisOptions = {};
  private compiled:
    | {
        readonly nodes: readonly IConstruct[];
        readonly charts: ReadonlySet<Chart>;
        readonly report: SynthesisReport;
      }
    | undefined;
  private compiling = false;

  private constructor(private readonly root: IConstruct) {
    root.node.addValidation({ validate: () => this.validate() });
  }

  /** Sets options; those not named keep what they were. */
  configure(options: SynthesisOptions): void {
    this.options = { ...this.options, ...options };
    this.forget();
  }

  /**
   * Changes an object after it is finished, for what has no prop. One that finds no object, and an operation
   * that cannot be applied or changes nothing, is an error.
   *
   * ```ts
   * Synthesis.of(app).patch(
   *   { kind: 'Service', name: 'prometheus-k8s' },
   *   JsonPatch.add('/spec/ipFamilyPolicy', 'PreferDualStack'),
   * );
   * ```
   */
  patch(object: ObjectReference, ...operations: JsonPatch[]): void {
    this.patches.push({ object, operations });
    this.forget();
  }

  addResource(owner: IConstruct, resource: Resource): void {
    this.resources.set(owner, resource);
  }

  /** What was found before there was a construct to say it of: problems of files, say. Holds for as long as the owner is in the tree. */
  addProblems(owner: IConstruct, problems: readonly Problem[]): void {
    this.found.set(owner, problems);
  }

  addWorkload(workload: Workload): void {
    this.workloads.add(workload);
  }

  /** Compiles what is there by now, and says what it came to. Throws as `app.synth()` does. */
  report(): SynthesisReport {
    this.validate();
    return this.compiled?.report ?? { warnings: [], figures: {}, decisions: [] };
  }

  /**
   * cdk8s validates once for the app and once more for each chart, so a compile is kept for as long as
   * the tree stays the same.
   */
  private validate(): string[] {
    if (this.compiling || this.isUpToDate()) {
      return [];
    }
    this.forget();
    this.compiling = true;
    try {
      this.compile();
    } finally {
      this.compiling = false;
    }
    return [];
  }

  private isUpToDate(): boolean {
    const nodes = this.root.node.findAll();
    const { nodes: before = [] } = this.compiled ?? {};
    return nodes.length === before.length && nodes.every((node, index) => node === before[index]);
  }

  private forget(): void {
    dematerialize(this.compiled?.charts ?? []);
    this.compiled = undefined;
  }

  private compile(): void {
    const nodes = this.root.node.findAll();
    const tree = new Set(nodes);
    // What was taken out of the tree again is not written.
    const workloads = byCluster([...this.workloads].filter((workload) => tree.has(workload)));
    const worlds = new Map<string, World>();
    for (const [name, members] of byCluster(nodes)) {
      worlds.set(name, this.world(members, workloads.get(name) ?? [], worlds));
    }
    const inWorlds = [...worlds].map(([name, world]) => ({ world, members: workloads.get(name) ?? [] }));
    const plans = planAll(
      new Map(
        inWorlds.flatMap(({ world, members }) => members.map((workload) => [workload, world] as const)),
      ),
    );
    const planned = new Map(plans.map((each) => [each.workload, each]));
    const clusters = inWorlds.map(({ world, members }) =>
      this.compileCluster(
        world,
        members.flatMap((workload) => planned.get(workload) ?? []),
      ),
    );
    const patched = clusters.flatMap((cluster) => cluster.patched);
    const written = patched.map(ownedObject);
    const objects = [...namesInTree(nodes), ...written];
    const problems = [
      ...nodes.flatMap((node) => this.found.get(node) ?? []),
      ...clusters.flatMap((cluster) => cluster.problems),
      ...patched.flatMap((each) => each.problems),
      ...nameClashes(objects),
      ...exportClashes(written),
      ...fileClashes(objects, (this.root as Partial<App>).yamlOutputType),
      // What is wrong is not written, so that a patch of it would look as if it were, too.
      ...(plans.some(isWrong)
        ? []
        : strayPatches(
            this.patches,
            patched.map(({ unpatched, cluster }) => ({ manifest: unpatched, cluster })),
          )),
      ...foreignProblems(nodes),
    ].sort(compareProblems);

    const strict = this.options.strict === true;
    const stopping = problems.filter(({ severity }) => severity === 'error' || strict);
    const warnings = problems.filter((problem) => !stopping.includes(problem));
    warnings.forEach(this.options.onWarning ?? printWarning);
    if (stopping.length > 0) {
      throw new SynthesisError(stopping.map((problem) => ({ ...problem, severity: 'error' })));
    }
    materialize(patched);
    const decisions = decisionsOf(plans);
    recordDecisions(this.root, decisions);
    this.compiled = {
      nodes: this.root.node.findAll(),
      charts: new Set(patched.map(({ chart }) => chart)),
      report: { warnings, figures: figures(plans), decisions },
    };
  }

  /** Writes what is for one cluster. */
  private compileCluster(world: World, plans: readonly Planned[]): CompiledCluster {
    const first = write(plans).map((each) => this.patched(each));
    return {
      patched: [...first, ...writeAfter(plans, first).map((each) => this.patched(each))],
      problems: [
        ...world.resources.flatMap((resource) => resource.problems),
        ...plans.flatMap(({ plan }) => plan.problems),
        ...duplicates(world.resources),
        ...unselected(
          world.resources,
          plans.map(({ plan }) => plan),
        ),
      ],
    };
  }

  private patched(written: Written): PatchedWritten {
    const { cluster, manifest } = written;
    const patches = this.patches.filter(({ object }) => isOfCluster(object, cluster));
    return { ...written, ...applyPatches(patches, manifest), unpatched: manifest };
  }

  private world(
    nodes: readonly IConstruct[],
    workloads: readonly Workload[],
    clusters: ReadonlyMap<string, World>,
  ): World {
    const observation = observe(nodes);
    return Object.freeze({
      ...observation,
      ...(this.options.today === undefined ? {} : { today: this.options.today }),
      namespaces: new Map([...Object.entries(this.options.namespaces ?? {}), ...observation.namespaces]),
      resources: Object.freeze(nodes.flatMap((node) => this.resources.get(node) ?? []).sort(byIdentity)),
      services: Object.freeze([
        ...observation.services,
        ...workloads.flatMap(({ serviceFacts }) => serviceFacts),
      ]),
      pods: Object.freeze([...observation.pods, ...workloads.flatMap(({ podFacts }) => podFacts)]),
      dataSources: Object.freeze(
        workloads.flatMap(({ dataSourceFacts = [] }) => dataSourceFacts).sort(byIdentity),
      ),
      clusters,
    });
  }
}

/** What is for one cluster. */
interface CompiledCluster {
  readonly patched: readonly PatchedWritten[];
  readonly problems: readonly Problem[];
}

/** What validations that are not ours have to say: our error would otherwise hide them until the next run. */
function foreignProblems(nodes: readonly IConstruct[]): Problem[] {
  return nodes.flatMap((node) =>
    node.node.validate().map((complaint) => ({
      severity: 'error' as const,
      code: 'validation',
      path: node.node.path,
      complaint,
    })),
  );
}

function figures(plans: readonly Planned[]): SynthesisReport['figures'] {
  return Object.fromEntries(plans.map(({ workload, plan }) => [workload.node.path, plan.figures]));
}

/** What resources and data sources are sorted by. */
type Identified = Pick<DataSourceFact, 'name' | 'namespace'> & { readonly kind: string };

function byIdentity(a: Identified, b: Identified): number {
  const [left, right] = [a, b].map(({ kind, namespace, name }) => [kind, namespace, name].join('\u0000'));
  return (left ?? '') < (right ?? '') ? -1 : left === right ? 0 : 1;
}

function printWarning(warning: Problem): void {
  process.stderr.write(`warning: ${formatProblem(warning)}\n`);
}

/** The namespace that a construct's objects live in: its own, or the chart's. */
export function namespaceOf(scope: Construct, namespace: string | undefined): string | undefined {
  return namespace ?? Chart.of(scope).namespace;
}
