import type { Volume, VolumeMount } from 'kubernetes-types/core/v1';
import type { FileContext } from '../http';
import { objectLabels, selectorLabels, type Identity, type ObjectPlace } from '../kubernetes';
import type { Where } from '../problems';
import { MountedFiles } from '../references';
import type { PodGroup } from '../synthesis';
import {
  ALERTMANAGER_NEWEST,
  ALERTMANAGER_OLDEST,
  alertmanagerFlags,
  parseVersion,
  readVersion,
  type Releases,
  type Version,
} from '../versions';
import { claimName, renderArguments, routePrefix } from '../workload';
import { ownFlags } from './arguments';
import { checkAlertmanager, readReplicas } from './check';
import { compileConfig } from './compile-config';
import { parseGoDuration } from './go-duration';
import { alertmanagerNames, type AlertmanagerNames } from './names';
import { CONFIG_ROOT } from './paths';
import type { AlertmanagerProps } from './props';
import { webScheme } from '../web';
import { compileWeb } from './render-web';

/** The releases of Alertmanager that are supported. */
const RELEASES: Releases = {
  program: 'Alertmanager',
  oldest: ALERTMANAGER_OLDEST,
  newest: ALERTMANAGER_NEWEST,
};

/** How long silences and the memory of notifications are kept, as upstream and the operator have it. */
const DEFAULT_RETENTION = '120h';

/** An Alertmanager with its defaults filled in, checked and rendered: all that its objects are made from. */
export interface AlertmanagerModel {
  readonly identity: Identity;
  readonly names: AlertmanagerNames;
  readonly place: ObjectPlace;
  readonly image: string;
  readonly replicas: number;

  /** Whether it gossips with peers. */
  readonly hasMesh: boolean;
  readonly scheme: 'http' | 'https';
  readonly pathPrefix: string;
  readonly portName: string;
  readonly args: readonly string[];

  /** Data of the ConfigMap of the configuration; undefined where somebody else writes it. */
  readonly config: Readonly<Record<string, string>> | undefined;

  /** Data of the ConfigMap of the web configuration; undefined where there is none. */
  readonly webConfig: Readonly<Record<string, string>> | undefined;

  /** Secrets and ConfigMaps that the configuration or the user names. */
  readonly files: { readonly volumes: readonly Volume[]; readonly mounts: readonly VolumeMount[] };

  /** Directories of files that are read along with the configuration only. */
  readonly templateDirectories: readonly string[];
  readonly figures: Readonly<Record<string, number>>;
  readonly props: AlertmanagerProps;
}

/** Fills in defaults, checks and renders. Goes on after what is wrong, so that all of it is found. */
export function alertmanagerModel(
  where: Where,
  name: string,
  namespace: string,
  props: AlertmanagerProps,
): AlertmanagerModel {
  checkAlertmanager(where, name, props);
  const { text, version } = versionOf(where.at('version'), props.version);
  const identity = { app: 'alertmanager', instance: name, version: text };
  const usual = alertmanagerNames(name);
  const names = { ...usual, claim: claimName(props.storage, usual.claim) };
  const replicas = readReplicas(props.replicas);
  const hasMesh = replicas > 1 || props.forceEnableClusterMode === true;
  const pathPrefix = routePrefix(props);
  const retention = props.retention ?? DEFAULT_RETENTION;

  const files = mountedFiles(namespace, props);
  const context: FileContext = { files, referrer: { namespace, optional: false } };
  const target = { version, retention: parseGoDuration(retention) };
  const config =
    props.config === 'external'
      ? undefined
      : compileConfig(where.at('config'), props.config, target, context);
  const web = compileWeb(where.at('web'), props.web ?? {}, context);
  const flags = ownFlags({
    name,
    namespace,
    names,
    hasMesh,
    pathPrefix,
    retention,
    webConfigFile: web.path,
    props,
  });

  return Object.freeze({
    identity,
    names,
    place: { namespace, labels: { ...objectLabels(identity), ...props.labels } },
    image: props.image ?? `quay.io/prometheus/alertmanager:v${text}`,
    replicas,
    hasMesh,
    scheme: webScheme(props.web ?? {}),
    pathPrefix,
    portName: props.portName ?? 'web',
    args: renderArguments(where.at('additionalArgs'), flags, props.additionalArgs ?? [], {
      known: alertmanagerFlags,
      version,
      program: 'Alertmanager',
    }),
    config: config?.data,
    webConfig: web.data,
    files: { volumes: files.volumes(), mounts: files.mounts() },
    templateDirectories: config?.templateDirectories ?? configMapDirectories(props),
    figures: { replicas, ...config?.figures },
    props,
  });
}

/** Its pods. */
export function podGroup({ identity, place }: AlertmanagerModel): PodGroup {
  return { namespace: place.namespace, podSelector: selectorLabels(identity) };
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

function versionOf(where: Where, given: string | undefined): { text: string; version: Version } {
  const text = given?.replace(/^v/, '');
  const version = text === undefined ? undefined : readVersion(where, text, RELEASES);
  if (text !== undefined && version !== undefined) {
    return { text, version };
  }
  const newest = parseVersion(ALERTMANAGER_NEWEST);
  if (newest === undefined) {
    throw new RangeError(`${ALERTMANAGER_NEWEST} is no version`);
  }
  return { text: ALERTMANAGER_NEWEST, version: newest };
}
