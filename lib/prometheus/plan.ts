import { servedLeaves, serviceExports } from '../federation';
import type { FileContext } from '../http';
import type { SlotPlan } from '../kubernetes';
import type { AlertmanagerConfig, PrometheusConfig, ScrapeConfig, WebConfig } from '../native/prometheus';
import { Where, type Problem } from '../problems';
import { MountedFiles } from '../references';
import { checkExclusions, ownerLabel } from '../rules';
import { checkSelects, compileScrape, renderApiserver, select, type FileAccess } from '../scrape';
import { discoveredJob } from '../sharding';
import { describeResource, type Connection, type Plan, type Resource, type World } from '../synthesis';
import { asWritten, inProps } from '../versions';
import { checkFeatures, DEFAULT_INTERVAL } from './common-check';
import type { Beside } from './beside';
import { choices, resolveReferences, type GivenReferences } from './choices';
import { connectionsOf } from './connections';
import { federate } from './federate';
import { contributedFiles, contributedSources, federationPeers, storePolicies } from './federated-leaf';
import { contributedWrites, withReceiver } from './federated-writes';
import { checkFoundRules } from './found-rules';
import { gateAlerting, gateConfig, gateJob } from './gate';
import { prometheusManifests } from './manifests';
import type { PrometheusModel } from './model';
import type { PrometheusProps } from './props';
import { CONFIG_ROOT, RULES_DIRECTORY } from './paths';
import { checkLateRules, placeRules, type PlacedRules } from './place-rules';
import { placementDecisions } from './placement-decision';
import { checkLegacyNames } from './legacy-names';
import { labelJob } from './label-job';
import { discoveryNeeds, tokenNeeds } from './needs';
import { onOwnNode } from './per-node';
import { compileRules, type CompiledScrape } from './plan-rules';
import { enforce, restrict } from './policy';
import { ruleConfigMapNamespaces } from './rule-config-maps';
import { renderMainConfig } from './render-config';
import { renderWebConfig } from '../web';
import { slotGlobs, spread } from '../workload';
import { rightsFor, type Rights } from './rights';
import { rulesAbove, type LoadedAbove, type ShardSlots } from './rules-above';
import { selfMonitors } from './self-monitoring';
import { configOnShard } from './shard-config';
import { jobGlobs, ownRuleGlobs, shareRules, spreadFiles, together, type ShardFiles } from './shard-files';
import { additionalFile, checkChoice, nativeToShard, scrapeFile } from './shard-jobs';
import { checkRetiredUntil } from './sharding-check';
import { checkTakenLabels } from './taken-labels';
import { checkStartTimestamps } from './tsdb';
import { userRuleGlobs } from './user-rules';
import { watchingFiles } from './view/monitoring';

/** Everything that the manifests of a Prometheus are made from: decided, checked, native. */
export interface CompiledPrometheus {
  readonly model: PrometheusModel;

  /** What each shard has for itself. */
  readonly shards: readonly ShardFiles[];
  readonly webConfig: WebConfig | undefined;
  readonly rules: SlotPlan;
  readonly rights: Rights;
  readonly files: MountedFiles;
}

