import type { Program } from '../manifests';
import { UsageError } from './failure';
import type { Input } from './input';

/** What an argument such as `prometheus/k8s` means. */
export interface InstanceArgument {
  readonly program: Program;
  readonly name: string;
}

const FORM = /^(prometheus|alertmanager)\/([^/]+)$/i;

/**
 * `--from` takes all words up to the next option, and so also an instance that stands behind its paths: it is
 * the last of them then, `--from dist prometheus/k8s`.
 */
export function separate<T extends Input>(
  argument: string | undefined,
  options: T,
): { argument: string | undefined; options: T } {
  const { from = [] } = options;
  const last = from.at(-1) ?? '';
  return argument === undefined && from.length > 1 && FORM.test(last)
    ? { argument: last, options: { ...options, from: from.slice(0, -1) } }
    : { argument, options };
}

/** @throws {UsageError} where it is of another form */
export function parseInstance(argument: string): InstanceArgument {
  const [, program, name] = FORM.exec(argument) ?? [];
  if (program === undefined || name === undefined) {
    throw new UsageError(`"${argument}" is neither prometheus/<name> nor alertmanager/<name>`);
  }
  return { program: program.toLowerCase() as Program, name };
}

/** @throws {UsageError} where it is no whole number */
export function parseShard(text: string): number {
  if (!/^\d+$/.test(text)) {
    throw new UsageError(`--shard "${text}" is no whole number`);
  }
  return Number(text);
}
