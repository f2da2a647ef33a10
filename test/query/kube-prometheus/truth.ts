import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { PrometheusConfig, RuleGroup } from '../../../lib/native/prometheus';
import { RULES_DIRECTORY } from '../../../lib/prometheus/paths';
import type { Lab } from '../lab';

interface RuleFile {
  readonly groups: readonly RuleGroup[];
}

const CONFIG = '/truth/prometheus.yml';

/**
 * Has the single server evaluate its groups at the moments at which the shards do: these follow from the paths of files, and rules
 * that differ from shard to shard are in other files than they would be without shards.
 *
 * @param shards names of the pods, which run already
 */
export async function startTruth(lab: Lab, workload: string, shards: readonly string[]): Promise<void> {
  const paths = new Map(
    (await Promise.all(shards.map((pod) => pathsOfGroups(lab.pod(pod).root)))).flatMap((each) => [...each]),
  );
  const files = new Map<string, RuleGroup[]>();
  for (const [name, groups] of filesOf(lab, workload)) {
    for (const group of groups) {
      // Of one of which the shards have nothing the path says when they would evaluate it.
      const path = paths.get(group.name) ?? join(RULES_DIRECTORY, `0.${name}`);
      files.set(path, [...(files.get(path) ?? []), group]);
    }
  }
  const config = parse(lab.monitoring.data(workload)['prometheus.yml'] ?? '') as PrometheusConfig;
  await lab.start(
    workload,
    0,
    (args) => args.map((arg) => arg.replace(/^--config.file=.*/, `--config.file=${CONFIG}`)),
    {
      prepare: async (root) => {
        await write(join(root, CONFIG), { ...config, rule_files: [...files.keys()] });
        await Promise.all([...files].map(([path, groups]) => write(join(root, path), { groups })));
      },
    },
  );
}

async function write(path: string, content: object): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, stringify(content));
}

/** Rule files as they were synthesized, by the names that they would have if none were parted. */
function filesOf(lab: Lab, workload: string): Array<readonly [name: string, groups: readonly RuleGroup[]]> {
  return lab.monitoring.manifests
    .filter(
      ({ kind, metadata }) => kind === 'ConfigMap' && metadata.name.startsWith(`${workload}-rulefiles-`),
    )
    .flatMap(({ metadata }) => Object.entries(lab.monitoring.data(metadata.name)))
    .map(([key, text]) => {
      const [, definition = key] = /^\d+\.([^_]+_[^_]+?)(_.*)?\.yaml$/.exec(key) ?? [];
      return [`${definition}.yaml`, (parse(text) as RuleFile).groups] as const;
    });
}

/** Where a pod has the groups that it evaluates, by their names, which are unique. */
async function pathsOfGroups(root: string): Promise<Map<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const found = new Map<string, string>();
  for (const entry of entries.filter((each) => each.isFile() && /\.(rules|yaml)$/.test(each.name))) {
    const path = join(entry.parentPath, entry.name);
    const { groups = [] } = parse(await readFile(path, 'utf8')) as Partial<RuleFile>;
    groups.forEach(({ name }) => found.set(name, path.slice(root.length)));
  }
  return found;
}
