import { objectLabels, selectorLabels, type Identity, type ObjectPlace } from '../../kubernetes';
import type { PodFact, PodGroup, ServiceFact } from '../../synthesis';
import { claimName, podFact } from '../../workload';
import type { GrafanaProps } from './props';

/** The release that is run where none is named. */
export const GRAFANA_VERSION = '13.1.3';

export const WEB_PORT = 3000;

/** A Grafana with its defaults filled in. */
export interface GrafanaModel {
  readonly identity: Identity;
  readonly place: ObjectPlace;

  /** Of its StatefulSet, Services and all else. */
  readonly fullName: string;
  readonly claim: string;
  readonly image: string;
  readonly replicas: number;
  readonly portName: string;
  readonly podGroup: PodGroup;
  readonly serviceFacts: readonly ServiceFact[];
  readonly podFacts: readonly PodFact[];
  readonly props: GrafanaProps;
}

export function grafanaModel(name: string, namespace: string, props: GrafanaProps): GrafanaModel {
  const version = props.version?.replace(/^v/, '') ?? GRAFANA_VERSION;
  const identity = { app: 'grafana', instance: name, version };
  const fullName = `grafana-${name}`;
  const portName = props.portName ?? 'web';
  const place = { namespace, labels: { ...objectLabels(identity), ...props.labels } };
  const podSelector = selectorLabels(identity);
  return Object.freeze({
    identity,
    place,
    fullName,
    claim: claimName(props.storage, `${fullName}-db`),
    image: props.image ?? `docker.io/grafana/grafana:${version}`,
    replicas: props.replicas ?? 1,
    portName,
    podGroup: { namespace, podSelector },
    serviceFacts: [
      {
        ...place,
        name: fullName,
        ports: [{ name: portName, port: WEB_PORT, targetPort: portName }],
        podSelector,
      },
    ],
    podFacts: [
      podFact(
        { namespace, name: fullName },
        identity,
        [{ ports: [{ name: portName, containerPort: WEB_PORT }] }],
        props,
      ),
    ],
    props,
  });
}
