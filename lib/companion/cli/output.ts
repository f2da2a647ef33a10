import type { CommonOptions } from './options';

/** Writes what a command has found: for people, or one JSON document. */
export function print({ json }: CommonOptions, text: string, document: unknown): void {
  process.stdout.write(`${json === true ? JSON.stringify(document) : text}\n`);
}
