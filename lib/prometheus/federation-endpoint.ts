import type { FederatedStore, FederationEndpoint } from '../federation';
import { GRPC_PORT, servedThanos, type GrpcServerTls } from '../query';
import { compact } from '../values';
import { asksFor } from './asks-for';
import { isDivided, type PrometheusModel } from './model';
import { WEB_PORT } from './paths';
import { zoneLabelOf } from './thanos';
import { thanosViewOf, viewQuery } from './view/thanos';

/** A Prometheus as federation sees it. */
export function federationEndpoint(
  model: PrometheusModel,
  path: string,
  cluster: string,
): FederationEndpoint {
  const { name, namespace, scheme, routePrefix, podGroup, replicaLabel, replicas, props, shards, names } =
    model;
  const live = shards.filter(({ retiredUntil }) => retiredUntil === undefined);
  const { networkPolicy = {}, web = {} } = props;
  const basicAuth = web.configFile?.basicAuth;
  const labels = {
    ...(model.prometheusLabel === '' ? {} : { [model.prometheusLabel]: `${namespace}/${name}` }),
    ...props.externalLabels,
  };
  const ofShards = [model.shardLabel, zoneLabelOf(model)].filter((label) => label !== '');
  const hasView = model.view.kind !== 'none';
  const known = Object.entries(labels).filter(([, value]) => !value.includes('$('));
  return Object.freeze(
    compact<FederationEndpoint>({
      path,
      cluster,
      name,
      namespace,
      services: shards.length > 1 ? live.map((shard) => shard.names.readService) : [names.service],
      port: WEB_PORT,
      scheme,
      routePrefix,
      pods: podGroup,
      externalLabels: Object.fromEntries(known),
      otherLabels: [
        ...Object.keys(labels).filter((label) => !known.some(([other]) => other === label)),
        ...(hasView ? [] : ofShards),
      ],
      shardLabels: hasView ? ofShards : [],
      replicaLabel,
      replicas,
      asksFor: asksFor(web),
      basicAuth,
      isClosed: networkPolicy !== false && (networkPolicy.webFrom ?? []).length === 0,
      rewrites: (
        ['overrideHonorLabels', 'overrideHonorTimestamps', 'enforcedNamespaceLabel'] as const
      ).filter((prop) => props[prop] !== undefined && props[prop] !== false),
      refuses: [
        ...(props.enableRemoteWriteReceiver === false ? ['enableRemoteWriteReceiver'] : []),
        ...(props.remoteWriteReceiverMessageVersions?.includes('V1.0') === false
          ? ['remoteWriteReceiverMessageVersions']
          : []),
      ],
      podNames: podNames(model),
      headlessService: names.headlessService,
      store: federatedStore(model),
    }),
  );
}

/** Of the first shard: a hub has no other one. */
function podNames({ shards: [first], replicas }: PrometheusModel): string[] {
  return first === undefined
    ? []
    : Array.from({ length: replicas }, (_, index) => `${first.names.workload}-${index}`);
}

/** What of it Thanos reads: the Query of its view, or its sidecars. */
function federatedStore(model: PrometheusModel): FederatedStore | undefined {
  const { props, name, namespace, view, shards, names, podGroup } = model;
  const { networkPolicy, thanos } = props;
  if (view.kind === 'thanos') {
    const query = viewQuery(props, thanosViewOf(props));
    const { service, pods } = servedThanos('query', { name, namespace }, query);
    return {
      services: [service],
      pods,
      port: GRPC_PORT,
      tls: query.grpcServerTlsConfig !== undefined,
      asksForCertificate: asksForCertificate(query.grpcServerTlsConfig),
      isClosed: query.networkPolicy !== false,
    };
  }
  return (
    thanos && {
      services: isDivided(model) ? shards.map((shard) => shard.names.thanosService) : [names.thanosService],
      pods: podGroup,
      port: GRPC_PORT,
      tls: thanos.grpcServerTlsConfig !== undefined,
      asksForCertificate: asksForCertificate(thanos.grpcServerTlsConfig),
      isClosed: networkPolicy !== false,
    }
  );
}

function asksForCertificate({ ca, caFile }: GrpcServerTls = {}): boolean {
  return ca !== undefined || caFile !== undefined;
}
