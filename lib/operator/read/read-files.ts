import { Where, type Problem } from '../../problems';
import type { OperatorObject, OtherObject, ReadResult } from '../object';
import { GROUP } from '../schema';
import { noteOtherCrds } from './crds';
import { splitDocuments, type DocumentText } from './documents';
import { reportDuplicates } from './duplicates';
import { expandList } from './expand-list';
import { foreignFile, HELM_TEMPLATE, isHelmTemplate } from './foreign';
import type { Found } from './found';
import { parseDocument } from './parse';
import { Positions } from './positions';
import { readObject } from './read-object';
import { decode } from './text';
import { mayBeUnusual } from './unusual';

/** A file as it was found. */
export interface InputFile {
  /** As messages should name it. */
  readonly path: string;
  readonly content: Uint8Array | string;
}

export interface ReadOptions {
  /**
   * Where objects belong that name no namespace.
   *
   * @default 'default', as for kubectl
   */
  readonly defaultNamespace?: string;
}

/**
 * Reads manifests, as kubectl does: YAML and JSON, any number of documents, lists.
 *
 * Objects of the operator's API are held against their CRDs, and only those that are right are returned; all
 * that is wrong anywhere is in `problems`. What is not of that API is returned as it is.
 */
export function readOperatorFiles(files: readonly InputFile[], options: ReadOptions = {}): ReadResult {
  const problems: Problem[] = [];
  const found = files.flatMap((file) => readFile(file, problems));
  const objects: OperatorObject[] = [];
  const others: OtherObject[] = [];
  for (const each of found) {
    const object = readObject(each, options.defaultNamespace ?? 'default', problems);
    if (object?.of === 'operator') {
      objects.push(object.object);
    } else if (object?.of === 'other') {
      others.push(object.object);
    }
  }
  reportDuplicates(found, options.defaultNamespace ?? 'default', problems);
  noteOtherCrds(others, problems);
  return { objects, others, problems };
}

/** Of one file: a hundred times what a large cluster has in monitors and rules. */
const MOST_DOCUMENTS = 100_000;

function readFile(file: InputFile, problems: Problem[]): Found[] {
  const foreign = foreignFile(file.path);
  if (foreign !== undefined) {
    new Where(problems, file.path).warning({ code: 'passed-over', ...foreign });
    return [];
  }
  const decoded = decode(file.content);
  if (!('text' in decoded)) {
    new Where(problems, file.path).error(decoded);
    return [];
  }
  const documents = splitDocuments(decoded.text);
  if (documents.length > MOST_DOCUMENTS) {
    new Where(problems, file.path).error({
      code: 'too-large',
      complaint: `has ${documents.length} documents; files of up to ${MOST_DOCUMENTS} are read`,
      remedy: 'Split it, or leave it out.',
    });
    return [];
  }
  return documents.flatMap((document) => readDocument(file.path, document, problems));
}

function readDocument(path: string, document: DocumentText, problems: Problem[]): Found[] {
  const parsed = parseDocument(document.text);
  const template = isHelmTemplate(document.text);
  const where = (line: number): Where =>
    new Where(problems, `${path}:${document.firstLine + line}`, `document ${document.number}`);
  if (!('content' in parsed)) {
    const { line, ...finding } = parsed;
    // A template is seldom valid YAML; that it is one says more than where it stops to be.
    where(line).error(template ? HELM_TEMPLATE : finding);
    return [];
  }
  if (parsed.content === null) {
    return [];
  }
  const positions = new Positions(document.text, document.firstLine);
  const found = expandList(
    { path, number: document.number, positions, mayBeUnusual: mayBeUnusual(document.text) },
    parsed.content,
    problems,
  );
  if (!template) {
    return found;
  }
  // A ConfigMap may hold a template for somebody else; a monitor that is one is none yet.
  if (found.some(({ object }) => String(object.apiVersion).startsWith(`${GROUP}/`))) {
    where(0).error(HELM_TEMPLATE);
    return [];
  }
  where(0).warning({ ...HELM_TEMPLATE, complaint: 'has the source of a Helm template in it' });
  return found;
}
