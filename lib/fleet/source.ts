import type { Where } from '../problems';

/** The place of a value in a list of clusters, for messages: in the props, or in a line of a file. */
export type PlaceOf = (where: Where, ...keys: ReadonlyArray<string | number>) => Where;

/** A cluster as it was found. */
export interface ListedCluster {
  /** Not checked yet: files say what they like. */
  readonly definition: unknown;
  readonly place: PlaceOf;
}

/** Clusters that were read from somewhere, with what was wrong there. */
export interface ClusterSource<Values extends object = object> {
  readonly listed: readonly ListedCluster[];

  /** Reports what could not be read. */
  readonly report: (where: Where) => void;

  /** Only there for the compiler: what the values of the clusters are. */
  readonly values?: Values;
}

/** Whether something is what the functions of this package have read. */
export function isClusterSource(given: unknown): given is ClusterSource {
  const { listed, report } = (given ?? {}) as Partial<ClusterSource>;
  return Array.isArray(listed) && typeof report === 'function';
}

/** Clusters that are written into the program. */
export function inlineSource(clusters: readonly unknown[]): ClusterSource {
  return {
    listed: clusters.map((definition, index) => ({
      definition,
      place: (where, ...keys) => where.at('clusters', index, ...keys),
    })),
    report: () => undefined,
  };
}
