import type { ManifestDiff } from '../diff';
import { count, list } from '../words';

/** `1 loss, 2 warnings and 3 changes; 12 objects differ` */
export function summary({ findings, objects }: ManifestDiff): string {
  if (findings.length === 0 && objects.length === 0) {
    return 'nothing changes';
  }
  const number = (level: string): number => findings.filter((each) => each.level === level).length;
  const losses = number('loss');
  const parts = [
    ...(losses === 0 ? [] : [losses === 1 ? '1 loss' : `${losses} losses`]),
    ...(number('warning') === 0 ? [] : [count(number('warning'), 'warning')]),
    ...(number('change') === 0 ? [] : [count(number('change'), 'change')]),
  ];
  const differ = `${count(objects.length, 'object')} ${objects.length === 1 ? 'differs' : 'differ'}`;
  return parts.length === 0 ? differ : `${list(parts)}; ${differ}`;
}
