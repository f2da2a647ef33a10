import { Chart } from 'cdk8s';
import { objectId, type Manifest } from '../kubernetes';
import { clusterName } from './cluster';
import { completed, type Placed } from './materialize';
import { groupOf, type OwnedObject } from './names';
import type { Patched } from './patches';
import type { Plan, Workload } from './workload';

/** A workload, and what it has decided. */
export interface Planned {
  readonly workload: Workload;
  readonly plan: Plan;
}

/** A manifest, and where it comes from and goes to. */
export interface Written extends Placed {
  readonly owner: string;
  readonly cluster: string;
}

/** The same after its patches. */
export type PatchedWritten = Written & Patched & { readonly unpatched: Manifest };

/** The objects of workloads, which know by now to whom the others talk. */
export function write(plans: readonly Planned[]): Written[] {
  const connections = plans.flatMap(({ plan }) => plan.connections);
  return plans.flatMap((planned) => placed(planned, () => planned.plan.render(connections)));
}

/** What is made from what is finished: not even patches can change that any more. */
export function writeAfter(plans: readonly Planned[], finished: readonly Written[]): Written[] {
  const manifests = finished.map(({ manifest }) => manifest);
  return plans.flatMap((planned) => placed(planned, () => planned.plan.renderAfter?.(manifests) ?? []));
}

function placed(planned: Planned, render: () => readonly Manifest[]): Written[] {
  const { workload } = planned;
  const chart = Chart.of(workload);
  return isWrong(planned)
    ? []
    : render().map((manifest) => ({
        chart,
        manifest: completed(chart, manifest),
        owner: workload.node.path,
        cluster: clusterName(workload),
      }));
}

/** The objects of such a workload would be nonsense, and nothing will be written anyway. */
export function isWrong({ plan }: Planned): boolean {
  return plan.problems.some(({ severity }) => severity === 'error');
}

/** What its name and its file are held against those of others by. */
export function ownedObject({
  manifest: { apiVersion, kind, metadata },
  owner,
  cluster,
  chart,
}: Written): OwnedObject {
  return {
    id: objectId({ kind, namespace: metadata.namespace, name: metadata.name }),
    group: groupOf(apiVersion),
    cluster,
    owner,
    kind,
    name: metadata.name,
    chart,
  };
}
