import { headlessLabels, objectLabels, selectorLabels, type Identity, type ObjectPlace } from '../kubernetes';
import type { Where } from '../problems';
import type { PodFact, PodGroup, ServiceFact } from '../synthesis';
import { checkDnsLabel, checkWholeNumber } from '../values';
import { webScheme } from '../web';
import { checkUpdateStrategy, checkWorkload, claimName, podFact, routePrefix } from '../workload';
import { checkWebServer } from '../web';
import type { ThanosKind } from './kinds';
import { longestName, thanosNames, type ThanosNames } from './names';
import { GRPC_PORT, GRPC_PORT_NAME, HTTP_PORT } from './paths';
import type { ServedProps, StatefulProps, ThanosProps } from './props';
import { thanosRelease, type ThanosRelease } from './release';
import type { NamedPort } from './store-endpoint';

/** Everything that the programs' props may have. */
export type AnyThanosProps = ThanosProps & StatefulProps & ServedProps & { readonly replicas?: number };

/** A program of Thanos with its defaults filled in; all that does not depend on the rest of the app. */
export interface ThanosModel<Props extends AnyThanosProps = AnyThanosProps> {
  readonly kind: ThanosKind;
  readonly name: string;
  readonly place: ObjectPlace;
  readonly identity: Identity;
  readonly names: ThanosNames;
  readonly release: ThanosRelease;
  readonly replicas: number;
  readonly scheme: 'http' | 'https';
  readonly routePrefix: string;
  readonly portName: string;
  readonly podGroup: PodGroup;

  /** `host:port` of HTTP, at the Service. */
  readonly host: string;
  readonly port: NamedPort;
  readonly props: Props;
}

/** Fills in defaults and checks what all have in common. */
export function thanosModel<Props extends AnyThanosProps>(
  where: Where,
  kind: ThanosKind,
  { name, namespace }: { readonly name: string; readonly namespace: string },
  props: Props,
): ThanosModel<Props> {
  check(where, kind, name, props);
  const release = thanosRelease(where, props);
  const identity: Identity = { app: kind.app, instance: name, version: release.text };
  const usual = thanosNames(kind, name);
  const portName = props.portName ?? 'web';
  return Object.freeze({
    kind,
    name,
    place: { namespace, labels: { ...objectLabels(identity), ...props.labels } },
    identity,
    names: { ...usual, claim: claimName(props.storage, usual.claim) },
    release,
    replicas: props.replicas ?? kind.replicas,
    scheme: webScheme(props.web ?? {}),
    routePrefix: routePrefix(props),
    portName,
    podGroup: { namespace, podSelector: selectorLabels(identity) },
    host: `${usual.service}.${namespace}.svc:${HTTP_PORT}`,
    port: { name: portName, number: HTTP_PORT },
    props,
  });
}

function check(where: Where, kind: ThanosKind, name: string, props: AnyThanosProps): void {
  checkDnsLabel(where.at('name'), name, longestName(kind));
  checkUpdateStrategy(where.at('updateStrategy'), props.updateStrategy);
  checkWorkload(where, kind.stateful ? props : { ...props, storage: { emptyDir: {} } });
  checkWholeNumber(where.at('replicas'), props.replicas, { least: 1, most: 100 });
  checkWebServer(where.at('web'), props.web ?? {}, ['NoClientCert']);
}

/** The ports of the main container. */
export function ports({
  kind,
  portName,
}: ThanosModel): Array<{ readonly name: string; readonly port: number }> {
  return [
    { name: portName, port: HTTP_PORT },
    ...(kind.grpc ? [{ name: GRPC_PORT_NAME, port: GRPC_PORT }] : []),
  ];
}

/** The Services, as monitors of others see them. */
export function thanosServices(model: ThanosModel): ServiceFact[] {
  const { kind, place, names, podGroup } = model;
  const common = {
    namespace: place.namespace,
    podSelector: podGroup.podSelector,
    ports: ports(model).map(({ name, port }) => ({ name, port, targetPort: name })),
  };
  return [
    { ...common, name: names.service, labels: place.labels },
    ...(kind.stateful
      ? [{ ...common, name: names.headlessService, labels: headlessLabels(place.labels) }]
      : []),
  ];
}

/** The pods, as monitors of others see them. */
export function thanosPods(model: ThanosModel): PodFact[] {
  const { kind, place, names, identity, props } = model;
  const containers = [{ ports: ports(model).map(({ name, port }) => ({ name, containerPort: port })) }];
  const fact = podFact({ namespace: place.namespace, name: names.workload }, identity, containers, props);
  return [kind.stateful ? fact : { ...fact, owner: fact.owner.replace(/^StatefulSet/, 'Deployment') }];
}
