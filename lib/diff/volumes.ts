import type { PersistentVolumeClaim } from 'kubernetes-types/core/v1';
import { readQuantity } from '../values';
import type { Finding } from './finding';
import { byObject, pairs } from './objects';
import type { Side } from './side';
import { count } from './words';
import { claimsOf, replicasOf, type Workload } from './workload';

/** What becomes of the claims of StatefulSets, and of what holds them. */
export function volumeFindings(before: Side, after: Side): Finding[] {
  const sets = pairs(before.manifests, after.manifests).filter(
    ({ after: { kind } }) => kind === 'StatefulSet',
  );
  return [
    ...sets.flatMap(({ object, before: was, after: is }) => [
      ...claims(object, was, is),
      ...retentionPolicy(object, was, is),
    ]),
    ...deletedObjects(before, after),
  ];
}

function claims(object: string, before: Workload, after: Workload): Finding[] {
  const [old, now] = [claimsOf(before), claimsOf(after)];
  return [
    ...[...old].flatMap(([name, was]) => {
      const is = now.get(name);
      return is === undefined
        ? [abandoned(object, name, [...now.keys()])]
        : sizeAndClass(object, before, was, is);
    }),
    ...[...now.keys()]
      .filter((name) => !old.has(name) && old.size === 0)
      .map((name): Finding => ({
        level: 'warning',
        code: 'claim-added',
        subject: object,
        text: `pods get claims ${name}, which are empty: what their volumes of today hold is gone`,
      })),
  ];
}

function abandoned(object: string, name: string, others: readonly string[]): Finding {
  return {
    level: 'loss',
    code: 'claim-abandoned',
    subject: object,
    text: `pods do not mount the claims ${name} any more${others.length === 0 ? '' : `, but ${others.join(', ')}, which are empty`}: nobody reads what is there`,
    remedy: 'Keep the name of the claim, or copy what is in it before.',
  };
}

function sizeAndClass(
  object: string,
  workload: Workload,
  before: PersistentVolumeClaim,
  after: PersistentVolumeClaim,
): Finding[] {
  const [was, is] = [sizeOf(before), sizeOf(after)];
  const [oldClass, newClass] = [before.spec?.storageClassName, after.spec?.storageClassName];
  const name = after.metadata?.name ?? '';
  const there = replicasOf(workload) ?? 0;
  return [
    ...(readQuantity(was) === readQuantity(is)
      ? []
      : [
          {
            level: 'warning',
            code: readQuantity(is) > readQuantity(was) ? 'claim-grows' : 'claim-shrinks',
            subject: object,
            text: `claims ${name}: ${was} -> ${is}, but the ${count(there, 'claim')} that are there stay at ${was}`,
            remedy:
              readQuantity(is) > readQuantity(was)
                ? 'Resize each of them (`kubectl patch pvc`) where its class allows expansion; pods need not restart.'
                : 'A claim cannot shrink: delete one claim and its pod after the other while another replica has the samples.',
          } satisfies Finding,
        ]),
    ...(oldClass === newClass
      ? []
      : [
          {
            level: 'warning',
            code: 'claim-class',
            subject: object,
            text: `claims ${name}: class ${oldClass ?? 'of the cluster'} -> ${newClass ?? 'of the cluster'}, but those that are there keep theirs`,
            remedy:
              'To move them, delete one claim and its pod after the other while another replica has the samples.',
          } satisfies Finding,
        ]),
  ];
}

function sizeOf({ spec }: PersistentVolumeClaim): string {
  return spec?.resources?.requests?.storage ?? '0';
}

function retentionPolicy(object: string, before: Workload, after: Workload): Finding[] {
  const policy = ({ spec }: Workload): { whenDeleted?: string; whenScaled?: string } => ({
    whenDeleted: 'Retain',
    whenScaled: 'Retain',
    ...spec?.persistentVolumeClaimRetentionPolicy,
  });
  return (['whenDeleted', 'whenScaled'] as const)
    .filter((when) => policy(before)[when] !== policy(after)[when])
    .map((when) => {
      const [was, is] = [policy(before)[when], policy(after)[when]];
      return {
        level: is === 'Delete' ? 'warning' : 'change',
        code: 'claim-retention',
        subject: object,
        text: `claims are ${is === 'Delete' ? 'deleted' : 'kept'} when ${when === 'whenDeleted' ? 'it is deleted' : 'it has fewer pods'}: ${was} -> ${is}`,
      };
    });
}

/** Objects with which data goes, whoever made it. */
function deletedObjects(before: Side, after: Side): Finding[] {
  const now = byObject(after.manifests);
  return [...byObject(before.manifests)]
    .filter(([object]) => !now.has(object))
    .flatMap(([object, { kind }]): Finding[] =>
      kind === 'Namespace'
        ? [loss(object, 'namespace-removed', 'goes with all that is in it, claims among them')]
        : kind === 'PersistentVolumeClaim'
          ? [loss(object, 'claim-removed', 'goes with what is in it')]
          : [],
    );
}

function loss(object: string, code: string, text: string): Finding {
  return { level: 'loss', code, subject: object, text };
}
