import { objectLabels, selectorLabels, type Identity, type ObjectPlace } from '../../kubernetes';
import type { TlsConfig } from '../../http';
import type { PodFact, PodGroup, ServiceFact } from '../../synthesis';
import type { Rollout } from './props';

/** The Alertmanagers that are rolled. */
export interface Rolled {
  readonly name: string;
  readonly statefulSet: string;
  readonly replicas: number;
  readonly pods: PodGroup;
  readonly webPort: string | number;

  /** What a client shows to, and demands of, a mesh with TLS. */
  readonly meshTLS: TlsConfig | undefined;

  /** Labels that the user gives to all its objects. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A companion with its defaults filled in. */
export interface RolloutModel {
  readonly rolled: Rolled;
  readonly props: Rollout;
  readonly identity: Identity;
  readonly place: ObjectPlace;

  /** Of all its objects; that of a Job goes on with a digest of what it rolls out. */
  readonly fullName: string;
  readonly image: string;

  /** The Secret of its copy of the mesh. */
  readonly storeSecret: string | undefined;
  readonly podGroup: PodGroup;
  readonly serviceFacts: readonly ServiceFact[];
  readonly podFacts: readonly PodFact[];
}

export const METRICS_PORT = 8080;
export const METRICS_PORT_NAME = 'metrics';

/** Of an Alertmanager that is rolled by Jobs: what is between the parts of their names, and the digest, take the rest. */
export const LONGEST_JOB_NAME = 63 - 'alertmanager-'.length - '-rollout-0123456789'.length;

/** What runs the companion. */
const NODE_IMAGE = 'docker.io/library/node:22.20.0-alpine3.22';

/** Go duration. */
export const DEFAULT_DEADLINE = '5m';

export function rolloutModel(rolled: Rolled, props: Rollout): RolloutModel {
  const { labels } = rolled;
  const { namespace } = rolled.pods;
  const image = props.image ?? NODE_IMAGE;
  const identity = { app: 'alertmanager-rollout', instance: rolled.name, version: tagOf(image) };
  const fullName = `${rolled.statefulSet}-rollout`;
  const place = { namespace, labels: { ...objectLabels(identity), ...labels } };
  const podSelector = selectorLabels(identity);
  const hasMetrics = props.mode === 'Controller';
  return Object.freeze({
    rolled,
    props,
    identity,
    place,
    fullName,
    image,
    storeSecret:
      props.mode === 'Controller' && props.store !== 'none' ? `${rolled.statefulSet}-mesh` : undefined,
    podGroup: { namespace, podSelector },
    serviceFacts: hasMetrics
      ? [
          {
            ...place,
            name: fullName,
            ports: [{ name: METRICS_PORT_NAME, port: METRICS_PORT, targetPort: METRICS_PORT_NAME }],
            podSelector,
          },
        ]
      : [],
    podFacts: hasMetrics
      ? [
          {
            namespace,
            labels: place.labels,
            podSelector,
            ports: [{ name: METRICS_PORT_NAME, containerPort: METRICS_PORT }],
            owner: `Deployment ${namespace}/${fullName}`,
          },
        ]
      : [],
  });
}

/** The version that an image says it is: `22-alpine`; a digest alone says none. */
function tagOf(image: string): string {
  const [, tag] = /:([\w][\w.-]{0,62})(?:@.*)?$/.exec(image) ?? [];
  return tag?.replace(/[^a-zA-Z0-9]+$/, '') ?? 'pinned';
}
