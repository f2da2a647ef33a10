import type { PersistentVolumeClaim, PodSpec } from 'kubernetes-types/core/v1';
import type { StatefulSetSpec } from 'kubernetes-types/apps/v1';
import { flagValues, type Instance } from '../manifests';
import type { Manifest } from '../kubernetes';

/** A StatefulSet as far as we look at it; other workloads have some of it. */
export type Workload = Manifest & { readonly spec?: Partial<StatefulSetSpec> };

/** Pods of a workload; a DaemonSet says no number. */
export function replicasOf({ kind, spec }: Workload): number | undefined {
  return kind === 'DaemonSet' ? undefined : (spec?.replicas ?? 1);
}

export function claimsOf({ spec }: Workload): ReadonlyMap<string, PersistentVolumeClaim> {
  return new Map((spec?.volumeClaimTemplates ?? []).map((claim) => [claim.metadata?.name ?? '', claim]));
}

/** What becomes of the claims of a workload that goes. */
export function fateOfClaims(workload: Workload): string {
  if (claimsOf(workload).size === 0) {
    return 'its pods hold their data in volumes of their own, which go with them';
  }
  return workload.spec?.persistentVolumeClaimRetentionPolicy?.whenDeleted === 'Delete'
    ? 'its claims are deleted with it (`whenDeleted: Delete`)'
    : 'its claims stay, but nobody reads them';
}

/** Whether the data of a program outlives its pod. */
export function isDurable({ container, pod, agent }: Instance, workload: Workload): boolean {
  const flag = agent ? 'storage.agent.path' : 'storage.tsdb.path';
  const folder = flagValues(container, flag)[0] ?? (agent ? 'data-agent' : 'data');
  const mount = (container.volumeMounts ?? [])
    .filter(({ mountPath }) => folder === mountPath || folder.startsWith(`${mountPath}/`))
    .sort((a, b) => b.mountPath.length - a.mountPath.length)[0];
  return mount !== undefined && (claimsOf(workload).has(mount.name) || isLasting(pod, mount.name));
}

function isLasting({ volumes = [] }: PodSpec, name: string): boolean {
  const volume = volumes.find((each) => each.name === name);
  return (
    volume?.persistentVolumeClaim !== undefined || volume?.hostPath !== undefined || volume?.nfs !== undefined
  );
}
