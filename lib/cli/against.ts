import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Manifest } from '../kubernetes';
import { findManifests } from '../manifests';
import { isPlainObject } from '../native';
import { UsageError } from './failure';
import { committedFiles, isCommit } from './git';
import { isManifestFile, readPaths, type Input } from './input';

/**
 * The manifests to compare with: of a folder or file, else of a commit, in which they stand where those of today do.
 *
 * @param path where they are in the commit, if that cannot be found out
 */
export function readAgainst(against: string, path: string | undefined, input: Input): Manifest[] {
  if (existsSync(against) && path === undefined) {
    return readPaths([against]);
  }
  if (!isCommit(against)) {
    throw new UsageError(
      `--against "${against}" is neither a file or folder nor a commit of a repository here`,
    );
  }
  const paths = path === undefined ? (input.from ?? [outputFolder()]) : [path];
  const manifests = paths
    .flatMap((each) => committedFiles(against, each, isManifestFile))
    .flatMap(({ path: file, text }) => findManifests(text, file));
  if (manifests.length === 0) {
    throw new UsageError(
      `${against} has no manifests in ${paths.join(', ')}: say where they are with --path, or, if output is not committed, synthesize that commit into a folder of its own and name it`,
    );
  }
  return manifests;
}

/** Where `cdk8s synth` writes. */
function outputFolder(): string {
  const config: unknown = existsSync('cdk8s.yaml') ? parse(readFileSync('cdk8s.yaml', 'utf8')) : undefined;
  return isPlainObject(config) && typeof config.output === 'string' ? config.output : 'dist';
}
