import type { Volume, VolumeMount } from 'kubernetes-types/core/v1';
import type { FileContext } from '../http';
import type { Where } from '../problems';
import { MountedFiles } from '../references';
import { checkSelects, readReferences, select, type Choice } from '../scrape';
import type { Resource, World } from '../synthesis';
import { alertmanagerFlags } from '../versions';
import { renderArguments } from '../workload';
import { parseGoDuration } from '../values';
import { ownFlags } from './arguments';
import { compileClusterTls } from './cluster-tls';
import { compileConfig, type CompiledConfig } from './compile-config';
import type { AlertmanagerModel } from './model';
import { CONFIG_ROOT } from './paths';
import type { AlertmanagerProps } from './props';
import { compileWeb } from './render-web';
import type { RoutingTree } from './routing';

/** Everything that the objects of an Alertmanager are made from: decided, checked, native. */
export interface CompiledAlertmanager {
  readonly model: AlertmanagerModel;
  readonly args: readonly string[];

  /** Data of the ConfigMap of the configuration; undefined where somebody else writes it. */
  readonly config: Readonly<Record<string, string>> | undefined;

  /** The routing tree; undefined where somebody else writes it. */
  readonly routing: RoutingTree | undefined;

  /** Data of the ConfigMap of the web configuration; undefined where there is none. */
  readonly webConfig: Readonly<Record<string, string>> | undefined;

  /** Data of the ConfigMap of the mesh's TLS; undefined where there is none. */
  readonly clusterTls: Readonly<Record<string, string>> | undefined;

  /** Secrets and ConfigMaps that the configuration or the user names. */
  readonly files: { readonly volumes: readonly Volume[]; readonly mounts: readonly VolumeMount[] };

  /** Directories of files that are read along with the configuration only. */
  readonly templateDirectories: readonly string[];

  /** The resources that it took. */
  readonly selected: readonly Resource[];
  readonly figures: Readonly<Record<string, number>>;
}

/** Decides what an Alertmanager becomes, now that the whole app is known. */
export function compileAlertmanager(
  where: Where,
  model: AlertmanagerModel,
  world: World,
): CompiledAlertmanager {
  const { props, place, identity } = model;
  const { namespace } = place;
  const files = mountedFiles(namespace, props);
  const context: FileContext = { files, referrer: { namespace, optional: false } };
  const choice: Choice = {
    kind: 'AlertmanagerConfig',
    prop: 'alertmanagerConfigSelector',
    references: readReferences(
      where.at('alertmanagerConfigs'),
      'AlertmanagerConfig',
      props.alertmanagerConfigs,
      world,
    ),
    selector: props.alertmanagerConfigSelector,
    namespaceSelector: props.alertmanagerConfigNamespaceSelector,
  };
  checkSelects(where, choice, namespace, world);
  // One that is the whole tree is not added to itself, whatever its labels.
  const resources = select(choice, namespace, world).filter((resource) => resource !== wholeTree(props));
  const config = configOf(where, model, { world, resources, context });
  const web = compileWeb(where.at('web'), props.web ?? {}, context);
  const clusterTls = compileClusterTls(where.at('clusterTLS'), props.clusterTLS, context);
  const flags = ownFlags(model, {
    name: identity.instance,
    namespace,
    webConfigFile: web.path,
    clusterTlsFile: clusterTls?.path,
  });
  return Object.freeze({
    model,
    args: renderArguments(where.at('additionalArgs'), flags, props.additionalArgs ?? [], {
      known: alertmanagerFlags,
      version: model.version,
      program: 'Alertmanager',
    }),
    config: config?.data,
    routing: config?.routing,
    webConfig: web.data,
    clusterTls: clusterTls?.data,
    files: { volumes: files.volumes(), mounts: files.mounts() },
    templateDirectories: config?.templateDirectories ?? configMapDirectories(props),
    selected: config?.selected ?? [],
    figures: { replicas: model.replicas, ...config?.figures },
  });
}

function wholeTree({ config }: AlertmanagerProps): Resource | undefined {
  return typeof config === 'object' && 'alertmanagerConfig' in config
    ? config.alertmanagerConfig.resource
    : undefined;
}

function configOf(
  where: Where,
  { props, version, retention, place: { namespace } }: AlertmanagerModel,
  given: { readonly world: World; readonly resources: readonly Resource[]; readonly context: FileContext },
): CompiledConfig | undefined {
  const { world, resources, context } = given;
  if (props.config === 'external') {
    if (resources.length > 0) {
      where.at('config').error({
        code: 'contradiction',
        value: 'external',
        complaint: 'cannot be added to: AlertmanagerConfigs are selected, and somebody else writes the file',
        remedy:
          'Leave out `alertmanagerConfigSelector` and `alertmanagerConfigs`, or write the configuration here.',
      });
    }
    return undefined;
  }
  const target = {
    version,
    retention: parseGoDuration(retention),
    namespace,
    world,
    resources,
    matcherStrategy: props.alertmanagerConfigMatcherStrategy ?? 'OnNamespace',
  };
  return compileConfig(where.at('config'), props.config, target, context);
}

/** Those that the user wants whole; the configuration adds its own. */
function mountedFiles(namespace: string, { secrets = [], configMaps = [] }: AlertmanagerProps): MountedFiles {
  const files = new MountedFiles(namespace, CONFIG_ROOT);
  for (const secret of secrets) {
    files.whole('Secret', secret);
  }
  for (const map of configMaps) {
    files.whole('ConfigMap', map);
  }
  return files;
}

/** Where nothing is known of the configuration, each of the user's ConfigMaps may hold templates. */
function configMapDirectories({ configMaps = [] }: AlertmanagerProps): string[] {
  return configMaps.map((name) => `${CONFIG_ROOT}/configmaps/${name}`);
}
