import { make } from '../app';
import type { Cluster, CustomResource } from '../cluster';
import type { Case, Fields } from '../corpus';
import { covered, equal, unexplained, type Outcome } from '../outcome';
import type { ReasonId } from '../reasons';
import type { Theme } from '../theme';
import { canonicalWorkload } from '../workload-differences';
import { mapFields, same, text } from '../walk';

/** The pods of Rulers: their command lines, images, claims, and what the resource says of pods. */
export const THANOS_RULERS: Theme = { names: ['statefulset-thanos-ruler'], judge };

/** Flags whose values are paths of the operator's files or of ours, or that stand without a value where the test gives none. */
const FILES = [
  'rule-file',
  'http.config',
  'tracing.config-file',
  'objstore.config-file',
  'http-address',
  'grpc-address',
];
const UNSAID = ['eval-interval', 'tsdb.retention', 'query'];

/** What a resource says of pods, and what is then the same. */
const POD_FIELDS = ['dnsPolicy', 'dnsConfig', 'hostAliases', 'priorityClassName', 'tolerations', 'affinity'];
const SPEC_FIELDS = ['replicas', 'podManagementPolicy', 'minReadySeconds', 'updateStrategy'];

function judge(one: Case): Outcome {
  const { thanosRuler } = one.input as { readonly thanosRuler: CustomResource };
  const { version, ...spec } = thanosRuler.spec;
  const isSupported = version === undefined || /^v?0\.42\./.test(text(version));
  const cluster: Cluster = {
    thanosRuler: {
      ...thanosRuler,
      // The tests of the operator ask nobody.
      spec: {
        ...spec,
        ...(isSupported && version !== undefined ? { version } : {}),
        queryEndpoints: ['query'],
      },
    },
  };
  const made = make(cluster);
  if (one.expected === null) {
    return make({ thanosRuler: { ...thanosRuler, spec: { ...thanosRuler.spec, queryEndpoints: ['query'] } } })
      .kind === 'refused'
      ? equal()
      : unexplained('accepted', one.error);
  }
  if (made.kind === 'refused') {
    const isKnown = made.problems.every(
      ({ code, field }) => code === 'not-supported' || field?.startsWith('additionalArgs'),
    );
    return isKnown ? covered(['field-without-prop']) : unexplained(made.problems, one.expected);
  }
  const object = made.manifests.find(
    ({ kind, metadata }) => kind === 'StatefulSet' && metadata.name.startsWith('thanos-ruler-'),
  );
  const [ours, theirs] = [object?.spec as Fields, (one.expected as { spec: Fields }).spec].map((each) =>
    summary(canonicalWorkload(each), thanosRuler.spec, isSupported),
  );
  const reasons: ReasonId[] = ['thanos-ruler', ...(isSupported ? [] : ['thanos-version' as const])];
  return same(ours, theirs) ? covered(reasons) : unexplained(ours, theirs);
}

/** What is compared of the StatefulSet of a Ruler. */
function summary(spec: Fields, given: Fields, isSupported: boolean): Fields {
  const { spec: pod } = spec.template as { readonly spec: Fields };
  const main = (pod.containers as Fields[]).find(({ name }) => name === 'thanos-ruler') ?? {};
  const only = (fields: Fields, names: readonly string[]): Fields =>
    mapFields(fields, (field, value) =>
      names.includes(field) && given[field] !== undefined ? value : undefined,
    );
  return {
    args: ((main.args ?? []) as string[])
      .map(plain)
      .filter((arg) => arg !== '' && known(arg, isSupported))
      .sort(),
    // Without a `v` the operator writes none; where the image comes from is a flag of its own.
    ...(isSupported
      ? {
          image: text(main.image)
            .replace(/^nondefaultuseflag\//, '')
            .replace(':v', ':'),
        }
      : {}),
    mounts: ((main.volumeMounts ?? []) as Fields[])
      .map(({ mountPath }) => text(mountPath))
      .filter((path) => path === '/thanos/data' || !path.startsWith('/etc/thanos')),
    ...only(pod, POD_FIELDS),
    ...only(spec, SPEC_FIELDS),
    claims: ((spec.volumeClaimTemplates ?? []) as Fields[]).map(({ spec: claim }) => claim),
  };
}

function plain(arg: string): string {
  const name = arg.replace(/^--/, '').split('=')[0] ?? '';
  // Without a certificate there is no TLS, whatever else is said of it.
  return FILES.includes(name) || UNSAID.includes(name) || /tls-(ciphers|curves)$/.test(name) ? '' : arg;
}

/** The operator leaves out what an older release does not know. */
function known(arg: string, isSupported: boolean): boolean {
  return (
    isSupported || !/^--(grpc-server-tls|rule-query-offset|for-|rule-concurrent|enable-feature)/.test(arg)
  );
}
