import { isPlainObject } from '../../native';
import type { Where } from '../../problems';
import type { ClusterDefinition } from '../definition';
import type { ClusterSource, ListedCluster } from '../source';
import {
  isClusterProfile,
  readClusterProfile,
  type ClusterProfile,
  type ProfileFault,
} from './cluster-profile';
import { readDocuments, type ReadDocument } from './documents';
import { manifestTexts } from './text';

/** How clusters of an inventory become clusters of a fleet. */
export interface ProfileOptions<Values extends object = object> {
  /** Which of them belong to it. @default - all */
  readonly select?: (profile: ClusterProfile) => boolean;

  /**
   * What is said of them beside their labels.
   * @default - the name of the object, and nothing else
   */
  readonly define?: (profile: ClusterProfile) => Partial<ClusterDefinition<Values>>;
}

/** Clusters from ClusterProfiles in files and folders. */
export function clustersFromProfiles<Values extends object>(
  paths: readonly string[],
  { select = () => true, define = () => ({}) }: ProfileOptions<Values>,
): ClusterSource<Values> {
  const files = paths.flatMap(manifestTexts).map((file) => ({ path: file.path, ...readDocuments(file) }));
  const found = files.flatMap(({ documents }) => documents.flatMap(profilesOf));
  const listed = found
    .filter(({ profile, faults }) => faults.length === 0 && select(profile))
    .map(({ profile, line }): ListedCluster => {
      const { name, labels } = profile;
      return {
        definition: { name, labels, ...define(profile) },
        place: (where, ...keys) => where.about(line([])).at(...keys),
      };
    });
  return {
    listed,
    report: (where) => {
      files.forEach((file) => {
        file.report(where);
      });
      found.forEach(({ faults, line }) => {
        faults.forEach((fault) => {
          reportFault(where, fault, line);
        });
      });
      if (found.length === 0) {
        where.about(paths.join(', ')).error({
          code: 'no-clusters',
          complaint: 'has no ClusterProfile',
          remedy:
            'Name files with objects of the Cluster Inventory: `kubectl get clusterprofiles -A -o yaml`.',
        });
      }
    },
  };
}

interface FoundProfile {
  readonly profile: ClusterProfile;
  readonly faults: readonly ProfileFault[];
  readonly line: (keys: readonly string[]) => string;
}

/** The profiles in a document: it is one, or a List with some. */
function profilesOf({ content, line }: ReadDocument): FoundProfile[] {
  if (isClusterProfile(content)) {
    return [{ ...readClusterProfile(content), line }];
  }
  const { kind, items } = (isPlainObject(content) ? content : {}) as {
    readonly kind?: unknown;
    readonly items?: unknown;
  };
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items)
    ? (items as unknown[]).flatMap((item, index) =>
        profilesOf({ content: item, line: (keys) => line(['items', index, ...keys]) }),
      )
    : [];
}

function reportFault(
  where: Where,
  { keys, complaint, remedy }: ProfileFault,
  line: FoundProfile['line'],
): void {
  where
    .about(line(keys))
    .at(...keys)
    .error({ code: 'invalid-profile', complaint, ...(remedy === undefined ? {} : { remedy }) });
}