/** Decides what a Prometheus becomes, now that the whole app is known. */
export function planPrometheus(
  given: PrometheusModel,
  path: string,
  named: GivenReferences,
  world: World,
  earlier: readonly Problem[],
  { contributed, loaded, watched, readers }: Beside,
): PrometheusPlan {
  const problems = [...earlier];
  const where = new Where(problems, path);
  const model = withReceiver(given, path, world);
  const { props, namespace } = model;
  const files = mountedFiles(model);
  const context: FileContext = { files, referrer: { namespace, optional: false } };
  const references = resolveReferences(where, named, world);
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
  checkRetiredUntil(where, props.retiredShards ?? [], world.today);

  const apiserver = renderApiserver(where.at('apiserverConfig'), props.apiserverConfig, context);
  const names = new Set<string>();
  const restricted = scraped.flat().map((resource) => restrict(resource, props));
  const compile = (resource: Resource): CompiledScrape => {
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
    checkChoice(about, resource, model);
    const jobs = compiled.map((job) => {
      gateJob(about, job, model.version, inProps);
      checkJobName(about, job.job_name, names, SELF_MONITORING_REMEDY);
      const enforced = labelJob(enforce(about, job, props), ownerLabel(resource, props));
      return model.perNode ? onOwnNode(enforced) : enforced;
    });
    return { resource, jobs };
  };
  const kept = new Set(watched.map(({ monitor }) => monitor));
  const scrapes = [...selfMonitoring, ...kept, ...restricted].map(compile);
  const { jobs: additional, file: additionalPath } = additionalScrapes(where, model, context);
  checkAdditional(where.at('additionalScrapeConfigs'), additional, names, model);
  const merged = props.additionalConfig?.scrape_configs ?? [];
  merged.forEach((job, index) => {
    checkJobName(where.at('additionalConfig', 'scrape_configs', index, 'job_name'), job.job_name, names);
  });
  const jobs = [...scrapes.flatMap((scrape) => scrape.jobs), ...additional, ...merged];

  const ownRules = compileRules(where, model, rules, scrapes, jobs);
  const forHubs = contributedSources(where, model, contributed);
  const writes = contributedWrites(where, model, contributed);
  const scrapesOthers = restricted.length > 0 || additional.length > 0 || merged.length > 0;
  const targets = scrapesOthers || isWrittenByOthers(given) ? 'others' : jobs.length > 0 ? 'itself' : 'none';
  const hub = federate(where, { model, path, targets, readers, world }, [...ownRules, ...forHubs]);
  const federated = (hub?.jobs ?? []).map(compile);

  const scrapeFiles = [
    ...[...scrapes, ...federated].map((scrape) => scrapeFile(where, model, scrape, kept)),
    ...additionalFile(nativeToShard(where.at('additionalScrapeConfigs'), model, additional)),
  ];
  const mergedJobs = nativeToShard(where.at('additionalConfig', 'scrape_configs'), model, merged);
  const allJobs = [...scrapeFiles.flatMap((file) => file.jobs), ...mergedJobs];
  const placed = hub === undefined ? placeRules(where, model, ownRules, allJobs) : undefined;
  const ruleFiles =
    hub === undefined
      ? together(placed?.onShards ?? [], contributedFiles(where, model, ownRules, forHubs, allJobs))
      : hub.overLeaves === undefined
        ? [hub.files]
        : contributedFiles(where, model, [], hub.ownParts, allJobs);
  const { shared, own } = shareRules(together(ruleFiles, watchingFiles(watched, ruleFiles.length)));
  checkLateRules(where, model);
  checkTakenLabels(where, model, jobs, ownRules);
  const ruleSlots =
    loaded?.slots ?? spread(where.at('configSlots', 'rules'), shared, props.configSlots?.rules);
  const slots = spreadFiles(where.at('configSlots', 'scrape'), model, scrapeFiles, own);
  checkFoundRules(where, model, world);
  const above = aboveShards(where, model, placed, { shared: ruleSlots, own: [...slots.values()] });

  const main = renderMainConfig(where, model, context, writes);
  gateMainConfig(where, model, main);
  const shards = [...slots].map(([shard, plan]): ShardFiles => {
    // What is in a Secret cannot be divided: the first shard scrapes it.
    const scrapes = [...jobGlobs(plan), ...(shard.index === 0 ? additionalPath : [])];
    const rules = model.program === 'agent' ? [] : ruleGlobs(model, ruleSlots, plan);
    return { shard, files: plan, config: configOnShard(main, model, shard, { rules, scrapes }) };
  });
  const discovered = allJobs.map((job) => discoveredJob(job, model.sharding));
  const compiled: CompiledPrometheus = {
    model,
    shards,
    webConfig: renderWebConfig(where.at('web'), props.web ?? {}, context),
    rules: ruleSlots,
    rights: rightsFor(
      discoveryNeeds([...discovered, ...alertmanagersIn(shards)], namespace),
      tokenNeeds(jobs),
      ruleConfigMapNamespaces(model),
    ),
    files,
  };
  const groups = loaded?.groups ?? [
    ...[...ownRules, ...forHubs].flatMap((source) => source.groups),
    ...watched.map(({ alerts }) => alerts),
  ];
  const manifests = prometheusManifests(where, compiled, context, federationPeers(path, world));
  return {
    problems,
    selected: [...chosen.flat(), ...(hub?.federations ?? [])],
    contributions: hub?.contributions ?? [],
    connections: [
      ...connectionsOf(
        model,
        [...scrapes, ...federated].map(({ resource }) => resource),
        world,
      ),
      ...writes.flatMap(({ connections }) => connections),
    ],
    figures: {
      scrapeJobs: jobs.length + federated.length,
      ruleGroups: groups.length,
      rules: groups.reduce((sum, group) => sum + group.rules.length, 0),
    },
    decisions: placementDecisions(model, placed?.placement),
    render: (connections: readonly Connection[]) => {
      const own = manifests(connections);
      return [
        ...own,
        ...storePolicies(model, path, world),
        ...serviceExports(servedLeaves(path, world), own),
      ];
    },
    above,
    overLeaves: hub?.overLeaves,
  };
}

