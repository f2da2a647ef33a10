import { Construct } from 'constructs';
import type { Manifest } from '../../kubernetes';
import { attempt, Where, type Problem } from '../../problems';
import { checkShape } from '../../shapes';
import { Synthesis, type Plan, type PodFact, type ServiceFact, type Workload } from '../../synthesis';
import { MESH_PORT_NAME } from '../paths';
import { companionBundle } from './bundle';
import { checkRollout } from './check';
import { rolloutJob, rolloutManifests } from './manifests';
import { rolloutModel, type Rolled, type RolloutModel } from './model';
import type { Rollout } from './props';

/** Props of {@link AlertmanagerRollout}. */
export type AlertmanagerRolloutProps = Rollout & {
  /** The Alertmanagers. */
  readonly of: HasRolled;
};

/** Who can be rolled. */
export interface HasRolled {
  readonly rolled: Rolled;
}

/**
 * Rolls Alertmanagers one by one, and goes on only when each has joined the mesh and holds everything
 * (docs/companion.md). An `Alertmanager` of several replicas has one by itself: see its prop `rollout`.
 */
export class AlertmanagerRollout extends Construct implements Workload {
  readonly serviceFacts: readonly ServiceFact[];
  readonly podFacts: readonly PodFact[];

  private readonly model: RolloutModel;
  private readonly problems: Problem[] = [];

  constructor(scope: Construct, id: string, { of, ...props }: AlertmanagerRolloutProps) {
    super(scope, id);
    const where = new Where(this.problems, this.node.path);
    if (checkShape(where, 'AlertmanagerRolloutProps', { of, ...props })) {
      attempt(where, () => {
        checkRollout(where, props);
      });
    }
    this.model = rolloutModel(of.rolled, props);
    this.serviceFacts = this.model.serviceFacts;
    this.podFacts = this.model.podFacts;
    Synthesis.of(this).addWorkload(this);
  }

  /** Called when the tree of the app is complete. */
  plan(): Plan {
    const problems = [...this.problems];
    const where = new Where(problems, this.node.path);
    const { model } = this;
    const { rolled, podGroup, props } = model;
    const bundle = companionBundle();
    if (bundle === undefined) {
      where.error({
        code: 'incomplete',
        complaint: 'has no companion to run: the package was not built',
        remedy: 'In a clone of the repository: `node tools/bundle.mjs dist/companion/rollout.js`.',
      });
    }
    const manifests = bundle && attempt(where, () => rolloutManifests(where, model, bundle));
    const ports = [rolled.webPort, MESH_PORT_NAME];
    return {
      problems,
      selected: [],
      connections: ports.map((port) => ({ from: podGroup, to: rolled.pods, port })),
      figures: {},
      render: (connections) => manifests?.(connections) ?? [],
      renderAfter: (finished) =>
        bundle === undefined || props.mode !== 'Job'
          ? []
          : finished
              .filter((manifest) => isRolled(manifest, rolled))
              .map((manifest) => rolloutJob(where, model, bundle, manifest)),
    };
  }
}

function isRolled({ kind, metadata }: Manifest, { statefulSet, pods }: Rolled): boolean {
  return kind === 'StatefulSet' && metadata.name === statefulSet && metadata.namespace === pods.namespace;
}
