import type { FiledGroup, Placement } from './placement';

/** The groups that one shard loads. Groups of which nothing is left for it are left out. */
export function groupsOfShard({ onShards, shardLabel }: Placement, shard: number): FiledGroup[] {
  return onShards.flatMap(({ file, group, rules }) => {
    const own = rules.flatMap(({ first, others, isPartial }) => {
      const rule = shard === 0 ? first : others;
      if (rule === undefined) {
        return [];
      }
      return [isPartial ? { ...rule, labels: { ...rule.labels, [shardLabel]: String(shard) } } : rule];
    });
    return own.length === 0 ? [] : [{ file, group: { ...group, rules: own } }];
  });
}
