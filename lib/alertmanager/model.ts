import { objectLabels, selectorLabels, type Identity, type ObjectPlace } from '../kubernetes';
import type { Where } from '../problems';
import type { PodGroup } from '../synthesis';
import {
  ALERTMANAGER_NEWEST,
  ALERTMANAGER_OLDEST,
  parseVersion,
  readVersion,
  type Releases,
  type Version,
} from '../versions';
import { webScheme } from '../web';
import { claimName, routePrefix } from '../workload';
import { checkAlertmanager, readReplicas } from './check';
import { alertmanagerNames, type AlertmanagerNames } from './names';
import type { AlertmanagerProps } from './props';
import type { Rolled, Rollout } from './rollout';
import { rolloutObstacle } from './rollout-check';

/** The releases of Alertmanager that are supported. */
const RELEASES: Releases = {
  program: 'Alertmanager',
  oldest: ALERTMANAGER_OLDEST,
  newest: ALERTMANAGER_NEWEST,
};

/** How long silences and the memory of notifications are kept, as upstream and the operator have it. */
const DEFAULT_RETENTION = '120h';

/** An Alertmanager with its defaults filled in and checked, as far as it depends on nobody else. */
export interface AlertmanagerModel {
  readonly identity: Identity;
  readonly names: AlertmanagerNames;
  readonly place: ObjectPlace;
  readonly version: Version;
  readonly image: string;
  readonly replicas: number;

  /** Whether it gossips with peers. */
  readonly hasMesh: boolean;

  /** Who rolls it; undefined where Kubernetes does, or the user. */
  readonly rollout: Rollout | undefined;
  readonly updateStrategy: 'RollingUpdate' | 'OnDelete';
  readonly scheme: 'http' | 'https';
  readonly pathPrefix: string;
  readonly portName: string;
  readonly retention: string;
  readonly props: AlertmanagerProps;
}

/** Fills in defaults and checks. Goes on after what is wrong, so that all of it is found. */
export function alertmanagerModel(
  where: Where,
  name: string,
  namespace: string,
  props: AlertmanagerProps,
): AlertmanagerModel {
  checkAlertmanager(where, name, props);
  const { text, version } = versionOf(where.at('version'), props.version);
  const identity = { app: 'alertmanager', instance: name, version: text };
  const names = alertmanagerNames(name);
  const replicas = readReplicas(props.replicas);
  const rollout = rolloutOf(props, replicas);
  return Object.freeze({
    identity,
    names: { ...names, claim: claimName(props.storage, names.claim) },
    place: { namespace, labels: { ...objectLabels(identity), ...props.labels } },
    version,
    image: props.image ?? `quay.io/prometheus/alertmanager:v${text}`,
    replicas,
    hasMesh: replicas > 1 || props.forceEnableClusterMode === true,
    rollout,
    updateStrategy: props.updateStrategy ?? (rollout === undefined ? 'RollingUpdate' : 'OnDelete'),
    scheme: webScheme(props.web ?? {}),
    pathPrefix: routePrefix(props),
    portName: props.portName ?? 'web',
    retention: props.retention ?? DEFAULT_RETENTION,
    props,
  });
}

/** A mesh is rolled by a companion, unless the user has said who else does it. */
function rolloutOf(props: AlertmanagerProps, replicas: number): Rollout | undefined {
  const { rollout, updateStrategy } = props;
  if (rollout === undefined) {
    return replicas > 1 && updateStrategy === undefined && rolloutObstacle(props) === undefined
      ? { mode: 'Controller' }
      : undefined;
  }
  return rollout === 'none' ? undefined : rollout;
}

/** Its pods. */
export function podGroup({ identity, place }: AlertmanagerModel): PodGroup {
  return { namespace: place.namespace, podSelector: selectorLabels(identity) };
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

/** It, as a companion rolls it. */
export function rolledOf(model: AlertmanagerModel): Rolled {
  const { identity, names, portName, props, replicas } = model;
  return Object.freeze({
    name: identity.instance,
    statefulSet: names.statefulSet,
    replicas,
    pods: podGroup(model),
    webPort: portName,
    meshTLS: props.clusterTLS?.client,
    labels: props.labels ?? {},
  });
}
