import type { PersistentVolumeClaim, Volume } from 'kubernetes-types/core/v1';
import type { Where } from '../problems';
import { checkDnsLabel, compact, readQuantity } from '../values';
import type { EphemeralStorage, Storage, VolumeClaim } from './props';

/** The data volume of a StatefulSet: a claim for each pod, or a volume of the pod. */
export interface DataVolume {
  readonly claims: readonly PersistentVolumeClaim[];
  readonly volumes: readonly Volume[];
}

const QUANTITY = /^\+?(\d+(\.\d*)?|\.\d+)([numkMGTPE]|[KMGTPE]i|[eE][-+]?\d+)?$/;

/** What the data volume is called: claims of the name are found again when the StatefulSet is replaced. */
export function claimName(storage: Storage | undefined, usual: string): string {
  return storage?.volumeClaimTemplate?.metadata?.name ?? usual;
}

/** The data volume under the given name. */
export function dataVolume(storage: Storage | undefined, name: string): DataVolume {
  if (storage === undefined || isEphemeral(storage)) {
    return { claims: [], volumes: [{ name, emptyDir: storage?.emptyDir ?? {} }] };
  }
  if (storage.ephemeral !== undefined) {
    return { claims: [], volumes: [{ name, ephemeral: storage.ephemeral }] };
  }
  if (isBrief(storage)) {
    const spec = compact({
      accessModes: [...(storage.accessModes ?? ['ReadWriteOnce'])],
      storageClassName: storage.storageClassName,
      resources: { requests: { storage: quantity(storage) } },
    });
    return { claims: [{ metadata: { name }, spec }], volumes: [] };
  }
  const { metadata, spec } = storage.volumeClaimTemplate;
  return { claims: [{ metadata: { ...metadata, name }, spec }], volumes: [] };
}

/** Reports what Kubernetes would refuse, and data that would be lost with a pod. */
export function checkStorage(where: Where, storage: Storage | undefined): void {
  if (storage === undefined) {
    where.warning({
      code: 'ephemeral-storage',
      complaint: 'is not set: what a pod holds is lost with it',
      remedy:
        'Set `storage: { size: Size.gibibytes(50) }`, or `storage: { emptyDir: {} }` where that is meant.',
    });
    return;
  }
  // Types do not hold in plain JavaScript.
  const forms = (['size', 'volumeClaimTemplate', 'emptyDir', 'ephemeral'] as const).filter(
    (form) => storage[form] !== undefined,
  );
  if (forms.length !== 1) {
    where.error({
      code: forms.length === 0 ? 'incomplete' : 'contradiction',
      complaint:
        forms.length === 0 ? 'says nothing' : `has ${forms.join(' and ')}, of which only one can hold`,
      remedy: 'Set one of `size`, `volumeClaimTemplate`, `emptyDir` and `ephemeral`.',
    });
    return;
  }
  const claim = storage.volumeClaimTemplate?.metadata?.name;
  if (claim !== undefined) {
    checkDnsLabel(where.at('volumeClaimTemplate', 'metadata', 'name'), claim);
  }
  if (isBrief(storage) && !QUANTITY.test(quantity(storage))) {
    where.at('size').error({
      code: 'invalid-size',
      value: storage.size,
      complaint: 'is not a quantity of Kubernetes',
      remedy: 'Write `Size.gibibytes(200)` or "200Gi".',
    });
  }
}

/** How many bytes a volume is to hold; undefined where nobody says so. */
export function storageBytes(storage: Storage | undefined): number | undefined {
  const size =
    storage === undefined
      ? undefined
      : isEphemeral(storage)
        ? storage.emptyDir.sizeLimit
        : isBrief(storage)
          ? quantity(storage)
          : (storage.ephemeral?.volumeClaimTemplate?.spec ?? storage.volumeClaimTemplate?.spec)?.resources
              ?.requests?.storage;
  const bytes = size === undefined ? NaN : readQuantity(size);
  return Number.isFinite(bytes) ? bytes : undefined;
}

function isEphemeral(storage: Storage): storage is EphemeralStorage {
  return storage.emptyDir !== undefined;
}

function isBrief(storage: Storage): storage is VolumeClaim {
  return storage.size !== undefined;
}

function quantity({ size }: VolumeClaim): string {
  return typeof size === 'string' ? size : size.asString();
}
