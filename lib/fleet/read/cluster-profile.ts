import { isPlainObject } from '../../native';

/** A cluster of the Cluster Inventory: those of its fields that say what it is. Upstream: `ClusterProfile`. */
export interface ClusterProfile {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly labels: Readonly<Record<string, string>>;

  /** `spec.displayName` */
  readonly displayName: string | undefined;

  /** `spec.clusterManager.name` */
  readonly clusterManager: string | undefined;

  /** `status.version.kubernetes` */
  readonly kubernetesVersion: string | undefined;

  /** `status.properties`, by their names */
  readonly properties: Readonly<Record<string, string>>;
}

type Fields = Readonly<Record<string, unknown>>;

/** Versions of the API that are read. */
const API_VERSION = 'multicluster.x-k8s.io/v1alpha1';

/** Whether an object is a ClusterProfile, of whatever version. */
export function isClusterProfile(content: unknown): boolean {
  const { apiVersion, kind } = fields(content);
  return (
    kind === 'ClusterProfile' &&
    typeof apiVersion === 'string' &&
    apiVersion.startsWith('multicluster.x-k8s.io/')
  );
}

/** A thing that is wrong with an object, and the path of the field. */
export interface ProfileFault {
  readonly keys: readonly string[];
  readonly complaint: string;
  readonly remedy?: string;
}

/** Reads an object that {@link isClusterProfile}. */
export function readClusterProfile(content: unknown): {
  readonly profile: ClusterProfile;
  readonly faults: readonly ProfileFault[];
} {
  const { apiVersion, metadata, spec, status } = fields(content);
  const { name, namespace, labels } = fields(metadata);
  const { displayName, clusterManager } = fields(spec);
  const { properties, version } = fields(status);
  const manager = fields(clusterManager).name;
  const faults: ProfileFault[] = [
    ...(apiVersion === API_VERSION
      ? []
      : [{ keys: ['apiVersion'], complaint: `is not ${API_VERSION}, the one that is read here` }]),
    ...(typeof name === 'string' ? [] : [{ keys: ['metadata', 'name'], complaint: 'is no name' }]),
    ...(typeof manager === 'string'
      ? []
      : [{ keys: ['spec', 'clusterManager', 'name'], complaint: 'is missing: the API demands it' }]),
  ];
  return {
    profile: {
      name: text(name) ?? '',
      namespace: text(namespace),
      labels: texts(labels),
      displayName: text(displayName),
      clusterManager: text(manager),
      kubernetesVersion: text(fields(version).kubernetes),
      properties: Object.fromEntries(
        (Array.isArray(properties) ? (properties as unknown[]) : [])
          .map(fields)
          .flatMap(({ name: key, value }) =>
            typeof key === 'string' && typeof value === 'string' ? [[key, value] as const] : [],
          ),
      ),
    },
    faults,
  };
}

function fields(value: unknown): Fields {
  return isPlainObject(value) ? value : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function texts(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
