import type { FileContext } from '../http';
import { fitsConfigMap, SLOT_CAPACITY } from '../kubernetes';
import { mergeConfig, renderYaml } from '../native';
import type { AlertmanagerFile } from '../native/alertmanager';
import { attempt, type Where } from '../problems';
import type { Resource, World } from '../synthesis';
import { compact } from '../values';
import { asWritten, type Version } from '../versions';
import { baseConfig, isSound, type BaseConfig } from './base-config';
import { checkConfiguration } from './check-config';
import type { WholeConfig } from './check-references';
import type { ConfigSource } from './config-props';
import { alertmanagerConfigParts, type MatcherStrategy } from './contribute';
import type { ContributionProps } from './contributions';
import { gatePieces, gateSettings } from './gate';
import { checkGlobal } from './global';
import { partsOfFile, settingsOf, type ConfigParts, type SourcedInterval } from './parts';
import { CONFIG_DIRECTORY, CONFIG_FILE } from './paths';
import { allRoutes, nativeRoute, RoutingTree } from './routing';
import { checkTemplateFiles, checkTemplates, inlineTemplates, isInline } from './templates';

/** What a configuration comes to. */
export interface CompiledConfig {
  /** Files by their names: `alertmanager.yml`, and templates that are written along with it. */
  readonly data: Readonly<Record<string, string>>;

  /** Directories of templates that are elsewhere. */
  readonly templateDirectories: readonly string[];

  /** The tree that it has; undefined where it has none that could be read. */
  readonly routing: RoutingTree | undefined;

  /** The resources that it took. */
  readonly selected: readonly Resource[];
  readonly figures: Readonly<Record<string, number>>;
}

/** What a configuration is checked against, and put together from. */
export interface ConfigTarget {
  readonly version: Version;

  /** Milliseconds; undefined where it is not known. */
  readonly retention: number | undefined;

  /** Namespace of the Alertmanager. */
  readonly namespace: string;
  readonly world: World;

  /** `AlertmanagerConfig`s that it selects, in order. */
  readonly resources: readonly Resource[];
  readonly matcherStrategy: MatcherStrategy;
}

/** Puts a configuration together, checks and renders it; references become files. */
export function compileConfig(
  where: Where,
  config: ConfigSource,
  target: ConfigTarget,
  context: FileContext,
): CompiledConfig {
  const base = attempt(where, () => baseConfig(where, config, context, target.world));
  const added = target.resources.filter(isSound).map((resource) => {
    const spec = resource as Resource<ContributionProps>;
    return alertmanagerConfigParts(where, spec, target.matcherStrategy, target.namespace, context);
  });
  const whole = base && attempt(where, () => wholeConfig(base, added));
  const selected = [...(base?.selected ?? []), ...target.resources];
  if (base === undefined || whole === undefined) {
    return { data: {}, templateDirectories: [], routing: undefined, selected, figures: {} };
  }
  const file = nativeFile(base, whole);
  attempt(where, () => {
    check(base, whole, file, target);
  });
  const inline = inlineTemplates(base.templates);
  // What a person wrote, with its comments, stays as it is where nothing comes to it.
  const isUntouched = base.text !== undefined && added.length === 0;
  const data = { [CONFIG_FILE]: isUntouched ? base.text : renderYaml(file), ...inline };
  checkTemplateFiles(templatesPlace(base), base.templates);
  checkSize(where, data);
  return {
    data,
    templateDirectories: templateDirectories(file),
    routing: new RoutingTree(file),
    selected,
    figures: { receivers: whole.receivers.length, routes: allRoutes(whole.route).length },
  };
}

