#!/usr/bin/env node
/**
 * The real programs that the tests run against: found, or built from pinned sources.
 *
 * Plain Node without dependencies, because it has to work before `npm install`.
 */

import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { groups, programs, selectPrograms } from './lib/catalogue.mjs';
import { locateProgram, resolvePrograms } from './lib/resolve.mjs';
import { kubernetesSchemas } from './lib/schemas.mjs';

export { programs } from './lib/catalogue.mjs';
export { resolvePrograms } from './lib/resolve.mjs';
export { kubernetesSchemas } from './lib/schemas.mjs';
export { upstreamCrds } from './lib/upstream-crds.mjs';

const HELP = `usage: node tools/programs.mjs <command>

  build [name...]  find or build programs, or groups of them (default: core)
  list             print where each program comes from; builds nothing
  schemas          print the folder of Kubernetes's OpenAPI schemas

groups and their programs:
${groups.map((group) => `  ${group.padEnd(8)} ${namesOf(group)}`).join('\n')}

A program is taken from the environment variable that \`list\` shows, from PATH if it is of the
same minor version, from the cache, or else built there with Go. The cache is the folder
"programs" in $CDK8S_PROMETHEUS_CACHE (default: cdk8s-prometheus in $XDG_CACHE_HOME or ~/.cache).
`;

const commands = { build, list, schemas };

async function build(...names) {
  const { found, missing } = await resolvePrograms(names.length > 0 ? names : ['core']);
  const width = Math.max(0, ...Object.keys(found).map((name) => name.length));
  for (const [name, path] of Object.entries(found)) console.log(`${name.padEnd(width)}  ${path}`);
  for (const { name, reason } of missing) console.error(`${name}: ${reason}`);
  return missing.length === 0;
}

async function list() {
  const rows = await Promise.all(
    programs.map(async (program) => {
      const { name, version, group, env } = program;
      const location = await locateProgram(program);
      const where = location.path ?? location.reason ?? 'not built yet';
      return [name, version, group, env, location.source, where];
    }),
  );
  printTable([['PROGRAM', 'VERSION', 'GROUP', 'VARIABLE', 'SOURCE', 'WHERE'], ...rows]);
  return true;
}

async function schemas() {
  const folder = await kubernetesSchemas();
  if (folder) console.log(folder);
  else console.error('the Kubernetes sources cannot be had: this takes Go and, the first time, the network');
  return folder !== undefined;
}

function printTable(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows) {
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    );
  }
}

function namesOf(group) {
  return selectPrograms([group])
    .map(({ name }) => name)
    .join(', ');
}

/** @returns {Promise<number>} exit code: 0, 1 for a failure, 2 for a command line that makes no sense */
async function main([name, ...words]) {
  if (name === undefined || name === '--help' || name === '-h' || words.includes('--help')) {
    console.log(HELP);
    return name === undefined ? 2 : 0;
  }
  if (!Object.hasOwn(commands, name)) {
    console.error(`"${name}" is not a command; there are: ${Object.keys(commands).join(', ')}`);
    return 2;
  }
  try {
    return (await commands[name](...words)) ? 0 : 1;
  } catch (error) {
    console.error(error.message);
    return error instanceof RangeError ? 2 : 1;
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.argv.slice(2));
}
