import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Option, type Command } from 'commander';
import type { Manifest } from '../kubernetes';
import { findManifests } from '../manifests';
import { synthesized } from './app';
import { UsageError } from './failure';

/** Where manifests come from. */
export interface Input {
  /** Files and folders. */
  readonly from?: readonly string[];

  /** A command that synthesizes. */
  readonly app?: string;
}

/** Adds the options of {@link Input} to a command. */
export function withInput(command: Command): Command {
  return command
    .addOption(
      new Option('--from <paths...>', 'manifests: files, or folders with all below them').conflicts('app'),
    )
    .addOption(
      new Option('--app <command>', "or a command that writes them into $CDK8S_OUTDIR: 'npx tsx main.ts'"),
    );
}

/** Reads all manifests, wherever they come from. */
export function readInput({ from, app }: Input): Manifest[] {
  if (app !== undefined) {
    return synthesized(app, ({ manifests }) => readPaths([manifests]));
  }
  if (from === undefined) {
    throw new UsageError('say where the manifests are: --from <paths...> or --app <command>');
  }
  return readPaths(from);
}

/** Reads the manifests of files and folders. */
export function readPaths(paths: readonly string[]): Manifest[] {
  const files = [...new Set(paths.flatMap(filesOf))];
  const manifests = files.flatMap((file) => findManifests(readFileSync(file, 'utf8'), file));
  if (manifests.length === 0) {
    throw new UsageError(`there are no manifests in ${paths.join(', ')}`);
  }
  return manifests;
}

/** Those of a folder in a stable order. */
function filesOf(path: string): string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) {
    throw new UsageError(`${path}: there is no such file or folder`);
  }
  if (!stat.isDirectory()) {
    return [path];
  }
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter(isManifestFile)
    .sort()
    .map((file) => join(path, file));
}

/** Whether a file of a folder may have manifests in it, by its name. */
export function isManifestFile(file: string): boolean {
  return /\.(?:ya?ml|json)$/.test(file);
}
