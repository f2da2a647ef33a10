import type { Where } from '../problems';
import { checkChoice, checkWholeNumber } from '../values';
import { checkStorage } from '../workload';
import { MOST_SHARDS, ZONE } from './shards';
import type { RetiredShard, ShardingProps, ShardingStrategy, ShardOverride } from './sharding-props';

const HEAVIEST = 10;

type Props = ShardingProps & {
  readonly retiredShards?: readonly RetiredShard[];
  readonly nodeSelector?: Readonly<Record<string, string>>;
};

/** Reports shards that could not work, whatever else the app holds. */
export function checkSharding(where: Where, props: Props): void {
  const { shards = 1, shardingStrategy = {}, shardOverrides = {}, retiredShards = [] } = props;
  checkWholeNumber(where.at('shards'), shards, { least: 1, most: MOST_SHARDS });
  checkStrategy(where.at('shardingStrategy'), shardingStrategy, shards);
  checkRetired(where.at('retiredShards'), retiredShards, shards);
  const isRetired = (shard: number): boolean => retiredShards.some((retired) => retired.shard === shard);
  for (const [key, override] of Object.entries(shardOverrides)) {
    const at = where.at('shardOverrides', key);
    checkOverride(at, override, shardingStrategy);
    if (!/^(?:0|[1-9]\d*)$/.test(key) || (Number(key) >= shards && !isRetired(Number(key)))) {
      at.error({
        code: 'no-such-shard',
        complaint: `is no shard: there are ${numbers(shards)}`,
        remedy: 'Name one of these, or one of `retiredShards`.',
      });
    } else if (isRetired(Number(key)) && override.weight !== undefined) {
      at.at('weight').error({
        code: 'contradiction',
        value: override.weight,
        complaint: 'is of a shard that is retired and has no targets',
        remedy: 'Leave it out.',
      });
    }
  }
  if (shardingStrategy.mode === 'Topology') {
    checkNoZone(where.at('nodeSelector'), props.nodeSelector);
  }
}

function checkStrategy(where: Where, strategy: ShardingStrategy, shards: number): void {
  const { mode, hash, topology } = strategy;
  checkChoice(where.at('mode'), mode, ['Address', 'Topology']);
  checkChoice(where.at('hash'), hash, ['Jump', 'Modulo']);
  if (mode !== 'Topology') {
    if (topology !== undefined) {
      where.at('topology').error({
        code: 'contradiction',
        complaint: "has no effect without `mode: 'Topology'`",
        remedy: 'Set the mode, or leave it out.',
      });
    }
    return;
  }
  const zones = topology?.values ?? [];
  const at = where.at('topology', 'values');
  if (zones.length === 0) {
    at.error({
      code: 'incomplete',
      complaint: 'names no zone',
      remedy: 'Write the values that `topology.kubernetes.io/zone` has on your nodes.',
    });
  }
  if (zones.length > shards) {
    at.error({
      code: 'zones',
      value: zones,
      complaint: `are more zones than the ${shards} shard${shards === 1 ? '' : 's'}: some would have none`,
      remedy: `Set \`shards\` to ${zones.length} or a multiple of it, or name fewer zones: their targets are divided among all.`,
    });
  }
  zones.forEach((zone, index) => {
    if (zone.trim() === '' || zone.includes(';')) {
      at.at(index).error({
        code: 'invalid-label',
        value: zone,
        complaint: 'is no value of a label of nodes',
      });
    }
    if (zones.indexOf(zone) < index) {
      at.at(index).error({ code: 'duplicate', value: zone, complaint: 'is named twice' });
    }
  });
}

function checkOverride(where: Where, override: ShardOverride, { mode, hash }: ShardingStrategy): void {
  checkWholeNumber(where.at('weight'), override.weight, { least: 1, most: HEAVIEST });
  if (override.storage !== undefined) {
    checkStorage(where.at('storage'), override.storage);
  }
  if (override.weight !== undefined && hash === 'Modulo') {
    where.at('weight').error({
      code: 'contradiction',
      value: override.weight,
      complaint: 'does not fit the hash "Modulo", which gives each shard the same',
      remedy: "Leave it out, or use `hash: 'Jump'`.",
    });
  }
  if (mode === 'Topology') {
    checkNoZone(where.at('nodeSelector'), override.nodeSelector);
  }
}

function checkNoZone(where: Where, selector: Readonly<Record<string, string>> | undefined): void {
  if (selector?.[ZONE] !== undefined) {
    where.at(ZONE).error({
      code: 'contradiction',
      value: selector[ZONE],
      complaint: "is chosen by `mode: 'Topology'` for each shard",
      remedy: 'Leave it out.',
    });
  }
}

function checkRetired(where: Where, retired: readonly RetiredShard[], shards: number): void {
  retired.forEach(({ shard, until }, index) => {
    const at = where.at(index);
    checkWholeNumber(at.at('shard'), shard, { most: MOST_SHARDS });
    if (shard < shards) {
      at.at('shard').error({
        code: 'retired-shard',
        value: shard,
        complaint: `still gets targets: \`shards\` is ${shards}`,
        remedy:
          shard === shards - 1
            ? `Set \`shards\` to ${shard}, or take it out of \`retiredShards\`.`
            : 'Only the last shards can be retired: their targets then go to those before them.',
      });
    }
    if (retired.findIndex((other) => other.shard === shard) < index) {
      at.at('shard').error({ code: 'duplicate', value: shard, complaint: 'is retired twice' });
    }
    if (!isDay(until)) {
      at.at('until').error({
        code: 'invalid-date',
        value: until,
        complaint: 'is no day',
        remedy: 'Write it as "2027-01-15".',
      });
    }
  });
}

/** Compares with the day that the user says it is: there is no other clock. */
export function checkRetiredUntil(
  where: Where,
  retired: readonly RetiredShard[],
  today: string | undefined,
): void {
  retired.forEach(({ shard, until }, index) => {
    const at = where.at('retiredShards', index, 'until');
    if (!isDay(until)) {
      return;
    }
    if (today === undefined) {
      at.warning({
        code: 'no-clock',
        value: until,
        complaint: 'cannot be compared with today, which the library never asks a clock for',
        remedy:
          'Say it: `Synthesis.of(app).configure({ today: new Date().toISOString().slice(0, 10) })`, or a fixed day.',
      });
    } else if (today >= until) {
      at.warning({
        code: 'retired-shard',
        value: until,
        complaint: `is over: today is ${today}, and nobody needs shard ${shard} any more`,
        remedy:
          'Take it out of `retiredShards`. Its StatefulSet goes with the next apply that prunes; its volumes stay until you delete their claims.',
      });
    }
  });
}

/** Whether it is a day of the calendar: days so written are ordered as texts are. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function numbers(shards: number): string {
  return shards === 1 ? 'only shard 0' : `shards 0 to ${shards - 1}`;
}
