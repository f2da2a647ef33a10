import { findInstance, prometheusFiles, shortName } from '../manifests';
import type { Manifest } from '../kubernetes';
import { renderYaml } from '../native';
import type { ScrapeConfig } from '../native/prometheus';
import { SHARD_ALIVE, type Placement } from '../placement';
import { Where, type Problem } from '../problems';
import { placementsIn } from '../prometheus';
import { readRuleFile } from '../rules';
import type { MadeDecision } from '../synthesis';
import { synthesized } from './app';
import { UsageError } from './failure';
import { readInput, readPaths, type Input } from './input';
import { parseInstance, type InstanceArgument } from './instance-argument';
import { readRuleFiles, type NamedGroups } from './rule-files';

export interface SubjectOptions extends Input {
  readonly namespace?: string;

  /** Of a fleet. */
  readonly cluster?: string;
  readonly rules?: readonly string[];
}

/** Rules that are to be placed. */
export interface WrittenRules {
  readonly kind: 'written';
  readonly title: string;
  readonly files: readonly NamedGroups[];
  readonly jobs: readonly ScrapeConfig[];
  readonly interval: string | undefined;
}

/** Rules that an app has placed. */
export interface PlacedRules {
  readonly kind: 'placed';
  readonly title: string;
  readonly shards: number;
  readonly placement: Placement;
}

/** Finds the rules that are meant. */
export function placementSubject(
  argument: string | undefined,
  options: SubjectOptions,
  problems: Problem[],
): WrittenRules | PlacedRules {
  const { rules, app, namespace, cluster } = options;
  if (rules !== undefined) {
    return {
      kind: 'written',
      title: rules.length === 1 ? (rules[0] ?? '') : 'rules',
      files: readRuleFiles(rules, problems),
      jobs: [],
      interval: undefined,
    };
  }
  if (argument === undefined) {
    throw new UsageError('say which one: prometheus/<name>, or --rules <paths...>');
  }
  const instance = parseInstance(argument);
  if (instance.program !== 'prometheus') {
    throw new UsageError(`"${argument}" has no shards: only a Prometheus has`);
  }
  if (cluster !== undefined && app === undefined) {
    throw new UsageError('--cluster is for an --app: of manifests give those of that cluster');
  }
  return app === undefined
    ? ofManifests(readInput(options), instance, namespace)
    : synthesized(
        app,
        ({ manifests, decisions }) =>
          ofDecisions(decisions, argument, options) ??
          ofManifests(readPaths([manifests]), instance, namespace),
      );
}

/** What the app has decided; undefined where it had nothing to decide, because nothing is divided. */
function ofDecisions(
  decisions: readonly MadeDecision[],
  argument: string,
  wanted: Pick<SubjectOptions, 'namespace' | 'cluster'>,
): PlacedRules | undefined {
  const found = placementsIn(decisions).filter(
    ({ subject, namespace, cluster }) =>
      subject.toLowerCase() === argument.toLowerCase() &&
      (wanted.namespace ?? namespace) === namespace &&
      (wanted.cluster ?? cluster) === cluster,
  );
  const [first] = found;
  if (found.length > 1) {
    const all = found.map(({ namespace, cluster, path }) =>
      cluster === '' ? `${path} in ${namespace}` : `${path} in ${namespace} of ${cluster}`,
    );
    throw new UsageError(
      `${argument} is more than one (they are: ${all.join(', ')}): say which by --namespace, or --cluster in a fleet`,
    );
  }
  if (first === undefined) {
    if (wanted.cluster === undefined) {
      return undefined;
    }
    throw new UsageError(
      `the app has decided nothing about rules of ${argument} in the cluster ${wanted.cluster}: it has no such one of several shards`,
    );
  }
  const { subject, namespace, cluster, content } = first;
  const title = `${subject} in ${namespace}${cluster === '' ? '' : ` of ${cluster}`}`;
  return { kind: 'placed', title, ...content };
}

function ofManifests(
  manifests: readonly Manifest[],
  { program, name }: InstanceArgument,
  namespace: string | undefined,
): WrittenRules {
  const instance = findInstance(manifests, { program, name, namespace });
  const { config, rules } = prometheusFiles(manifests, instance);
  const title = `${shortName(instance)} in ${instance.namespace}`;
  const groups = readRuleFile(new Where([], title), renderYaml(rules)) ?? [];
  if (groups.some((group) => group.rules.some((rule) => 'record' in rule && rule.record === SHARD_ALIVE))) {
    throw new UsageError(
      `the rules of ${title} are placed already, and manifests do not tell what they were before: give the app that makes them (--app <command>), or the rules as they were written (--rules <paths...>)`,
    );
  }
  return {
    kind: 'written',
    title,
    files: [{ file: shortName(instance), groups }],
    jobs: config.scrape_configs ?? [],
    interval: config.global?.evaluation_interval,
  };
}
