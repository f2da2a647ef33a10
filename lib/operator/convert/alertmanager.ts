import { parseSize } from '../../values';
import { isObject, type PlainObject } from '../schema';
import type { ConfigSource } from './alertmanager-source';
import { convertFields, joined, type Fields, type Given, type Rules } from './fields';
import type { WorkloadObject } from './identity';
import { noteMetadata, objectLabelProps, podMetadataProps } from './labels';
import type { Place } from './place';
import { elsewhere, flag, gone, podField, renamed, unless } from './rules';
import type { Surroundings } from './surroundings';
import { IMAGE_PARTS, WORKLOAD, workloadProps } from './workload';

export const ALERTMANAGER: Rules = {
  ...WORKLOAD,
  ...IMAGE_PARTS,
  resources: elsewhere,
  configSecret: elsewhere,
  alertmanagerConfigSelector: elsewhere,
  alertmanagerConfigNamespaceSelector: elsewhere,
  alertmanagerConfigMatcherStrategy: elsewhere,
  alertmanagerConfiguration: elsewhere,
  clusterTLS: clusterTls,
  clusterAdvertiseAddress: flag('cluster.advertise-address'),
  enableFeatures: flag('enable-feature'),
  limits: ({ value }) => {
    const { maxSilences, maxPerSilenceBytes } = value as PlainObject;
    const size = typeof maxPerSilenceBytes === 'string' ? parseSize(maxPerSilenceBytes) : undefined;
    const flags = [
      { name: 'silences.max-silences', value: maxSilences },
      { name: 'silences.max-silence-size-bytes', value: size },
    ].filter((each) => each.value !== undefined);
    return { additionalArgs: flags.map(({ name, value: number }) => ({ name, value: String(number) })) };
  },
  enableServiceLinks: podField,
  hostNetwork: ({ value }) =>
    value === true ? { podSpec: { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' } } : {},
  hostUsers: podField,
  schedulerName: podField,
  podManagementPolicy: gone(
    'is not kept: instances of a mesh start in parallel',
    'Leave it out.',
    (value) => value !== 'Parallel',
  ),
  updateStrategy: ({ value, place }) => {
    const { type, rollingUpdate } = value as PlainObject;
    if (isObject(rollingUpdate) && Object.keys(rollingUpdate).length > 0) {
      place.at('rollingUpdate').warning({
        code: 'no-controller',
        complaint: 'is not kept: instances of a mesh are replaced one at a time',
        remedy: 'Leave it out.',
      });
    }
    return type === undefined || type === 'RollingUpdate' ? {} : { updateStrategy: type };
  },
  retention: unless('120h'),
  forceEnableClusterMode: unless(false),
};

/** The props of an Alertmanager. */
export function alertmanagerProps(
  object: WorkloadObject,
  place: Place,
  surroundings: Surroundings,
  source: ConfigSource,
): Fields {
  const { spec } = object;
  noteMetadata(place, object);
  return joined([
    workloadProps(object, surroundings),
    { replicas: spec.replicas ?? 1, ...rolledAsBefore(spec), resources: withMemory(spec.resources) },
    objectLabelProps(object, surroundings),
    podMetadataProps(object, surroundings),
    convertFields(spec, ALERTMANAGER, place.at('spec'), surroundings),
    source.props,
  ]);
}

/** Kubernetes replaced the instances of a mesh, and goes on with it: a companion comes when `updateStrategy` is taken out. */
function rolledAsBefore({ replicas, updateStrategy }: PlainObject): Fields {
  const { type = 'RollingUpdate' } = isObject(updateStrategy) ? updateStrategy : {};
  return typeof replicas === 'number' && replicas > 1 && type === 'RollingUpdate'
    ? { updateStrategy: type }
    : {};
}

/** The operator asks for that much where nothing is said. */
function withMemory(resources: unknown): Fields {
  const { requests, ...rest } = isObject(resources) ? resources : {};
  return { ...rest, requests: { memory: '200Mi', ...(isObject(requests) ? requests : {}) } };
}

/** Rules for TLS between peers. */
export const CLUSTER_TLS: Rules = {
  'server.client_ca': renamed('clientCa'),
  'server.clientCAFile': renamed('clientCaFile'),
  'server.preferServerCipherSuites': gone('has no effect in any release that is supported', 'Leave it out.'),
};

/** The operator lets peers in that show no certificate, unless it is told otherwise. */
function clusterTls({ value, place, surroundings }: Given): Fields {
  const { server, client } = convertFields(value as PlainObject, CLUSTER_TLS, place, surroundings) as {
    readonly server: PlainObject;
    readonly client: PlainObject;
  };
  const isVerified = ['clientAuthType', 'clientCa', 'clientCaFile'].some((field) => field in server);
  return {
    clusterTLS: { server: isVerified ? server : { ...server, clientAuthType: 'NoClientCert' }, client },
  };
}
