/** Builds one program from its pinned sources. */

import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { askVersion } from './executable.mjs';
import { go, moduleFolder } from './go.mjs';

/**
 * The flags that a program is built with: stripped, and without any path of this machine in it.
 *
 * @param {import('./catalogue.mjs').Program} program
 */
export function buildFlags({ tags, variables }) {
  const settings = Object.entries(variables).map(([name, value]) => `-X ${name}=${value}`);
  return [
    '-trimpath',
    '-buildvcs=false',
    `-tags=${tags.join(',')}`,
    `-ldflags=${['-s', '-w', ...settings].join(' ')}`,
  ];
}

/**
 * Builds `program` to `path`: beside it first, then renamed, so that whoever sees it sees all of it.
 *
 * @param {import('./catalogue.mjs').Program} program
 * @param {string} path
 * @throws {Error} with the last lines of what go said
 */
export async function buildProgram(program, path) {
  const product = `${path}.${process.pid}`;
  const workshop = await mkdtemp(join(tmpdir(), 'cdk8s-prometheus-'));
  try {
    const flags = [...buildFlags(program), ...(await addStubs(program, workshop))];
    await go('build', [...flags, '-o', product, program.package], program.folder);
    await expectVersion(program, product);
    await rename(product, path);
  } finally {
    await Promise.all([product, workshop].map((each) => rm(each, { recursive: true, force: true })));
  }
}

/** A program that does not run, or is not what the table says, must not enter the cache. */
async function expectVersion({ version, versionArguments }, product) {
  const said = await askVersion(product, versionArguments);
  if (said !== version) {
    throw new Error(
      `it was built, but ${versionArguments.join(' ')} says ${said ?? 'nothing'}, not ${version}`,
    );
  }
}

/**
 * Adds the files that a module's zip lacks, and returns the flags to build with them.
 *
 * Alertmanager embeds its web UI, which is generated, so not in the zip. The module cache is read-only and
 * refuses `-overlay` too: what is left is a copy of the sources, and a copy of go.mod that points to it.
 * go.sum has been checked by then, against the original.
 */
async function addStubs({ stubs, folder, module, moduleVersion }, workshop) {
  if (stubs.length === 0) return [];
  const sources = join(workshop, 'sources');
  await copyTree(await moduleFolder(folder, module, moduleVersion), sources);
  for (const stub of stubs) {
    await mkdir(dirname(join(sources, stub)), { recursive: true });
    await writeFile(join(sources, stub), 'not part of this build\n');
  }
  const goMod = await readFile(join(folder, 'go.mod'), 'utf8');
  await writeFile(join(workshop, 'go.mod'), `${goMod}\nreplace ${module} => ${JSON.stringify(sources)}\n`);
  await copyFile(join(folder, 'go.sum'), join(workshop, 'go.sum'));
  return [`-modfile=${join(workshop, 'go.mod')}`];
}

/** Unlike `fs.cp`, which would keep the folders read-only: only root could then clear them away. */
async function copyTree(from, to) {
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile())) {
    const source = join(entry.parentPath, entry.name);
    const target = join(to, relative(from, source));
    await mkdir(dirname(target), { recursive: true });
    await copyFile(source, target);
  }
}
