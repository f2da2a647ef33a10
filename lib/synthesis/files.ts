import { YamlOutputType } from 'cdk8s';
import type { Problem } from '../problems';
import { byOwners, clashesBy, nameKey, type OwnedObject } from './names';

/**
 * Two objects of one file overwrite each other, without a word: where each has a file of its own, cdk8s
 * calls it after kind and name, and so alike for two namespaces or API groups.
 *
 * Objects that are the same to the cluster are not reported here again.
 */
export function fileClashes(objects: readonly OwnedObject[], layout: YamlOutputType | undefined): Problem[] {
  const folderOf = FOLDERS.get(layout);
  if (folderOf === undefined) {
    return [];
  }
  const again = new Set(clashesBy(objects, nameKey).map(([, second]) => second));
  const distinct = objects.filter((object) => !again.has(object));
  const fileOf = (object: OwnedObject): string => `${folderOf(object)}/${fileName(object)}`;
  return byOwners(clashesBy(distinct, fileOf)).map(({ clash: [first, second], more }) => ({
    severity: 'error',
    code: 'file-clash',
    path: second.owner,
    complaint: `${second.id} would overwrite the file ${fileName(second)} of ${first.id}, which ${first.owner} writes${more}`,
    remedy: 'Choose another `yamlOutputType` for the app, or give one of the two another name.',
  }));
}

/** The layouts with a file for each object, and what tells the folders of objects apart. */
const FOLDERS: ReadonlyMap<YamlOutputType | undefined, (object: OwnedObject) => string> = new Map([
  [YamlOutputType.FILE_PER_RESOURCE, () => ''],
  [YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE, ({ chart }: OwnedObject) => chart.node.path],
]);

/** As cdk8s calls it, without the app's extension. */
function fileName({ kind, name }: OwnedObject): string {
  return `${kind}.${name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}
