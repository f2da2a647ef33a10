import type { Manifest } from '../kubernetes';
import { changedFields, describeChange } from './fields';
import type { Finding } from './finding';
import { pairs } from './objects';
import type { Side } from './side';

/** Fields of a StatefulSet that the API server lets one change. */
const OF_STATEFUL_SET = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
];

/** What the API server refuses to change, as parts of an object. */
function fixedPart({ kind, ...object }: Manifest): unknown {
  const spec = (object.spec ?? {}) as Record<string, unknown>;
  switch (kind) {
    case 'StatefulSet':
      return { spec: without(spec, OF_STATEFUL_SET) };
    case 'Deployment':
    case 'DaemonSet':
      return { spec: { selector: spec.selector } };
    case 'Job':
      return { spec: { selector: spec.selector, template: spec.template, completions: spec.completions } };
    case 'Service':
      return { spec: { clusterIP: spec.clusterIP } };
    case 'PersistentVolumeClaim':
      return { spec: without(spec, ['resources', 'volumeAttributesClassName']) };
    case 'RoleBinding':
    case 'ClusterRoleBinding':
      return { roleRef: object.roleRef };
    case 'ConfigMap':
    case 'Secret':
      return object.immutable === true ? { data: object.data, binaryData: object.binaryData } : {};
    default:
      return {};
  }
}

/** How an object is made anew without taking down more than must be. */
const REMEDIES = new Map<string, (object: string) => string>([
  [
    'StatefulSet',
    (object) =>
      `Before the apply: kubectl delete ${command(object)} --cascade=orphan. Its pods and claims stay, and the new one takes them over.`,
  ],
  ['PersistentVolumeClaim', () => 'Give the new claim another name, and copy what is in the old one.'],
]);

/** Objects that an apply cannot change as they were written: it fails, with all that stands after it. */
export function immutableFindings(before: Side, after: Side): Finding[] {
  return pairs(before.manifests, after.manifests).flatMap(({ object, before: was, after: is }): Finding[] => {
    const fields = changedFields(fixedPart(was), fixedPart(is));
    return fields.length === 0
      ? []
      : [
          {
            level: 'warning',
            code: 'immutable-field',
            subject: object,
            text: 'cannot be changed like this: the API server refuses it, and the object must be made anew',
            details: fields.map(({ path, ...sides }) =>
              is.kind === 'Secret' || path.startsWith('data') ? path : describeChange({ path, ...sides }),
            ),
            remedy:
              REMEDIES.get(is.kind)?.(object) ??
              `Before the apply: kubectl delete ${command(object)}, or apply with --force.`,
          },
        ];
  });
}

/** `StatefulSet monitoring/prometheus-k8s` as kubectl wants it. */
export function command(object: string): string {
  const [kind = '', id = ''] = object.split(' ');
  const at = id.indexOf('/');
  return `${at === -1 ? '' : `-n ${id.slice(0, at)} `}${kind.toLowerCase()} ${id.slice(at + 1)}`;
}

function without(spec: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(spec).filter(([name]) => !names.includes(name)));
}
