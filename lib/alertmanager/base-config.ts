import type { FileContext } from '../http';
import type { AlertmanagerFile } from '../native/alertmanager';
import type { Where } from '../problems';
import { describeResource, type Resource, type World } from '../synthesis';
import { compact } from '../values';
import { asWritten, inProps, type Words } from '../versions';
import type {
  AlertmanagerConfiguration,
  AlertmanagerYaml,
  CommonConfiguration,
  ConfigSource,
  GlobalAlertmanagerConfig,
  Templates,
} from './config-props';
import { globalConfigParts, routingParts } from './contribute';
import type { ContributionProps } from './contributions';
import { checkGlobalProps, renderGlobal } from './global';
import { AlertmanagerFileError, parseAlertmanagerFile } from './parse-file';
import { partsOfFile, settingsOf, type ConfigParts } from './parts';
import { renderReceiver } from './receivers';
import { renderInterval } from './render-interval';
import { renderInhibitRule, sourceRoute, type Place } from './render-route';
import { renderTemplates } from './templates';

/** A configuration natively, before resources are added to it. */
export interface BaseConfig {
  readonly where: Where;
  readonly words: Words;

  /** The place of what stands beside a native text. */
  readonly outer?: Where;

  /** What is in no list: global settings, templates, tracing. */
  readonly settings: Partial<AlertmanagerFile>;
  readonly parts: ConfigParts;

  /** What resources that stand in the tree bring along. */
  readonly placed: readonly ConfigParts[];

  /** Native configuration of the user's, on top. */
  readonly additional: Partial<AlertmanagerFile>;
  readonly templates: Templates;

  /** The text that it was read from. */
  readonly text?: string;

  /** The resources that it took. */
  readonly selected: readonly Resource[];
}

/** Reads whatever a configuration was given as; references become files. */
export function baseConfig(
  where: Where,
  config: ConfigSource,
  context: FileContext,
  world: World,
): BaseConfig | undefined {
  if ('alertmanagerYaml' in config) {
    return textConfig(where, config, context);
  }
  if ('alertmanagerFile' in config) {
    const { alertmanagerFile: file, templates = [] } = config;
    return nativeConfig(where, where.at('alertmanagerFile'), file, templates, context);
  }
  return 'alertmanagerConfig' in config
    ? globalConfig(where, config, context, world)
    : typedConfig(where, config, context, world);
}

function typedConfig(
  where: Where,
  config: AlertmanagerConfiguration,
  context: FileContext,
  world: World,
): BaseConfig {
  const placed: ConfigParts[] = [];
  const selected: Resource[] = [];
  const place: Place = (at, routing) => {
    const resource = readRouting(at, routing, world, selected);
    if (resource === undefined) {
      return undefined;
    }
    const { route, ...rest } = routingParts(at, resource, context);
    selected.push(resource);
    placed.push(rest);
    return route;
  };
  const parts: ConfigParts = {
    route: sourceRoute(where.at('route'), inProps, config.route, place),
    receivers: config.receivers.map((receiver, index) => {
      const at = where.at('receivers', index);
      return { value: renderReceiver(at, receiver, context), where: at, words: inProps };
    }),
    inhibitRules: (config.inhibitRules ?? []).map((rule, index) => ({
      value: renderInhibitRule(rule),
      where: where.at('inhibitRules', index),
      words: inProps,
    })),
    timeIntervals: (config.timeIntervals ?? []).map((interval, index) => ({
      value: renderInterval(interval),
      where: where.at('timeIntervals', index),
      words: inProps,
      list: 'time_intervals',
    })),
  };
  return { ...common(where, config, context), parts, placed, selected };
}

function globalConfig(
  where: Where,
  config: GlobalAlertmanagerConfig,
  context: FileContext,
  world: World,
): BaseConfig | undefined {
  const at = where.at('alertmanagerConfig');
  const resource = world.resources.find((each) => each === config.alertmanagerConfig.resource);
  if (resource?.kind !== 'AlertmanagerConfig') {
    at.error({
      code: 'wrong-reference',
      complaint: 'is no AlertmanagerConfig of this app',
      remedy: 'Hand over a construct, `new AlertmanagerConfig(…)`, of this app.',
    });
    return undefined;
  }
  const parts = globalConfigParts(at, resource as Resource<ContributionProps>, context);
  return { ...common(where, config, context), parts, placed: [], selected: [resource] };
}

/** A `Routing` of this app that has not been placed yet. */
function readRouting(
  where: Where,
  { resource }: { readonly resource: Resource },
  world: World,
  selected: readonly Resource[],
): Resource<ContributionProps> | undefined {
  if (resource.kind !== 'Routing' || !world.resources.includes(resource)) {
    where.error({
      code: 'wrong-reference',
      complaint: `is ${describeResource(resource)}, no Routing of this app`,
      remedy: 'Name routes, and constructs `new Routing(…)` that are in the tree of the same `App`.',
    });
    return undefined;
  }
  if (selected.includes(resource)) {
    where.error({
      code: 'duplicate',
      complaint: `is ${describeResource(resource)}, which stands in the tree already`,
      remedy: 'Name it once.',
    });
    return undefined;
  }
  return isSound(resource) ? (resource as Resource<ContributionProps>) : undefined;
}

/** Those that are wrong have said so themselves, and nothing will be written. */
export function isSound({ problems }: Resource): boolean {
  return problems.every(({ severity }) => severity !== 'error');
}

function common(
  where: Where,
  { global, templates = [], additionalConfig = {} }: CommonConfiguration,
  context: FileContext,
): Omit<BaseConfig, 'parts' | 'placed' | 'selected'> {
  if (global) {
    checkGlobalProps(where.at('global'), global);
  }
  const settings = compact<Partial<AlertmanagerFile>>({
    global: global && renderGlobal(where.at('global'), global, context),
    templates:
      templates.length === 0 ? undefined : renderTemplates(where.at('templates'), templates, context),
  });
  return { where, words: inProps, settings, additional: additionalConfig, templates };
}

function textConfig(
  where: Where,
  { alertmanagerYaml: text, templates = [] }: AlertmanagerYaml,
  context: FileContext,
): BaseConfig | undefined {
  const at = where.at('alertmanagerYaml');
  try {
    return { ...nativeConfig(where, at, parseAlertmanagerFile(text), templates, context), text };
  } catch (error) {
    if (error instanceof AlertmanagerFileError) {
      at.error({
        code: 'invalid-yaml',
        complaint: error.complaint,
        remedy: 'Check it with `amtool check-config`.',
      });
      return undefined;
    }
    throw error;
  }
}

function nativeConfig(
  outer: Where,
  where: Where,
  file: AlertmanagerFile,
  templates: Templates,
  context: FileContext,
): BaseConfig {
  // Mounts those that are elsewhere.
  renderTemplates(outer.at('templates'), templates, context);
  return {
    where,
    words: asWritten,
    outer,
    settings: settingsOf(file),
    parts: partsOfFile(where, asWritten, file),
    placed: [],
    additional: {},
    templates,
    selected: [],
  };
}
