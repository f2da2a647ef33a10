import { instances, pods } from '../manifests';
import { changedFields, describeChange } from './fields';
import type { Finding } from './finding';
import { byObject, pairs } from './objects';
import type { Side } from './side';
import { count } from './words';
import { isDurable, replicasOf, type Workload } from './workload';

/** What makes pods and replaces them when its template changes. */
const KINDS = new Set(['StatefulSet', 'Deployment', 'DaemonSet']);

/** Which pods are replaced, and why; how many there are more or less. */
export function podFindings(before: Side, after: Side): Finding[] {
  return pairs(before.manifests, after.manifests)
    .filter(({ after: { kind } }) => KINDS.has(kind))
    .flatMap(({ object, before: was, after: is }) => [
      ...replacement(object, was, is),
      ...number(object, was, is),
    ]);
}

function replacement(object: string, before: Workload, after: Workload): Finding[] {
  const fields = changedFields(before.spec?.template, after.spec?.template, '');
  if (fields.length === 0) {
    return [];
  }
  const replicas = Math.min(replicasOf(before) ?? Infinity, replicasOf(after) ?? Infinity);
  const who = replicas === Infinity ? 'a pod on each node' : count(replicas, 'pod');
  const one = replicas === 1;
  const finding: Finding = {
    level: 'change',
    code: 'pods-roll',
    subject: object,
    text: `${who} ${one || replicas === Infinity ? 'is' : 'are'} replaced${manner(after, one)}`,
    details: fields.map(describeChange),
    ...(replicas === Infinity ? {} : { figures: { pods: replicas } }),
  };
  const lost = pods([before])
    .flatMap(instances)
    .some((instance) => instance.program === 'prometheus' && !instance.agent && !isDurable(instance, before));
  return lost
    ? [
        finding,
        {
          level: 'warning',
          code: 'ephemeral-data',
          subject: object,
          text: 'samples of the pods that are replaced are gone: their volumes are no claims',
          remedy: 'Set `storage: { size }` if that is not meant.',
        },
      ]
    : [finding];
}

function manner({ kind, spec }: Workload, one: boolean): string {
  const strategy = spec?.updateStrategy?.type;
  if (strategy === 'OnDelete') {
    return ' when somebody deletes them, as the companion does';
  }
  return kind === 'StatefulSet' && !one ? ', one after the other' : '';
}

function number(object: string, before: Workload, after: Workload): Finding[] {
  const [was, is] = [replicasOf(before), replicasOf(after)];
  if (was === undefined || is === undefined || was === is) {
    return [];
  }
  const deletes = is < was && after.spec?.persistentVolumeClaimRetentionPolicy?.whenScaled === 'Delete';
  const gone = is === 0;
  return [
    {
      level: deletes && gone ? 'loss' : deletes || gone ? 'warning' : 'change',
      code: 'replicas',
      subject: object,
      text: `${count(was, 'pod')} -> ${count(is, 'pod')}${deletes ? '; the claims of those that go are deleted (`whenScaled: Delete`)' : ''}`,
      figures: { before: was, after: is },
    },
  ];
}

/** Workloads that come and go, other than those of Prometheis. */
export function workloadFindings(before: Side, after: Side): Finding[] {
  const known = new Set(
    [before, after].flatMap(({ prometheis }) =>
      [...prometheis.values()].flatMap(({ shards }) => [...shards.values()].map(({ object }) => object)),
    ),
  );
  const [old, now] = [byObject(before.manifests), byObject(after.manifests)];
  const come = [...now].filter(([object, { kind }]) => KINDS.has(kind) && !old.has(object));
  const gone = [...old].filter(([object, { kind }]) => KINDS.has(kind) && !now.has(object));
  return [
    ...come
      .filter(([object]) => !known.has(object))
      .map(([object, workload]): Finding => ({
        level: 'change',
        code: 'workload-added',
        subject: object,
        text: `is new, with ${podsOf(workload)}`,
      })),
    ...gone.filter(([object]) => !known.has(object)).map(([object, workload]) => removed(object, workload)),
  ];
}

function removed(object: string, workload: Workload): Finding {
  const claims = workload.spec?.volumeClaimTemplates ?? [];
  const deleted = workload.spec?.persistentVolumeClaimRetentionPolicy?.whenDeleted === 'Delete';
  return claims.length === 0
    ? { level: 'change', code: 'workload-removed', subject: object, text: `goes, with ${podsOf(workload)}` }
    : {
        level: 'loss',
        code: 'workload-removed',
        subject: object,
        text: `goes, with ${podsOf(workload)}: ${deleted ? 'its claims are deleted with it (`whenDeleted: Delete`)' : 'its claims stay, but nobody reads them'}`,
        remedy:
          'Keep its name if another one is to take its place; take out what nobody needs any more by an apply of its own.',
      };
}

function podsOf(workload: Workload): string {
  const replicas = replicasOf(workload);
  return replicas === undefined ? 'a pod on each node' : count(replicas, 'pod');
}
