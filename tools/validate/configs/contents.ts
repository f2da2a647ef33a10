import { parse } from 'yaml';
import { matching, type Instance } from '../../../lib/manifests';
import type { ContainerFiles } from './container-files';

/** What an instance has to do, in numbers: `{ 'scrape job': 12, 'rule group': 8, … }`. */
export type Figures = Readonly<Record<string, number>>;

interface PrometheusConfig {
  readonly rule_files?: readonly string[];
  readonly scrape_config_files?: readonly string[];
  readonly scrape_configs?: readonly unknown[];
}

interface RuleFile {
  readonly groups?: ReadonlyArray<{ readonly rules?: ReadonlyArray<{ readonly alert?: string }> }>;
}

interface AlertmanagerConfig {
  readonly receivers?: readonly unknown[];
}

/** The files that a Prometheus reads because its configuration says so. */
export interface ReadFiles {
  readonly rules: readonly string[];
  readonly scrapes: readonly string[];
}

export function readFiles(configFile: string, files: ContainerFiles): ReadFiles {
  const config = yaml<PrometheusConfig>(configFile, files);
  const known = files.known();
  const matched = (patterns: readonly string[] = []): string[] =>
    known.filter((path) => patterns.some((pattern) => matching(configFile, pattern, [path]).length > 0));
  return { rules: matched(config.rule_files), scrapes: matched(config.scrape_config_files) };
}

export function figures({ program }: Instance, configFile: string, files: ContainerFiles): Figures {
  if (program === 'alertmanager') {
    return { receiver: (yaml<AlertmanagerConfig>(configFile, files).receivers ?? []).length };
  }
  const read = readFiles(configFile, files);
  const jobs = [configFile, ...read.scrapes].flatMap(
    (path) => yaml<PrometheusConfig>(path, files).scrape_configs ?? [],
  );
  const groups = read.rules.flatMap((path) => yaml<RuleFile>(path, files).groups ?? []);
  const rules = groups.flatMap((group) => group.rules ?? []);
  const alerts = rules.filter(({ alert }) => alert !== undefined).length;
  return {
    'scrape job': jobs.length,
    'rule group': groups.length,
    'alerting rule': alerts,
    'recording rule': rules.length - alerts,
  };
}

/** Files that look like rules or scrape configurations, but that nothing names: mounted for nothing. */
export function unreadFiles(configFile: string, files: ContainerFiles): string[] {
  const read = readFiles(configFile, files);
  const meant = new Set([configFile, ...read.rules, ...read.scrapes]);
  return files
    .known()
    .filter((path) => /\.ya?ml$/.test(path) && !meant.has(path))
    .filter((path) => {
      const { groups, scrape_configs: jobs } = yaml<RuleFile & PrometheusConfig>(path, files);
      return groups !== undefined || jobs !== undefined;
    });
}

/** Of a file that does not parse there is nothing: the program that reads it will say so. */
function yaml<T extends object>(path: string, files: ContainerFiles): Partial<T> {
  try {
    return (parse(files.text(path)) as T | null) ?? {};
  } catch {
    return {};
  }
}
