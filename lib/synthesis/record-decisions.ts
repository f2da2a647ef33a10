import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { IConstruct } from 'constructs';
import type { MadeDecision } from './decisions';

/**
 * The variable that names a folder to write decisions into. Apps run in processes of their own, and the command line
 * has no other way to ask them; cdk8s has its metadata recorded in the same manner.
 */
export const DECISIONS_FOLDER = 'CDK8S_PROMETHEUS_DECISIONS';

/** Names of files: a tree that is compiled again writes over what it wrote before, and not over that of another tree. */
const FILES = new WeakMap<IConstruct, string>();

/** Writes down what was decided in a tree, where somebody asks for it. */
export function recordDecisions(root: IConstruct, decisions: readonly MadeDecision[]): void {
  const folder = process.env[DECISIONS_FOLDER];
  if (folder === undefined) {
    return;
  }
  const file = FILES.get(root) ?? randomUUID();
  FILES.set(root, file);
  mkdirSync(folder, { recursive: true });
  // Not JSON, which has no infinity.
  writeFileSync(join(folder, file), serialize(decisions));
}

/** Reads what apps have written down. */
export function readDecisions(folder: string): MadeDecision[] {
  return existsSync(folder)
    ? readdirSync(folder).flatMap((file) => deserialize(readFileSync(join(folder, file))) as MadeDecision[])
    : [];
}
