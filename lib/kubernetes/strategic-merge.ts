/**
 * Merges what a user says into what we generate, as `kubectl patch --type=strategic` does for pods: objects
 * field by field, lists of named things item by item, everything else is replaced.
 *
 * Kubernetes' own merge keys of the lists that occur in pods. A list that is not here is replaced whole,
 * as Kubernetes does.
 */
const MERGE_KEYS: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  volumes: ['name'],
  env: ['name'],
  imagePullSecrets: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  // As server-side apply has it: kubectl itself confuses the two protocols of one port.
  ports: ['containerPort', 'protocol'],
  hostAliases: ['ip'],
  topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
};

/** What a merge key is where an item does not say it. */
const KEY_DEFAULTS: Readonly<Record<string, string>> = { protocol: 'TCP' };

/**
 * Fields of which an object has one. Where a patch names another than the base, the one of the base goes:
 * Kubernetes' own merge keeps both, and the API server then refuses the object.
 */
const ALTERNATIVES: ReadonlyArray<readonly string[]> = [
  // Probes and lifecycle hooks.
  ['exec', 'grpc', 'httpGet', 'sleep', 'tcpSocket'],
  // Variables.
  ['value', 'valueFrom'],
  // Volumes: those that we write, and those that people put in their place.
  [
    'configMap',
    'csi',
    'downwardAPI',
    'emptyDir',
    'ephemeral',
    'hostPath',
    'nfs',
    'persistentVolumeClaim',
    'projected',
    'secret',
  ],
];

type Fields = Readonly<Record<string, unknown>>;

/** `base` with `patch` over it. A field of `patch` that is null takes the one of `base` away. */
export function strategicMerge<T extends object>(base: T, patch: object): T {
  return mergeFields(base as Fields, patch as Fields) as T;
}

function mergeFields(base: Fields, patch: Fields): Fields {
  const merged = withoutAlternatives(base, patch);
  for (const [field, value] of Object.entries(patch)) {
    if (value === null) {
      Reflect.deleteProperty(merged, field);
    } else if (value !== undefined) {
      merged[field] = mergeValue(field, merged[field], value);
    }
  }
  return merged;
}

function withoutAlternatives(base: Fields, patch: Fields): Record<string, unknown> {
  const set = (field: string): boolean => patch[field] !== undefined && patch[field] !== null;
  const replaced = ALTERNATIVES.filter((fields) => fields.some(set)).flat();
  return Object.fromEntries(
    Object.entries(base).filter(([field]) => !replaced.includes(field) || field in patch),
  );
}

function mergeValue(field: string, base: unknown, patch: unknown): unknown {
  if (isFields(base) && isFields(patch)) {
    return mergeFields(base, patch);
  }
  const keys = MERGE_KEYS[field];
  if (keys !== undefined && Array.isArray(base) && Array.isArray(patch)) {
    return mergeLists(base.filter(isFields), patch.filter(isFields), keys);
  }
  return patch;
}

function mergeLists(base: readonly Fields[], patch: readonly Fields[], keys: readonly string[]): Fields[] {
  const identity = (item: Fields): string =>
    JSON.stringify(keys.map((key) => item[key] ?? KEY_DEFAULTS[key]));
  const patches = new Map(patch.map((item) => [identity(item), item]));
  const merged = base.map((item) => {
    const change = patches.get(identity(item));
    patches.delete(identity(item));
    return change === undefined ? item : mergeFields(item, change);
  });
  return [...merged, ...patches.values()];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