/** All parts as one. Routes of selected resources come before those of the base, as the operator has it. */
function wholeConfig(base: BaseConfig, added: readonly ConfigParts[]): WholeConfig | undefined {
  const { where, words, parts, placed } = base;
  const onTop = partsOfFile(where.at('additionalConfig'), asWritten, base.additional);
  const root = parts.route ?? onTop.route;
  if (root === undefined) {
    where.at('route').error({
      code: 'incomplete',
      complaint: 'is not set',
      remedy: 'Say at least who gets all alerts: `route: { receiver: … }`.',
    });
    return undefined;
  }
  const over = root === onTop.route ? undefined : onTop.route;
  const all = [parts, ...placed, ...added, onTop];
  return {
    route: {
      ...root,
      value: mergeConfig(root.value, over?.value ?? {}),
      words,
      routes: [...added.flatMap(({ route }) => route ?? []), ...root.routes, ...(over?.routes ?? [])],
    },
    receivers: all.flatMap(({ receivers }) => receivers),
    inhibitRules: all.flatMap(({ inhibitRules }) => inhibitRules),
    timeIntervals: all.flatMap(({ timeIntervals }) => timeIntervals),
  };
}

function nativeFile(base: BaseConfig, whole: WholeConfig): AlertmanagerFile {
  const { global, templates, ...more } = mergeConfig(base.settings, settingsOf(base.additional));
  const list = <T>(items: readonly T[]): readonly T[] | undefined => (items.length === 0 ? undefined : items);
  const intervals = (name: SourcedInterval['list']) => ({
    [name]: list(whole.timeIntervals.filter((each) => each.list === name).map(({ value }) => value)),
  });
  return compact<AlertmanagerFile>({
    global,
    templates,
    route: nativeRoute(whole.route),
    receivers: whole.receivers.map(({ value }) => value),
    inhibit_rules: list(whole.inhibitRules.map(({ value }) => value)),
    ...intervals('mute_time_intervals'),
    ...intervals('time_intervals'),
    ...more,
  });
}

function check(base: BaseConfig, whole: WholeConfig, file: AlertmanagerFile, target: ConfigTarget): void {
  const { where, words, settings, additional } = base;
  checkGlobal(where.at('global'), settings.global ?? {}, words);
  checkGlobal(where.at('additionalConfig', 'global'), additional.global ?? {}, asWritten);
  checkConfiguration(whole, file.global ?? {}, target.retention);
  gateSettings(where, settings, target.version, words);
  gateSettings(where.at('additionalConfig'), settingsOf(additional), target.version, asWritten);
  gatePieces(whole, target.version);
  checkTemplates(templatesPlace(base), base.templates, whole.receivers, {
    version: target.version,
    hasOthers: hasOtherTemplates(base, file),
  });
}

/** Props have them beside the native text. */
function templatesPlace({ where, outer }: BaseConfig): Where {
  return (outer ?? where).at('templates');
}

/** Whether templates are defined in files whose text we do not have. */
function hasOtherTemplates({ templates, words }: BaseConfig, file: AlertmanagerFile): boolean {
  const isInside = (path: string): boolean => !path.includes('/') && words === asWritten;
  const ours = Object.keys(inlineTemplates(templates)).map((name) => `${CONFIG_DIRECTORY}/${name}`);
  return (
    templates.some((template) => !isInline(template)) ||
    (file.templates ?? []).some((path) => !ours.includes(path) && !isInside(path))
  );
}

function checkSize(where: Where, data: CompiledConfig['data']): void {
  if (!fitsConfigMap(data)) {
    where.error({
      code: 'too-large',
      complaint: `comes to more than the ${SLOT_CAPACITY / 1024} KiB that a ConfigMap can hold`,
      remedy: 'Put large templates into ConfigMaps of their own, and refer to them in `templates`.',
    });
  }
}

/** Alertmanager reads templates together with its configuration and never by themselves. */
function templateDirectories({ templates = [] }: AlertmanagerFile): string[] {
  const directories = templates.map((path) => path.slice(0, path.lastIndexOf('/')));
  return [...new Set(directories)].filter((path) => path.startsWith('/') && path !== CONFIG_DIRECTORY).sort();
}
