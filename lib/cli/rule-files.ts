import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { isPlainObject, renderYaml } from '../native';
import { Where, type Problem } from '../problems';
import { readRuleFile, type RuleGroup } from '../rules';
import { UsageError } from './failure';

/** Rule groups, and where they are from. */
export interface NamedGroups {
  readonly file: string;
  readonly groups: readonly RuleGroup[];
}

/** Reads rule files as Prometheus has them, and PrometheusRules of the operator; of folders all that are one or the other. */
export function readRuleFiles(paths: readonly string[], problems: Problem[]): NamedGroups[] {
  const found = paths.flatMap((path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) {
      throw new UsageError(`${path}: there is no such file or folder`);
    }
    return stat.isDirectory()
      ? filesIn(path).flatMap((file) => readFile(file, problems, true))
      : readFile(path, problems, false);
  });
  if (found.length === 0) {
    throw new UsageError(`there are no rules in ${paths.join(', ')}`);
  }
  return found;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()
    .map((file) => join(folder, file));
}

/** @param isOptional whether the file may be something else */
function readFile(path: string, problems: Problem[], isOptional: boolean): NamedGroups[] {
  const text = readFileSync(path, 'utf8');
  // As texts, so that `for: 5m` and `expr: 1` are what is written.
  const documents = parseAllDocuments(text, { schema: 'failsafe' }).map((each) => each.toJS() as unknown);
  const manifests = documents.flatMap((each) =>
    isPlainObject(each) && each.kind === 'PrometheusRule' ? [each] : [],
  );
  if (manifests.length === 0) {
    const isRuleFile = documents.some((each) => isPlainObject(each) && Array.isArray(each.groups));
    if (isOptional && !isRuleFile) {
      return [];
    }
    const groups = readRuleFile(new Where(problems, path), text);
    return groups === undefined ? [] : [{ file: path, groups }];
  }
  return manifests.flatMap(({ metadata, spec }) => {
    const groups = readRuleFile(new Where(problems, path), renderYaml(isPlainObject(spec) ? spec : {}));
    const name = isPlainObject(metadata) && typeof metadata.name === 'string' ? metadata.name : path;
    return groups === undefined ? [] : [{ file: name, groups }];
  });
}
