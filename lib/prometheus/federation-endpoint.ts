import type { FederationEndpoint } from '../federation';
import { compact } from '../values';
import { asksFor } from './asks-for';
import type { PrometheusModel } from './model';
import { WEB_PORT } from './paths';
import { zoneLabelOf } from './thanos';

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
    }),
  );
}

/** Of the first shard: a hub has no other one. */
function podNames({ shards: [first], replicas }: PrometheusModel): string[] {
  return first === undefined
    ? []
    : Array.from({ length: replicas }, (_, index) => `${first.names.workload}-${index}`);
}
