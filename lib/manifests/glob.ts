import { posix } from 'node:path';

/**
 * The paths that a pattern of a configuration means, in order; relative ones from where the configuration is.
 * Patterns are those of Go's `filepath.Glob`, but for character classes, which nobody uses.
 */
export function matching(configFile: string, pattern: string, paths: readonly string[]): string[] {
  const expression = globExpression(posix.resolve(posix.dirname(configFile), pattern));
  return paths.filter((path) => expression.test(path)).sort();
}

function globExpression(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
  return new RegExp(`^${source}$`);
}
