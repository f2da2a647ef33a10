export type { JobFacts, ShardFacts, Spread } from './facts';
export type { FiledGroups, GlobalView, PlacementInput, PlacementOverride, RulePaths } from './input';
export type {
  FiledGroup,
  Partial,
  PlacedRule,
  Placement,
  PlacementClass,
  PlacementCost,
  PlacementReason,
  ReasonCode,
  ShardGroup,
  ShardRule,
} from './placement';
export { groupsOfShard } from './shard-groups';
export type { TargetObstacle } from './target-facts';
// To come, with these signatures:
// placeRules(where: Where, input: PlacementInput): Placement
// targetObstacles(jobs: readonly ScrapeConfig[], trusted?: readonly string[]): TargetObstacle[]
// rulePhase(program: 'prometheus' | 'thanos', file: string, group: string, interval: number): number
// rulerFile(dataDir: string, ruleFile: string): string
