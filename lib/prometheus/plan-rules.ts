import { fileKey, fitsSlot, SLOT_CAPACITY, type SlotItem } from '../kubernetes';
import type { ScrapeConfig } from '../native/prometheus';
import type { Where } from '../problems';
import {
  checkLegacyNames,
  groupOf,
  LINTS,
  ownerLabel,
  ownGroups,
  readGroups,
  readMonitorRules,
  renderGroup,
  ruleFiles,
  ruleSet,
  runLints,
  type PrometheusRuleProps,
  type ReadGroup,
  type RuleGroup,
  type WithRules,
} from '../rules';
import { describeResource, kindWord, type Resource } from '../synthesis';
import { gateRules } from './gate';
import { lintSurroundings } from './lint-surroundings';
import type { PrometheusModel } from './model';
import { promqlOptions } from './promql-options';
import { Scopes, type RuleSource } from './scopes';

/** A scrape definition, and the jobs that it became. */
export interface CompiledScrape {
  readonly resource: Resource;
  readonly jobs: readonly ScrapeConfig[];
}

/** The rules of one resource, on their way. */
export interface Source extends RuleSource {
  readonly resource: Resource;

  /** Parts of the names of its files, unique among all. */
  readonly names: readonly string[];
}

/** Reads, checks and scopes the rules that a Prometheus takes, those of monitors among them. */
export function compileRules(
  where: Where,
  model: PrometheusModel,
  resources: readonly Resource[],
  scrapes: readonly CompiledScrape[],
  jobs: readonly ScrapeConfig[],
): readonly Source[] {
  const sources = [...ruleSources(where, model, resources), ...monitorSources(where, model, scrapes)];
  if (model.program === 'agent') {
    reportUnevaluated(sources);
    return [];
  }
  if (sources.length === 0) {
    return [];
  }
  const scopes = new Scopes(sources, jobs, trustReport(model));
  const compiled = sources.map((source) => ({ ...source, groups: finalGroups(model, source, scopes) }));
  runLints(
    ruleSet(
      compiled.flatMap(({ names, groups }) => groups.map((group) => ({ ...group, key: fileKey(...names) }))),
      lintSurroundings(model, jobs),
    ),
    model.props.lints ?? {},
  );
  return compiled;
}

function ruleSources(where: Where, model: PrometheusModel, resources: readonly Resource[]): Source[] {
  const options = promqlOptions(model);
  return resources.map((resource) => {
    const { namespace, name, spec } = resource as Resource<PrometheusRuleProps>;
    const about = where.about(describeResource(resource));
    gateRules(about, { groups: spec.groups.map(renderGroup) }, model.version);
    checkNames(about, model, spec.groups);
    return {
      resource,
      where: about,
      groups: readGroups(about, spec.groups, options),
      names: [namespace, name],
    };
  });
}

function monitorSources(where: Where, model: PrometheusModel, scrapes: readonly CompiledScrape[]): Source[] {
  const options = promqlOptions(model);
  return scrapes.flatMap(({ resource, jobs }) => {
    const { rules = [] } = resource.spec as WithRules;
    if (rules.length === 0) {
      return [];
    }
    const kind = kindWord(resource);
    const about = where.about(describeResource(resource));
    const title = `${kind}/${resource.namespace}/${resource.name}`;
    const groups = readMonitorRules(about.at('rules'), title, rules, options);
    const written = groups.map(groupOf);
    gateRules(about, { groups: written.map(renderGroup) }, model.version);
    checkNames(about, model, written);
    return [{ resource, where: about, groups, names: [kind, resource.namespace, resource.name], jobs }];
  });
}

function checkNames(where: Where, { props }: PrometheusModel, groups: readonly RuleGroup[]): void {
  if (props.nameValidationScheme === 'Legacy') {
    checkLegacyNames(where, groups);
  }
}

/** An agent has no rules of its own, but takes monitors that bring some. */
function reportUnevaluated(sources: readonly Source[]): void {
  for (const { where } of sources) {
    where.at('rules').warning({
      code: 'no-effect',
      complaint: 'are evaluated by no agent',
      remedy: 'Let a Prometheus take the monitor as well, or leave them out.',
    });
  }
}

/** The groups as they are written: held to the series of their monitor, or of their namespace. */
function finalGroups({ props }: PrometheusModel, source: Source, scopes: Scopes): readonly ReadGroup[] {
  const groups = scopes.groups(source);
  const owner = ownerLabel(source.resource, props);
  return owner === undefined ? groups : ownGroups(groups, owner.label, owner.namespace);
}

/** Says that a scope holds as long as some targets do not expose the labels that it is made of. */
function trustReport({ props }: PrometheusModel): (where: Where, trusted: readonly string[]) => void {
  const severity = props.lints?.['rule/scope'] ?? LINTS['rule/scope'].severity;
  return (where, trusted) => {
    if (severity !== 'off') {
      where[severity]({
        code: 'rule/scope',
        value: trusted,
        complaint:
          'are jobs that take labels from their targets: should one expose those of this monitor, its rules read that too',
        remedy:
          'Where they do not, as kube-state-metrics, turn the lint off; else set `honorLabels: false` there. (rule/scope)',
      });
    }
  };
}

/** The files of a source. Groups that no ConfigMap holds are reported and left out: nothing will be written. */
export function filesOf(
  { resource, where, names, groups }: Source,
  own: readonly RuleGroup[] = groups.map(groupOf),
  parted?: 'parted',
): SlotItem[] {
  return ruleFiles(names, own, parted).filter((file, index) => {
    if (fitsSlot(file)) {
      return true;
    }
    const size = Math.ceil(Buffer.byteLength(file.text) / 1024);
    const at = resource.kind === 'PrometheusRule' ? where.at('groups', index) : where.at('rules');
    at.error({
      code: 'too-large',
      ...(groups[index] === undefined ? {} : { value: groups[index].group.name }),
      complaint: `comes to ${size} KiB, and a ConfigMap holds ${SLOT_CAPACITY / 1024}`,
      remedy:
        'Divide the group. Its rules are evaluated one after the other: keep those together that read what others of it record.',
    });
    return false;
  });
}
