/** What `programs.json` says, as one flat, frozen entry per program. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} Program
 * @property {string} name unique, such as `promtool-lts`
 * @property {string} executable name of the file, such as `promtool`
 * @property {'core' | 'oldest' | 'mesh' | 'cluster' | 'thanos' | 'stores'} group what it is built with
 * @property {string} version as its users know it, such as `3.13.5`
 * @property {string} env environment variable with the path of another executable to use instead
 * @property {string[]} versionArguments arguments that make it print its version
 * @property {string} folder absolute path of the folder with its go.mod and go.sum
 * @property {string} module path of the Go module it comes from
 * @property {string} moduleVersion as go.mod has it, such as `v0.313.5`
 * @property {string} package import path of its main package
 * @property {string[]} tags build tags
 * @property {string[]} stubs files that its module embeds, but the module's zip lacks
 * @property {Record<string, string>} variables Go string variables to set when linking
 */

/** @type {readonly Program[]} in the order in which they are best built: small tools first */
export const programs = Object.freeze(
  JSON.parse(readFileSync(new URL('../programs.json', import.meta.url), 'utf8')).flatMap(programsOfModule),
);

export const groups = Object.freeze([...new Set(programs.map(({ group }) => group))]);

/**
 * The programs that `words` name, each once: a word is a program's name or a group's.
 *
 * @param {readonly string[]} words
 * @throws {RangeError} where a word is neither
 */
export function selectPrograms(words) {
  const selected = words.flatMap((word) => {
    const meant = programs.filter(({ name, group }) => name === word || group === word);
    if (meant.length === 0) {
      const names = programs.map(({ name }) => name).join(', ');
      throw new RangeError(
        `"${word}" is neither a program (${names}) nor a group of programs (${groups.join(', ')})`,
      );
    }
    return meant;
  });
  return [...new Set(selected)];
}

function programsOfModule({ folder, programs: rows, tags = [], stubs = [], variables = {}, ...shared }) {
  return rows.map(({ name, package: path, ...row }) =>
    Object.freeze({
      executable: name,
      versionArguments: ['--version'],
      ...shared,
      ...row,
      name,
      folder: fileURLToPath(new URL(`../programs/${folder}`, import.meta.url)),
      package: path ? `${shared.module}/${path}` : shared.module,
      tags,
      stubs,
      variables: expandVersion(variables, shared.version),
    }),
  );
}

/** Puts `version` and its parts where the values say `{version}`, `{major}` or `{minor}`. */
function expandVersion(variables, version) {
  const [major, minor] = version.split('.');
  const parts = { version, major, minor };
  const expand = (text) => text.replace(/\{(\w+)\}/g, (_, part) => parts[part]);
  return Object.fromEntries(Object.entries(variables).map(([name, text]) => [name, expand(text)]));
}
