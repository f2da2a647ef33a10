import { parseSize } from '../../values';
import { isObject, type PlainObject } from '../schema';
import { convertFields, joined, type Fields, type Rules } from './fields';
import type { WorkloadObject } from './identity';
import { noteMetadata, objectLabelProps, podMetadataProps } from './labels';
import type { Place } from './place';
import { elsewhere, flag, gone, missing, podField, unless } from './rules';
import type { Surroundings } from './surroundings';
import { IMAGE_PARTS, WORKLOAD, workloadProps } from './workload';

export const ALERTMANAGER: Rules = {
  ...WORKLOAD,
  ...IMAGE_PARTS,
  configSecret: elsewhere,
  alertmanagerConfigSelector: elsewhere,
  alertmanagerConfigNamespaceSelector: elsewhere,
  alertmanagerConfigMatcherStrategy: elsewhere,
  alertmanagerConfiguration: missing(
    'is not supported yet',
    'Write the configuration into the Secret of `configSecret`.',
  ),
  clusterTLS: missing('is not supported yet', 'Keep this Alertmanager under the operator for now.'),
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
export function alertmanagerProps(object: WorkloadObject, place: Place, surroundings: Surroundings): Fields {
  const { spec } = object;
  noteMetadata(place, object);
  return joined([
    workloadProps(object, surroundings),
    { replicas: spec.replicas ?? 1 },
    objectLabelProps(object, surroundings),
    podMetadataProps(object, surroundings),
    convertFields(spec, ALERTMANAGER, place.at('spec'), surroundings),
    configProps(object, place, surroundings),
  ]);
}

/** Its configuration stays where it is: in a Secret, which the pods read themselves. */
function configProps({ spec, metadata }: WorkloadObject, place: Place, surroundings: Surroundings): Fields {
  const { configSecret } = spec;
  const secret =
    typeof configSecret === 'string' && configSecret !== '' ? configSecret : `alertmanager-${metadata.name}`;
  if (surroundings.find('Secret', metadata.namespace, secret) === undefined) {
    place.at('spec', 'configSecret').warning({
      code: 'not-among-files',
      value: secret,
      complaint:
        'is the Secret with the configuration and is not among the files: the pods wait until it is there',
      remedy:
        'Where there is none, the operator notifies nobody; create it with the key `alertmanager.yaml`.',
    });
  }
  if (
    spec.alertmanagerConfigSelector !== undefined &&
    surroundings.objects.every(({ kind }) => kind !== 'AlertmanagerConfig')
  ) {
    place.at('spec', 'alertmanagerConfigSelector').warning({
      code: 'no-controller',
      complaint:
        'is left out: there is no AlertmanagerConfig among the files, and none is read from the cluster any more',
      remedy: 'Routes and receivers are in the Secret of the configuration from now on.',
    });
  }
  return { config: 'external', configSecret: secret };
}
