import type { Manifest } from '../kubernetes';
import type { PrometheusConfig, RuleFile, RuleGroup } from '../native/prometheus';
import { findInstance, LookupError, type InstanceQuery } from './find-instance';
import { matching } from './glob';
import type { Instance } from './instance';
import { mountsOf } from './mounts';
import { ManifestError, parseDocuments } from './parse';

/** What the pods of a Prometheus read, as one. */
export interface PrometheusFiles {
  /** The main file, with the jobs of the files that it names. */
  readonly config: PrometheusConfig;

  /** The groups of all rule files. Of two groups of one name, which may be in two files, one is renamed. */
  readonly rules: RuleFile;

  /** Patterns for files of which the manifests have none: others may put some there. */
  readonly unmatched: readonly string[];
}

/** The configuration of a Prometheus, out of the ConfigMaps that its pods mount. */
export function prometheusConfig(
  manifests: readonly Manifest[],
  query: Omit<InstanceQuery, 'program'>,
): PrometheusConfig {
  return prometheusFiles(manifests, findInstance(manifests, { ...query, program: 'prometheus' })).config;
}

/** @throws {LookupError} where its main file is not among the manifests */
export function prometheusFiles(manifests: readonly Manifest[], instance: Instance): PrometheusFiles {
  const { path, text, files } = mainFile(manifests, instance);
  const main = document(text, path);
  const read = (patterns: readonly string[] = []): Found =>
    new Map(
      patterns.map((pattern) => [
        pattern,
        matching(path, pattern, [...files.keys()]).map((name) => [
          name,
          document(files.get(name)?.toString() ?? '', name),
        ]),
      ]),
    );
  const [scrapes, rules] = [read(main.scrape_config_files), read(main.rule_files)];
  const unmatched = [...scrapes, ...rules].filter(([, found]) => found.length === 0).map(([each]) => each);
  return {
    config: merged(main, scrapes),
    rules: { groups: uniqueGroups([...new Map([...rules.values()].flat())]) },
    unmatched,
  };
}

/** The text of `alertmanager.yml`. */
export function alertmanagerConfig(manifests: readonly Manifest[], instance: Instance): string {
  return mainFile(manifests, instance).text;
}

/** Any of the files: what they may have does not overlap. */
type ConfigFile = PrometheusConfig & RuleFile;

/** The files that there are for each pattern. */
type Found = ReadonlyMap<string, ReadonlyArray<readonly [path: string, content: ConfigFile]>>;

/** Patterns that nothing is known for stay as they are. */
function merged(main: PrometheusConfig, scrapes: Found): PrometheusConfig {
  const { scrape_config_files: _, scrape_configs: own = [], ...rest } = main;
  const open = [...scrapes].filter(([, found]) => found.length === 0).map(([pattern]) => pattern);
  // A file that two patterns name is one file.
  const contents = new Map([...scrapes.values()].flat());
  const jobs = [...own, ...[...contents.values()].flatMap((content) => content.scrape_configs ?? [])];
  return {
    ...rest,
    ...(open.length === 0 ? {} : { scrape_config_files: open }),
    ...(jobs.length === 0 ? {} : { scrape_configs: jobs }),
  };
}

/** The name of a group is unique in its file only, and all of them come into one. */
function uniqueGroups(files: ReadonlyArray<readonly [path: string, content: RuleFile]>): RuleGroup[] {
  const names = new Set<string>();
  return files.flatMap(([path, { groups = [] }]) =>
    groups.map((group) => {
      const name = names.has(group.name) ? `${group.name} (${path})` : group.name;
      names.add(name);
      return { ...group, name };
    }),
  );
}

function mainFile(
  manifests: readonly Manifest[],
  { object, program, container, pod, namespace, configFile: path }: Instance,
): { path: string; text: string; files: ReadonlyMap<string, Buffer> } {
  if (path === undefined) {
    throw new LookupError(
      `${object} does not say where its configuration is: ${program} has no --config.file`,
    );
  }
  const { files } = mountsOf(container, pod, namespace, manifests);
  const text = files.get(path)?.toString();
  if (text === undefined) {
    throw new LookupError(`${object} reads ${path}, which no ConfigMap among the manifests has`);
  }
  return { path, text, files };
}

/** An empty file is an empty configuration, of which every field is optional. */
function document(text: string, path: string): ConfigFile {
  const content = parseDocuments(text, path)[0] ?? {};
  if (typeof content !== 'object' || Array.isArray(content)) {
    throw new ManifestError(path, 'has no fields of a configuration in it');
  }
  return content;
}
