import { asOneServer, isWrittenTo, type FederationWrite, type WriteTimes } from '../federation';
import { WRITER_LABEL } from '../placement';
import type { Where } from '../problems';
import type { Relabeling } from '../scrape';
import {
  describeResource,
  type Connection,
  type Contribution,
  type Resource,
  type World,
} from '../synthesis';
import { compact, formatDuration } from '../values';
import type { PrometheusModel } from './model';
import type { RemoteWrite } from './remote-write-props';

/** What a leaf is to write to a hub, and to whom that is, where both are in one cluster. */
interface WriteSpec {
  readonly remote: RemoteWrite;
  readonly to?: Pick<Connection, 'to' | 'port'>;
}

/** What is written to a leaf's configuration, and where its faults are told. */
export interface ContributedWrite {
  readonly remote: RemoteWrite;
  readonly where: Where;
  readonly connections: readonly Connection[];
}

/**
 * Older samples are of no use to rules, and a hub that has newer ones may refuse them. A request with one that is refused is refused as a
 * whole.
 */
const OLDEST_SAMPLE = '30m';

/** A hub that others write to takes what is written. */
export function withReceiver(model: PrometheusModel, path: string, world: World): PrometheusModel {
  if (!isWrittenTo(path, world)) {
    return model;
  }
  const receiving = { enableRemoteWriteReceiver: true };
  return Object.freeze({
    ...model,
    props: { ...model.props, ...receiving },
    shards: model.shards.map((shard) => ({ ...shard, props: { ...shard.props, ...receiving } })),
  });
}

/** Tells a leaf to write. */
export function writeContribution(
  { name: hub, namespace }: Pick<PrometheusModel, 'name' | 'namespace'>,
  write: FederationWrite,
  { deadline, timeout }: WriteTimes,
): Contribution {
  const { leaf, name, url, relabelings } = write;
  const { endpoint, server, reach, client } = leaf;
  const spec = compact<WriteSpec>({
    remote: compact<RemoteWrite>({
      url,
      name,
      remoteTimeout: formatDuration(timeout),
      basicAuth: client.basicAuth,
      authorization: client.authorization,
      tlsConfig: url.startsWith('https:') ? client.tlsConfig : undefined,
      sendNativeHistograms: true,
      writeRelabelConfigs: [...fromPod(leaf.endpoint), ...relabelings],
      queueConfig: {
        // One after the other: where a sign of life has arrived, all that is older has, too.
        maxShards: 1,
        batchSendDeadline: formatDuration(deadline),
        sampleAgeLimit: OLDEST_SAMPLE,
      },
    }),
    to: reach === 'cluster' ? { to: server.pods, port: server.port } : undefined,
  });
  const resource: Resource<WriteSpec> = {
    kind: 'RemoteWrite',
    name: hub,
    namespace,
    labels: {},
    path: endpoint.path,
    problems: [],
    spec,
  };
  return { to: endpoint.path, resource };
}

/** Replicas write the same series: what wrote them keeps them apart, by one label for all leaves. */
function fromPod(endpoint: FederationWrite['leaf']['endpoint']): readonly Relabeling[] {
  const { replicaLabel, namespace, name } = endpoint;
  return [
    replicaLabel === ''
      ? { targetLabel: WRITER_LABEL, replacement: `${namespace}/${name}` }
      : { sourceLabels: [replicaLabel], targetLabel: WRITER_LABEL },
    ...asOneServer(endpoint),
  ];
}

/** What hubs want a Prometheus to write to them. */
export function contributedWrites(
  where: Where,
  { podGroup, props }: PrometheusModel,
  contributed: readonly Contribution[],
): ContributedWrite[] {
  return contributed
    .map(({ resource }) => resource)
    .filter((resource): resource is Resource<WriteSpec> => resource.kind === 'RemoteWrite')
    .map((resource) => {
      const { remote, to } = resource.spec;
      const about = where.about(describeResource(resource));
      checkNameIsFree(about, remote.name, [
        ...(props.remoteWrite ?? []),
        ...(props.additionalConfig?.remote_write ?? []),
      ]);
      return { remote, where: about, connections: to === undefined ? [] : [{ from: podGroup, ...to }] };
    });
}

function checkNameIsFree(
  where: Where,
  name: string | undefined,
  others: ReadonlyArray<{ readonly name?: string }>,
): void {
  if (others.some((other) => other.name === name)) {
    where.at('name').error({
      code: 'duplicate',
      value: name,
      complaint:
        'is what a federation calls what is written to it, and the name of another place to write to',
      remedy: 'Give the other one another name.',
    });
  }
}
