import type { Construct } from 'constructs';
import type { SlotPlan } from '../kubernetes';
import type { Where } from '../problems';
import type { RuleGroup } from '../rules';
import type { World } from '../synthesis';
import type { ThanosRulerProps } from './ruler-props';
import { ThanosRuler, type LoadedRules } from './thanos-ruler';

/** Rules that were decided about elsewhere. */
export interface RulesOfView {
  readonly slots: SlotPlan;
  readonly groups: readonly RuleGroup[];
}

/** A Ruler whose rules are what a Prometheus cannot evaluate by itself. */
export class ViewRuler extends ThanosRuler {
  constructor(
    scope: Construct,
    id: string,
    props: ThanosRulerProps,
    private readonly rulesOf: (world: World) => RulesOfView,
  ) {
    super(scope, id, props);
  }

  /** Its Prometheus decides first. */
  after(): readonly string[] {
    return this.node.scope === undefined ? [] : [this.node.scope.node.path];
  }

  protected override rules(_where: Where, world: World): LoadedRules {
    return { ...this.rulesOf(world), selected: [] };
  }
}
