import { loadAll, YAMLException } from 'js-yaml';
import { isObject } from '../schema';
import { KUBECTL_SCHEMA } from './kubectl-yaml';
import { PARSER_OPTIONS } from './parser-options';

/** A text that cannot be read, or its content. */
export type Parsed =
  | { readonly content: unknown }
  | {
      readonly code: string;
      /** 0-based line of the text. */
      readonly line: number;
      readonly complaint: string;
      readonly remedy?: string;
    };

/** Values that one document may have, those that aliases repeat counted each time. */
const MOST_VALUES = 5_000_000;

/** Keys that `<<` may bring into one document. */
const MOST_MERGED = 100_000;

/** Reads the text of one document, YAML or JSON. */
export function parseDocument(text: string): Parsed {
  let contents: readonly unknown[];
  try {
    contents = loadAll(text, { schema: KUBECTL_SCHEMA, maxTotalMergeKeys: MOST_MERGED, ...PARSER_OPTIONS });
  } catch (error) {
    return fault(error);
  }
  if (contents.length > 1) {
    return {
      code: 'yaml',
      line: 0,
      complaint: 'has several documents without `---` between them',
      remedy: 'Put a line `---` between them, or the objects into a List.',
    };
  }
  const content = contents[0] ?? null;
  // Only aliases make one value part of several others.
  return text.includes('*') ? (aliasFault(content) ?? { content }) : { content };
}

function fault(error: unknown): Parsed {
  if (!(error instanceof YAMLException)) {
    return {
      code: 'yaml',
      line: 0,
      complaint: `cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
  const line = error.mark?.line ?? 0;
  if (error.reason.includes('duplicated mapping key')) {
    return {
      code: 'duplicate-key',
      line,
      complaint: `has the key ${keyAt(error)} twice in one object`,
      remedy: 'Only one of them can count: remove the other.',
    };
  }
  return { code: 'yaml', line, complaint: `is not valid YAML: ${error.reason}` };
}

/** The key at which reading stopped, as it is written. */
function keyAt({ mark }: YAMLException): string {
  const rest = mark === undefined ? '' : mark.buffer.slice(mark.position, mark.position + LONGEST_KEY);
  return /^.*?(?=["']?\s*:(?:\s|$))/.exec(rest)?.[0] ?? '';
}

/** Characters; what is longer is not shown. */
const LONGEST_KEY = 200;

/** What aliases can do to a document: make it endless, or larger than any machine. */
function aliasFault(content: unknown): Parsed | undefined {
  try {
    return sizeOf(content, new Map()) > MOST_VALUES
      ? {
          code: 'aliases',
          line: 0,
          complaint: `has more than ${MOST_VALUES} values once its aliases are written out`,
          remedy: 'No object of Kubernetes is that large: remove the aliases that repeat aliases.',
        }
      : undefined;
  } catch (error) {
    if (error instanceof CycleError) {
      return {
        code: 'aliases',
        line: 0,
        complaint: 'has an alias inside of what it stands for, so it has no end',
        remedy: 'Remove the alias.',
      };
    }
    throw error;
  }
}

/** A value that is part of itself. */
class CycleError extends Error {}

/** @param sizes of what was counted already; 0 while it is being counted */
function sizeOf(value: unknown, sizes: Map<object, number>): number {
  if (!Array.isArray(value) && !isObject(value)) {
    return 1;
  }
  const known = sizes.get(value);
  if (known !== undefined) {
    if (known === 0) {
      throw new CycleError();
    }
    return known;
  }
  sizes.set(value, 0);
  const size = Object.values(value).reduce<number>((sum, each) => sum + sizeOf(each, sizes), 1);
  sizes.set(value, size);
  return size;
}
