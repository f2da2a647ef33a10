import { asWritten, inProps } from '../versions';
import type { FileContext } from '../http';
import { fitsConfigMap, SLOT_CAPACITY } from '../kubernetes';
import { mergeConfig, renderYaml } from '../native';
import type { AlertmanagerFile, Route } from '../native/alertmanager';
import type { Where } from '../problems';
import type { Version } from '../versions';
import { checkConfiguration } from './check-config';
import { checkReferences } from './check-references';
import type { AlertmanagerConfiguration } from './config-props';
import { gateConfig } from './gate';
import { CONFIG_DIRECTORY, CONFIG_FILE } from './paths';
import { renderConfig } from './render-config';
import { inlineTemplates } from './templates';

/** What a configuration comes to. */
export interface CompiledConfig {
  /** Files by their names: `alertmanager.yml`, and templates that are written along with it. */
  readonly data: Readonly<Record<string, string>>;

  /** Directories of templates that are elsewhere. */
  readonly templateDirectories: readonly string[];
  readonly figures: Readonly<Record<string, number>>;
}

/** What a configuration is checked against. */
export interface ConfigTarget {
  readonly version: Version;

  /** Milliseconds; undefined where it is not known. */
  readonly retention: number | undefined;
}

/** Checks a configuration and renders it; references become files. */
export function compileConfig(
  where: Where,
  config: AlertmanagerConfiguration,
  { version, retention }: ConfigTarget,
  context: FileContext,
): CompiledConfig {
  const additional = config.additionalConfig ?? {};
  checkConfiguration(where, config, retention);
  const typed = renderConfig(where, config, context);
  checkReferences(where, typed, additional);
  gateConfig(where, typed, version, inProps);
  gateConfig(where.at('additionalConfig'), additional, version, asWritten);
  const file = mergeConfig(typed, additional);
  const data = { [CONFIG_FILE]: renderYaml(file), ...inlineTemplates(config.templates ?? []) };
  checkSize(where, data);
  return { data, templateDirectories: templateDirectories(file), figures: figures(file) };
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

function figures({ route, receivers = [] }: AlertmanagerFile): CompiledConfig['figures'] {
  return { receivers: receivers.length, routes: countRoutes(route) };
}

function countRoutes({ routes = [] }: Route): number {
  return routes.reduce((sum, child) => sum + countRoutes(child), 1);
}
