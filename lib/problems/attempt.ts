import type { Where } from './where';

/**
 * Does some work, and reports where it breaks off: the last resort against values that are not of the types
 * of the props, which plain JavaScript and casts let through. What is expected to be wrong has checks of
 * its own with better words.
 */
export function attempt<T>(where: Where, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    where.error({
      code: 'shape',
      complaint: `has a value that is not of the type of its props: ${error instanceof Error ? error.message : String(error)}`,
      remedy: 'TypeScript names it: check the program with `tsc --noEmit`.',
    });
    return undefined;
  }
}
