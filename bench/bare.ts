import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { parse, parseAllDocuments } from 'yaml';
import { renderYaml } from '../lib/native';
import type { Program } from './apps';

type Fields = Record<string, unknown>;

/** An object as bare cdk8s gets it: files inside of ConfigMaps are still plain data. */
interface Input {
  readonly manifest: Fields;
  readonly files: Readonly<Record<string, unknown>>;
}

/** A chart as plain data, which can be kept as JSON. */
export interface BareChart {
  readonly name: string;
  readonly inputs: readonly Input[];
}

/**
 * The floor: the objects of an earlier output, written by bare cdk8s. Like anybody without this library it
 * holds configuration as plain objects, and has to write them as YAML into its ConfigMaps.
 */
export function bareCdk8s(charts: readonly BareChart[]): Program {
  return (outdir) => {
    const app = new App({ outdir });
    for (const { name, inputs } of charts) {
      const chart = new Chart(app, name, { disableResourceNameHashes: true });
      inputs.forEach(({ manifest, files }, index) => {
        const data = Object.entries(files).map(([key, value]) => [key, renderYaml(value)]);
        const object =
          data.length === 0 ? manifest : { ...manifest, data: Object.fromEntries(data) as Fields };
        new ApiObject(chart, String(index), object as unknown as ConstructorParameters<typeof ApiObject>[2]);
      });
    }
    app.synth();
  };
}

/** What bare cdk8s needs to write this output again. */
export function readOutput(output: string): BareChart[] {
  return readdirSync(output)
    .sort()
    .map((file) => ({ name: file.replace(/\.k8s\.yaml$/, ''), inputs: readInputs(join(output, file)) }));
}

function readInputs(file: string): Input[] {
  return parseAllDocuments(readFileSync(file, 'utf8'), { version: '1.1' }).map((document) => {
    const manifest = document.toJS() as Fields & { data?: Record<string, string> };
    if (manifest.kind !== 'ConfigMap' || manifest.data === undefined) {
      return { manifest, files: {} };
    }
    const { data, ...rest } = manifest;
    const files = Object.entries(data).map(([key, text]) => [
      key,
      parse(text, { version: '1.1' }) as unknown,
    ]);
    return { manifest: rest, files: Object.fromEntries(files) as Fields };
  });
}
