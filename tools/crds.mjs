#!/usr/bin/env node
/**
 * Writes what the CRDs of the Prometheus Operator ask of an object, as data: `lib/operator/schema/crds.json`.
 *
 * The CRDs come with the Go module that is pinned for the config reloader, so that the two never differ. Of
 * the module's two sets the full one is read: it has both versions of AlertmanagerConfig.
 *
 *     node tools/crds.mjs                    # writes the file
 *     node tools/crds.mjs --print [folder]   # prints it instead, of the CRDs in a folder
 */

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { compact } from './crds/compact.mjs';
import { shareAll } from './crds/share.mjs';
import { programs } from './lib/catalogue.mjs';
import { moduleFolder } from './lib/go.mjs';

const DATA = fileURLToPath(new URL('../lib/operator/schema/crds.json', import.meta.url));

/** The CRDs of the pinned version, as the module has them. */
export async function pinnedCrds() {
  const { folder, module, moduleVersion } = programs.find(
    ({ name }) => name === 'prometheus-config-reloader',
  );
  const sources = await moduleFolder(folder, module, moduleVersion);
  return readCrds(join(sources, 'example', 'prometheus-operator-crd-full'));
}

/** All CRDs in the YAML files of a folder. */
export async function readCrds(folder) {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  const objects = await Promise.all(
    files.map(async (name) => parse(await readFile(join(folder, name), 'utf8'))),
  );
  return objects.filter(({ kind }) => kind === 'CustomResourceDefinition');
}

/** The schema of `spec` of each kind and version, the parts that are equal written once. */
export function schemaData(crds) {
  const specs = crds.flatMap(({ spec: { names, versions } }) =>
    versions
      .filter(({ served }) => served)
      .map(({ name, schema }) => [`${name}/${names.kind}`, compact(schema.openAPIV3Schema.properties.spec)]),
  );
  const version = crds[0].metadata.annotations['operator.prometheus.io/version'];
  return { version, ...shareAll(Object.fromEntries(specs)) };
}

/** One line for each part, so that a new version of the operator is a diff that can be read. */
export function schemaText({ version, kinds, parts }) {
  const lines = (record) =>
    Object.entries(record)
      .map(([name, schema]) => `    ${JSON.stringify(name)}: ${JSON.stringify(schema)}`)
      .join(',\n');
  return `{
  "version": ${JSON.stringify(version)},
  "kinds": {
${lines(kinds)}
  },
  "parts": {
${lines(parts)}
  }
}
`;
}

/** @param {string[]} args */
async function main([option, folder]) {
  const crds = folder === undefined ? await pinnedCrds() : await readCrds(folder);
  const text = schemaText(schemaData(crds));
  if (option === '--print') {
    process.stdout.write(text);
  } else {
    await writeFile(DATA, text);
    console.log(`${DATA}: ${Math.round(text.length / 1024)} KiB`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
