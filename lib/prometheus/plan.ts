import type { FileContext } from '../http';
import { fileKey, type SlotItem, type SlotPlan } from '../kubernetes';
import { mergeConfig, renderYaml } from '../native';
import type { PrometheusConfig, ScrapeConfig, WebConfig } from '../native/prometheus';
import { Where, type Problem } from '../problems';
import { MountedFiles } from '../references';
import { checkSelects, compileScrape, renderApiserver, select, type FileAccess } from '../scrape';
import {
  describeResource,
  kindWord,
  type Connection,
  type Plan,
  type Resource,
  type World,
} from '../synthesis';
import { asWritten, inProps } from '../versions';
import { checkFeatures, DEFAULT_INTERVAL } from './common-check';
import { choices, resolveReferences, type GivenReferences } from './choices';
import { connectionsOf } from './connections';
import { checkFoundRules } from './found-rules';
import { gateAlerting, gateConfig, gateJob } from './gate';
import { prometheusManifests } from './manifests';
import type { PrometheusModel } from './model';
import type { PrometheusProps } from './props';
import { CONFIG_DIRECTORY, CONFIG_ROOT, RULES_DIRECTORY } from './paths';
import { checkLegacyNames } from './legacy-names';
import { checkExclusions, labelJob, ownerLabel } from './namespace-enforcement';
import { discoveryNeeds, tokenNeeds } from './needs';
import { onOwnNode } from './per-node';
import { compileRules, type CompiledScrape } from './plan-rules';
import { enforce, restrict } from './policy';
import { ruleConfigMapNamespaces } from './rule-config-maps';
import { renderMainConfig } from './render-config';
import { renderWebConfig } from '../web';
import { slotGlobs, spread } from '../workload';
import { rightsFor, type Rights } from './rights';
import { selfMonitors } from './self-monitoring';
import { checkStartTimestamps } from './tsdb';
import { userRuleGlobs } from './user-rules';

/** Everything that the manifests of a Prometheus are made from: decided, checked, native. */
export interface CompiledPrometheus {
  readonly model: PrometheusModel;
  readonly config: PrometheusConfig;
  readonly webConfig: WebConfig | undefined;
  readonly scrapes: SlotPlan;
  readonly rules: SlotPlan;
  readonly rights: Rights;
  readonly files: MountedFiles;
}

/** Decides what a Prometheus becomes, now that the whole app is known. */
export function planPrometheus(
  model: PrometheusModel,
  path: string,
  given: GivenReferences,
  world: World,
  earlier: readonly Problem[],
): Plan {
  const problems = [...earlier];
  const where = new Where(problems, path);
  const { props, namespace } = model;
  const files = mountedFiles(model);
  const context: FileContext = { files, referrer: { namespace, optional: false } };
  const references = resolveReferences(where, given, world);
  const chosen = choices(props, references).map((choice) => {
    checkSelects(where, choice, namespace, world);
    return select(choice, namespace, world);
  });
  // Those that are wrong have said so themselves, and nothing will be written.
  const [rules = [], ...scraped] = chosen.map((resources) => resources.filter(isSound));
  const selfMonitoring = selfMonitors(model, path);
  checkFeatures(where.at('enableFeatures'), props.enableFeatures ?? [], model.version);
  checkStartTimestamps(where, model);
  checkExclusions(where, props, chosen.flat());

  const apiserver = renderApiserver(where.at('apiserverConfig'), props.apiserverConfig, context);
  const names = new Set<string>();
  const restricted = scraped.flat().map((resource) => restrict(resource, props));
  const scrapes = [...selfMonitoring, ...restricted].map((resource) => {
    const compiled = compileScrape(where, resource, world, {
      files,
      namespace,
      scrapeInterval: props.scrapeInterval ?? DEFAULT_INTERVAL,
      serviceDiscoveryRole: props.serviceDiscoveryRole ?? 'EndpointSlice',
      scrapeClasses: props.scrapeClasses ?? [],
      podTargetLabels: props.podTargetLabels ?? [],
      apiserver,
      fileAccess: fileAccess(props),
    });
    const about = where.about(describeResource(resource));
    checkLegacyNames(about, resource.spec, props.nameValidationScheme === 'Legacy');
    const jobs = compiled.map((job) => {
      gateJob(about, job, model.version, inProps);
      checkJobName(about, job.job_name, names, SELF_MONITORING_REMEDY);
      const enforced = labelJob(enforce(about, job, props), ownerLabel(resource, props));
      return model.perNode ? onOwnNode(enforced) : enforced;
    });
    return { resource, jobs };
  });
  const { jobs: additional, file: additionalPath } = additionalScrapes(where, model, context);
  checkAdditional(where.at('additionalScrapeConfigs'), additional, names, model);
  const merged = props.additionalConfig?.scrape_configs ?? [];
  merged.forEach((job, index) => {
    checkJobName(where.at('additionalConfig', 'scrape_configs', index, 'job_name'), job.job_name, names);
  });
  const jobs = [...scrapes.flatMap((scrape) => scrape.jobs), ...additional, ...merged];

  const scrapeSlots = spread(
    where.at('configSlots', 'scrape'),
    [...scrapes.map(scrapeFile), ...additionalFile(additional)],
    props.configSlots?.scrape,
  );
  const compiledRules = compileRules(where, model, rules, scrapes, jobs);
  const ruleSlots = spread(where.at('configSlots', 'rules'), compiledRules.files, props.configSlots?.rules);

  checkFoundRules(where, model, world);

  const config = compileConfig(
    where,
    model,
    {
      rules: ruleFileGlobs(model, ruleSlots),
      scrapes: [...slotGlobs(CONFIG_DIRECTORY, scrapeSlots), ...additionalPath],
    },
    context,
  );
  const compiled: CompiledPrometheus = {
    model,
    config,
    webConfig: renderWebConfig(where.at('web'), props.web ?? {}, context),
    scrapes: scrapeSlots,
    rules: ruleSlots,
    rights: rightsFor(
      discoveryNeeds([...jobs, ...(config.alerting?.alertmanagers ?? [])], namespace),
      tokenNeeds(jobs),
      ruleConfigMapNamespaces(model),
    ),
    files,
  };
  const { groups } = compiledRules;
  const manifests = prometheusManifests(where, compiled, context);
  return {
    problems,
    selected: chosen.flat(),
    connections: connectionsOf(
      model,
      scrapes.map(({ resource }) => resource),
      world,
    ),
    figures: {
      scrapeJobs: jobs.length,
      ruleGroups: groups.length,
      rules: groups.reduce((sum, group) => sum + group.rules.length, 0),
    },
    render: (connections: readonly Connection[]) => manifests(connections),
  };
}

