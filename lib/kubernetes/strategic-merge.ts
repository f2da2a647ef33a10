/**
 * Merges what a user says into what we generate, as `kubectl patch --type=strategic` does for pods: objects
 * field by field, lists of named things item by item, everything else is replaced.
 *
 * Kubernetes' own merge keys of the lists that occur in pods. A list that is not here is replaced whole,
 * as Kubernetes does.
 */
const MERGE_KEYS: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  ephemeralContainers: 'name',
  volumes: 'name',
  env: 'name',
  imagePullSecrets: 'name',
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
  ports: 'containerPort',
  hostAliases: 'ip',
  topologySpreadConstraints: 'topologyKey',
};

type Fields = Readonly<Record<string, unknown>>;

/** `base` with `patch` over it. A field of `patch` that is null takes the one of `base` away. */
export function strategicMerge<T extends object>(base: T, patch: object): T {
  return mergeFields(base as Fields, patch as Fields) as T;
}

function mergeFields(base: Fields, patch: Fields): Fields {
  const merged: Record<string, unknown> = { ...base };
  for (const [field, value] of Object.entries(patch)) {
    if (value === null) {
      delete merged[field];
    } else if (value !== undefined) {
      merged[field] = mergeValue(field, merged[field], value);
    }
  }
  return merged;
}

function mergeValue(field: string, base: unknown, patch: unknown): unknown {
  if (isFields(base) && isFields(patch)) {
    return mergeFields(base, patch);
  }
  const key = MERGE_KEYS[field];
  if (key !== undefined && Array.isArray(base) && Array.isArray(patch)) {
    return mergeLists(base.filter(isFields), patch.filter(isFields), key);
  }
  return patch;
}

function mergeLists(base: readonly Fields[], patch: readonly Fields[], key: string): Fields[] {
  const patches = new Map(patch.map((item) => [item[key], item]));
  const merged = base.map((item) => {
    const change = patches.get(item[key]);
    patches.delete(item[key]);
    return change === undefined ? item : mergeFields(item, change);
  });
  return [...merged, ...patches.values()];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
