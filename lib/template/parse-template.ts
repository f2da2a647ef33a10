import type { Template } from './ast';
import type { Dialect } from './dialect';
import { parse } from './parser';
import { TemplateError } from './template-error';

/** Why a text is no template. */
export interface TemplateFault {
  /** Counted from 1. */
  readonly line: number;

  /** In characters, counted from 1. */
  readonly column: number;

  /** What is wrong there. */
  readonly complaint: string;

  /** How to mend it, as a sentence. */
  readonly remedy: string;
}

/**
 * Reads a template, and takes and refuses what the program of the dialect takes and refuses when it loads one:
 * syntax, functions and variables, but not what only shows when the template runs.
 *
 * @param name that the program gives to the template
 */
export function parseTemplate(
  text: string,
  dialect: Dialect,
  name = '',
): { readonly template: Template } | { readonly fault: TemplateFault } {
  try {
    return { template: parse(text, dialect, name) };
  } catch (error) {
    if (error instanceof TemplateError) {
      const { complaint, remedy } = error;
      return { fault: { ...place(text, error.at), complaint, remedy } };
    }
    throw error;
  }
}

function place(text: string, at: number): Pick<TemplateFault, 'line' | 'column'> {
  const before = text.slice(0, at);
  const lines = before.split('\n');
  return { line: lines.length, column: Array.from(lines.at(-1) ?? '').length + 1 };
}
