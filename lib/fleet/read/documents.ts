import { LineCounter, parseAllDocuments, type Document } from 'yaml';
import type { Where } from '../../problems';
import type { TextFile } from './text';

/** A document of a file, as plain data, which knows the lines of its values. */
export interface ReadDocument {
  readonly content: unknown;

  /** `clusters.yaml:12`, the line of a value, or of the nearest one around it that is there. */
  readonly line: (keys: ReadonlyArray<string | number>) => string;
}

/** The documents of a file; what is wrong with it as YAML is reported, with its line. */
export interface ReadDocuments {
  readonly documents: readonly ReadDocument[];
  readonly report: (where: Where) => void;
}

/** Reads a file as YAML 1.2, of which JSON is a part. Keys that are there twice are wrong. */
export function readDocuments(file: TextFile): ReadDocuments {
  if ('complaint' in file) {
    const { path, complaint } = file;
    return {
      documents: [],
      report: (where) => {
        where.about(path).error({ code: 'unreadable-file', complaint });
      },
    };
  }
  const lineCounter = new LineCounter();
  const parsed = parseAllDocuments(file.text, { lineCounter, uniqueKeys: true, prettyErrors: false });
  const documents = 'empty' in parsed ? [] : parsed;
  const lineAt = (offset: number): string => `${file.path}:${lineCounter.linePos(offset).line}`;
  const faults = documents.flatMap(({ errors }) => errors);
  return {
    documents: documents
      .filter(({ errors }) => errors.length === 0)
      .map((document) => ({
        content: document.toJS() as unknown,
        line: (keys) => lineAt(offsetOf(document, keys)),
      })),
    report: (where) => {
      faults.forEach(({ pos, message }) => {
        where.about(lineAt(pos[0])).error({ code: 'unreadable-file', complaint: message });
      });
    },
  };
}

function offsetOf(document: Document, keys: ReadonlyArray<string | number>): number {
  for (let length = keys.length; length > 0; length -= 1) {
    const node = document.getIn(keys.slice(0, length), true) as
      { readonly range?: readonly [number, number, number] | null } | undefined;
    if (node?.range) {
      return node.range[0];
    }
  }
  return document.contents?.range?.[0] ?? 0;
}