/** A Prometheus has decided for its view as well. */
export interface PrometheusPlan extends Plan {
  /** The rules that the view evaluates; undefined where there are none. */
  readonly above: LoadedAbove | undefined;

  /** The rules that a Ruler evaluates by what its leaves are read by; undefined where there is none. */
  readonly overLeaves: LoadedAbove | undefined;
}

function aboveShards(
  where: Where,
  { view }: PrometheusModel,
  placed: PlacedRules | undefined,
  onShards: ShardSlots,
): LoadedAbove | undefined {
  return placed?.above === undefined || view.rules === undefined
    ? undefined
    : rulesAbove(where, view.rules, placed.above, onShards);
}

/** Whether more is sent to it than what leaves write: that is beside them, as its own targets are. */
function isWrittenByOthers({ props }: PrometheusModel): boolean {
  return props.enableRemoteWriteReceiver === true || props.enableOTLPReceiver === true;
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

/** Reports what the version lacks, in what the props come to and in what the user merges in. */
function gateMainConfig(where: Where, model: PrometheusModel, main: PrometheusConfig): void {
  const {
    additionalConfig: additional = {},
    additionalAlertRelabelConfigs,
    additionalAlertManagerConfigs,
  } = model.props;
  gateConfig(where, main, model.version, inProps);
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
}

function alertmanagersIn(shards: readonly ShardFiles[]): readonly AlertmanagerConfig[] {
  return shards.flatMap(({ config }) => config.alerting?.alertmanagers ?? []);
}

function ruleGlobs(model: PrometheusModel, shared: SlotPlan, own: SlotPlan): string[] {
  return [...slotGlobs(RULES_DIRECTORY, shared), ...ownRuleGlobs(own), ...userRuleGlobs(model)];
}

/** Jobs that the user wrote himself: natively, or in a file of a Secret. */
function additionalScrapes(
  where: Where,
  model: PrometheusModel,
  { files, referrer }: FileContext,
): { readonly jobs: readonly ScrapeConfig[]; readonly file: readonly string[] } {
  const { additionalScrapeConfigs: given = [] } = model.props;
  if ('key' in given && model.sharding.shards.length > 1) {
    where.at('additionalScrapeConfigs').warning({
      code: 'sharding',
      complaint: 'is in a Secret, where nobody can divide it: shard 0 scrapes all of its targets',
      remedy: 'Write the jobs out, or make ScrapeConfigs of them, to have them divided.',
    });
  }
  return 'key' in given
    ? { jobs: [], file: [files.secret(where.at('additionalScrapeConfigs'), given, referrer)] }
    : { jobs: given, file: [] };
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
