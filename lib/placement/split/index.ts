export { aboveExpression } from './above-expression';
export { partialKey, partialNames, type NameRequest } from './partial-names';
export { PartialRecorder, type WantedPartial } from './partial-recorder';
export { isSame, shardForms, withoutPartials, type ShardForms } from './shard-forms';
