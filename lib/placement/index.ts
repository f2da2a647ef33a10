export type { JobFacts, ShardFacts, Spread } from './facts';
export { SHARD_ALIVE } from './guard';
export type { FiledGroups, GlobalView, PlacementInput, PlacementOverride, RulePaths } from './input';
export { rulePhase, rulerFile, type RuleEvaluator } from './phase';
export { placeRules } from './place-rules';
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
export { timedAbove } from './query-offset';
export { SHARDS_FILE } from './regroup';
export { groupsOfShard } from './shard-groups';
export { targetObstacles, type TargetFactsOptions, type TargetObstacle } from './target-facts';
export { placementJson, placementPage, placementText, type PlacementPageOptions } from './report';
export {
  aliveName,
  LEAF_FILE,
  onLeaf,
  pushRules,
  SHARD_LABEL,
  type PushClass,
  type PushedRule,
  type PushedRules,
  type PushInput,
  writerName,
  WRITER_LABEL,
  WRITERS_FILE,
} from './push';
