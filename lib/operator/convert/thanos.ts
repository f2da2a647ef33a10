import { isObject, type PlainObject } from '../schema';
import { convertFields, type Fields, type Given, type Rule, type Rules } from './fields';
import { imagePropsOf, THANOS } from './identity';
import { elsewhere, gone, missing, verbatim } from './rules';

const isTrue = (value: unknown): boolean => value === true;

const LOCAL = missing(
  'keeps the sidecar from being probed, scraped and read from outside of its pod',
  'Let it listen, and keep others out: with `networkPolicy`, or with TLS (`grpcServerTlsConfig`).',
  isTrue,
);

/** Fields of the sidecar, and of what Ruler and sidecar have in common. */
export const SIDECAR: Rules = {
  image: elsewhere,
  baseImage: elsewhere,
  tag: elsewhere,
  sha: elsewhere,
  version: elsewhere,
  objectStorageConfig: elsewhere,
  tracingConfig: elsewhere,
  grpcServerTlsConfig: convertGrpcTls,
  resources: verbatim,
  volumeMounts: verbatim,
  blockSize: gone(
    'has no effect, and had none with the operator: Prometheus waits with compaction until a block is uploaded',
    'Leave it out; `blockSize` of ours would switch compaction off.',
    (value) => value !== '2h',
  ),
  listenLocal: LOCAL,
  grpcListenLocal: LOCAL,
  httpListenLocal: LOCAL,
};

/** The sidecar of a Prometheus. */
export const convertThanos: Rule = ({ value, place, surroundings }) => {
  const spec = value as PlainObject;
  return {
    thanos: {
      ...imagePropsOf(spec, THANOS),
      ...convertFields(spec, SIDECAR, place, surroundings),
      ...fileOrSecret(spec, 'objectStorageConfig', { place, surroundings }),
      ...fileOrSecret(spec, 'tracingConfig', { place, surroundings }),
      // The operator gives it none.
      ...(isObject(spec.resources) ? {} : { resources: {} }),
    },
  };
};

/** A path takes precedence over a Secret. */
export function fileOrSecret(
  spec: PlainObject,
  field: string,
  { place, surroundings }: Pick<Given, 'place' | 'surroundings'>,
): Fields {
  const [secret, file] = [spec[field], spec[`${field}File`]];
  const hasFile = typeof file === 'string' && file !== '';
  const isReference = isObject(secret) && typeof secret.key === 'string';
  if (hasFile && isReference) {
    place.at(field).warning({
      code: 'no-controller',
      complaint: `has no effect, and had none with the operator: ${field}File takes precedence`,
      remedy: 'Leave it out.',
    });
  }
  return hasFile || !isReference ? {} : { [field]: surroundings.reference(secret, place.object) };
}

/** What the operator makes of it: files, and nothing without them. */
export function convertGrpcTls({ value, key, place }: Given): Fields {
  const { ca, cert, keySecret, insecureSkipVerify, serverName, maxVersion, ...rest } = value as PlainObject;
  const without = { ca, cert, keySecret, insecureSkipVerify, serverName, maxVersion };
  for (const [field, given] of Object.entries(without)) {
    if (given !== undefined && given !== null && !(isObject(given) && Object.keys(given).length === 0)) {
      place.at(field).warning({
        code: 'no-controller',
        complaint: 'has no effect with the operator, and is left out',
        remedy: 'Where it is meant, write it in your program: certificates by reference are possible there.',
      });
    }
  }
  const settings = Object.fromEntries(
    Object.entries(rest).filter(([, given]) => given !== '' && given !== null && given !== undefined),
  );
  if (settings.certFile !== undefined && settings.keyFile !== undefined) {
    return { [key]: settings };
  }
  if (Object.keys(settings).length > 0) {
    place.warning({
      code: 'no-controller',
      complaint:
        'has no effect, and had none with the operator: without `certFile` and `keyFile` there is no TLS',
      remedy: 'Leave it out, or name both.',
    });
  }
  return {};
}