/** Its own namespace is trusted unless the props say more, or less. */
function fileAccess({ arbitraryFSAccessThroughSMs: access }: PrometheusProps): FileAccess {
  return access?.deny === undefined ? 'own-namespace' : access.deny ? 'none' : 'all';
}

/** What users want mounted whole, and what is named by the configuration as that is rendered. */
function mountedFiles({ props, namespace }: PrometheusModel): MountedFiles {
  const files = new MountedFiles(namespace, CONFIG_ROOT);
  props.secrets?.forEach((name) => {
    files.whole('Secret', name);
  });
  props.configMaps?.forEach((name) => {
    files.whole('ConfigMap', name);
  });
  return files;
}

/** The main file: what the props say, where the other files are, and what the user merges in. */
function compileConfig(
  where: Where,
  model: PrometheusModel,
  globs: { readonly rules: readonly string[]; readonly scrapes: readonly string[] },
  context: FileContext,
): PrometheusConfig {
  const { global, runtime, ...rest } = renderMainConfig(where, model, context);
  const ours: PrometheusConfig = {
    ...(global === undefined ? {} : { global }),
    ...(runtime === undefined ? {} : { runtime }),
    ...(globs.rules.length === 0 ? {} : { rule_files: globs.rules }),
    scrape_config_files: globs.scrapes,
    ...rest,
  };
  gateConfig(where, ours, model.version, inProps);
  const {
    additionalConfig: additional = {},
    additionalAlertRelabelConfigs,
    additionalAlertManagerConfigs,
  } = model.props;
  gateAlerting(
    where.at('additionalAlertRelabelConfigs'),
    'relabel_config',
    additionalAlertRelabelConfigs,
    model.version,
  );
  gateAlerting(
    where.at('additionalAlertManagerConfigs'),
    'alertmanager_config',
    additionalAlertManagerConfigs,
    model.version,
  );
  gateConfig(where.at('additionalConfig'), additional, model.version, asWritten);
  return mergeConfig(ours, additional);
}

/** An agent evaluates no rules. */
function ruleFileGlobs(model: PrometheusModel, rules: SlotPlan): string[] {
  return model.program === 'agent' ? [] : [...slotGlobs(RULES_DIRECTORY, rules), ...userRuleGlobs(model)];
}

/** Jobs that the user wrote himself: natively, or in a file of a Secret. */
function additionalScrapes(
  where: Where,
  { props: { additionalScrapeConfigs: given = [] } }: PrometheusModel,
  { files, referrer }: FileContext,
): { readonly jobs: readonly ScrapeConfig[]; readonly file: readonly string[] } {
  return 'key' in given
    ? { jobs: [], file: [files.secret(where.at('additionalScrapeConfigs'), given, referrer)] }
    : { jobs: given, file: [] };
}

function scrapeFile({ resource, jobs }: CompiledScrape): SlotItem {
  return {
    key: fileKey(kindWord(resource), resource.namespace, resource.name),
    text: renderYaml({ scrape_configs: jobs }),
  };
}

function additionalFile(jobs: readonly ScrapeConfig[]): SlotItem[] {
  return jobs.length === 0
    ? []
    : [{ key: fileKey('additionalScrapeConfigs'), text: renderYaml({ scrape_configs: jobs }) }];
}

function checkAdditional(
  where: Where,
  additional: readonly ScrapeConfig[],
  names: Set<string>,
  { version }: PrometheusModel,
): void {
  additional.forEach((job, index) => {
    gateJob(where.at(index), job, version, asWritten);
    checkJobName(where.at(index, 'job_name'), job.job_name, names);
  });
}

const DUPLICATE_REMEDY = 'Prometheus refuses two jobs of one name; choose another.';

/** Monitors of one name in one namespace are found elsewhere; what is left are those that we add. */
const SELF_MONITORING_REMEDY =
  'The Prometheus scrapes itself under this name: set `selfMonitoring: false`, or choose another name.';

/** Reports a second job of one name, of which Prometheus would refuse the whole configuration. */
function checkJobName(where: Where, name: string, names: Set<string>, remedy = DUPLICATE_REMEDY): void {
  if (names.has(name)) {
    where.error({ code: 'duplicate', value: name, complaint: 'is the name of another job', remedy });
  }
  names.add(name);
}

function isSound({ problems }: Resource): boolean {
  return problems.every(({ severity }) => severity !== 'error');
}
