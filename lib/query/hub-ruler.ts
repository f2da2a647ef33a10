import type { Construct } from 'constructs';
import type { World } from '../synthesis';
import type { ThanosRulerProps } from './ruler-props';
import { ThanosRuler, type LoadedRules } from './thanos-ruler';
import type { RulesOfView } from './view-ruler';

/**
 * A Ruler whose rules are those of a hub, about series of its leaves. It has no external labels, the cluster's neither: Thanos would write
 * them over those that results have from leaves.
 */
export class HubRuler extends ThanosRuler {
  constructor(
    scope: Construct,
    id: string,
    props: ThanosRulerProps,
    private readonly hub: string,
    private readonly rulesOf: (world: World) => RulesOfView,
  ) {
    super(scope, id, props, (_, own) => own);
  }

  /** The hub decides first. */
  after(): readonly string[] {
    return [this.hub];
  }

  protected override rules(_: unknown, world: World): LoadedRules {
    return { ...this.rulesOf(world), selected: [] };
  }
}
