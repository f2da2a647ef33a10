import { isPlainObject } from '../../native';
import type { Where } from '../../problems';
import { nearest } from '../../values';
import type { ClusterSource } from '../source';
import { readDocuments, type ReadDocument } from './documents';
import { readText } from './text';

/** Where the list is in the file. */
const LIST = 'clusters';

/** Clusters from a file of ours: `clusters:`, and below it the definitions. */
export function clustersFromFile<Values extends object>(path: string): ClusterSource<Values> {
  const { documents, report } = readDocuments(readText(path));
  const [document, ...more] = documents;
  const items = document === undefined ? undefined : listOf(document);
  return {
    listed: (items ?? []).map((definition, index) => ({
      definition,
      place: (where, ...keys) =>
        where.about(document?.line([LIST, index, ...keys]) ?? path).at(LIST, index, ...keys),
    })),
    report: (where) => {
      report(where);
      more.forEach((each) => {
        where.about(each.line([])).error({
          code: 'shape',
          complaint: 'is a second document, which nobody reads',
          remedy: 'Put all clusters into one list.',
        });
      });
      if (document !== undefined) {
        reportFrame(where, document, items);
      }
    },
  };
}

function listOf({ content }: ReadDocument): readonly unknown[] | undefined {
  const list = isPlainObject(content) ? content[LIST] : undefined;
  return Array.isArray(list) ? (list as readonly unknown[]) : undefined;
}

/** Reports what is around the list. */
function reportFrame(
  where: Where,
  { content, line }: ReadDocument,
  items: readonly unknown[] | undefined,
): void {
  if (items === undefined) {
    where
      .about(line([LIST]))
      .at(LIST)
      .error({
        code: 'shape',
        complaint: 'is no list of clusters',
        remedy: 'Write `clusters:`, and below it one `- name: …` for each.',
      });
  }
  const others = isPlainObject(content) ? Object.keys(content).filter((field) => field !== LIST) : [];
  others.forEach((field) => {
    where
      .about(line([field]))
      .at(field)
      .error({
        code: 'unknown-field',
        complaint: 'is no field that is known here',
        remedy: nearest(field, [LIST]) === undefined ? 'There is: clusters.' : 'Did you mean `clusters`?',
      });
  });
}
