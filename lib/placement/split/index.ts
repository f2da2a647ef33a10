export { aboveExpression } from './above-expression';
export { descend, type Descent } from './descend';
export { partialKey, partialNames, requestsOf, type NameOf } from './partial-names';
export { PartialRecorder, type WantedPartial } from './partial-recorder';
export { reduces } from './reduces';
export { splitAbsent } from './split-absent';
export { splitAggregation } from './split-aggregation';
export {
  hasSingleNames,
  isSame,
  shardForms,
  speaksOfNames,
  withoutPartials,
  type ShardForms,
} from './shard-forms';
