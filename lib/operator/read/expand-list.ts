import { Where, type Problem } from '../../problems';
import { isObject, type Path, type PlainObject } from '../schema';
import { Found } from './found';
import type { Positions } from './positions';

/** A document of a file that was read. */
export interface ReadDocument {
  readonly path: string;
  readonly number: number;
  readonly positions: Positions;
  readonly mayBeUnusual: boolean;
}

/** The objects of a document: itself, or the items of the list that it is, as kubectl takes them. */
export function expandList(
  document: ReadDocument,
  content: unknown,
  problems: Problem[],
  base: Path = [],
): Found[] {
  const { path, number, positions, mayBeUnusual } = document;
  if (!isObject(content)) {
    const line = positions.line(base);
    new Where(problems, `${path}:${line}`, `document ${number}`).at(...base).error({
      code: 'not-an-object',
      value: content,
      complaint: 'is not an object of Kubernetes',
      remedy: 'Give manifests: objects with apiVersion, kind and metadata.',
    });
    return [];
  }
  if (!isList(content)) {
    return [new Found(path, number, content, positions, base, mayBeUnusual)];
  }
  const { items } = content;
  return (items ?? []).flatMap((item, index) =>
    expandList(document, withKind(item, content), problems, [...base, 'items', index]),
  );
}

interface List extends PlainObject {
  readonly kind: string;
  readonly items: readonly unknown[] | null;
}

function isList(object: PlainObject): object is List {
  const { kind, items } = object;
  return typeof kind === 'string' && kind.endsWith('List') && (Array.isArray(items) || items === null);
}

/** Items of a list of one kind, such as a ServiceMonitorList, need not say what they are. */
function withKind(item: unknown, { kind, apiVersion }: List): unknown {
  return isObject(item) && kind !== 'List'
    ? { apiVersion, kind: kind.slice(0, -'List'.length), ...item }
    : item;
}
