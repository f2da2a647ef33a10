import { parse } from 'yaml';
import { renderYaml } from '../../lib/native';
import type { Problem } from '../../lib/problems';
import { makeAlertmanager, type AlertmanagerCluster, type MadeAlertmanager } from './alertmanager';
import { CLEAR } from './alertmanager-differences';
import type { Fields } from './corpus';
import type { ReasonId } from './reasons';
import { deep, isRecord, mapFields, text, without } from './walk';

/** Something that we refuse in an Alertmanager and the operator does not. */
interface Refusal {
  readonly reason: ReasonId;

  /** Whether a problem of ours is about this. */
  readonly is: (problem: Problem) => boolean;

  /** The case without it, so that the rest can be compared. Absent where nothing would be left of the case. */
  readonly mend?: (cluster: AlertmanagerCluster, problem: Problem) => AlertmanagerCluster;

  /** The same done to what the operator writes. */
  readonly theirs?: (file: Fields) => Fields;
}

/** What came of a case. */
export interface MendedAlertmanager {
  readonly made: MadeAlertmanager;
  readonly reasons: readonly ReasonId[];

  /** Takes out of what the operator writes what was taken out of the case. */
  readonly theirs: (file: Fields) => Fields;
}

/** Everything that we refuse and the operator does not; there is to be nothing else. */
const REFUSALS: readonly Refusal[] = [
  {
    reason: 'crd',
    is: ({ field, code }) =>
      (field ?? 'spec').startsWith('spec') && ['value', 'type', 'rule', 'required'].includes(code),
  },
  {
    reason: 'secret-in-clear',
    is: ({ code }) => code === 'secret-in-manifest',
    mend: (cluster, { field, remedy }) =>
      inBase(cluster, (file) =>
        withoutTwins(withFile(file, keysOf(field ?? ''), /`\w+_file: /.test(remedy ?? ''))),
      ),
    theirs: (file) => withoutTwins(withoutKeys(file)),
  },
  {
    reason: 'proxy-headers',
    is: ({ code, field }) => code === 'no-file-twin' && field?.endsWith('proxyConnectHeader') === true,
    mend: (cluster) => deep(cluster, (fields) => without(fields, 'proxyConnectHeader')),
    theirs: (file) => deep(file, (fields) => without(fields, 'proxy_connect_header')),
  },
  {
    reason: 'opsgenie-address',
    is: ({ code, field }) => code === 'no-file-twin' && field?.endsWith('opsGenieApiUrl') === true,
    mend: (cluster) => deep(cluster, (fields) => without(fields, 'opsGenieApiUrl')),
    theirs: (file) => deep(file, (fields) => without(fields, 'opsgenie_api_url')),
  },
  {
    reason: 'slack-update',
    is: ({ code, field }) => code === 'contradiction' && /update_?message$/i.test(field ?? ''),
    mend: (cluster) => withoutField(cluster, 'updateMessage'),
    theirs: (file) => deep(file, (fields) => without(fields, 'update_message')),
  },
  {
    reason: 'external-id',
    is: ({ code, field }) => code === 'version' && /external_?id$/i.test(field ?? ''),
    mend: (cluster) => withoutField(cluster, 'externalId'),
    theirs: (file) => deep(file, (fields) => without(fields, 'external_id')),
  },
  {
    reason: 'version-gated',
    is: ({ code }) => code === 'version',
    mend: (cluster, { field }) => withoutField(cluster, /[^.]+$/.exec(field ?? '')?.[0] ?? ''),
  },
  {
    reason: 'two-sources',
    is: ({ code, complaint }) => code === 'contradiction' && /^has (\w+) and \1_file,/.test(complaint),
    mend: (cluster) => inBase(cluster, withoutTwins),
    theirs: withoutTwins,
  },
  {
    reason: 'proxy-contradiction',
    is: ({ complaint }) =>
      complaint === 'is refused without proxy_url' || complaint.startsWith('has proxy_from_environment and'),
    mend: (cluster) => inBase(cluster, withoutProxies),
    theirs: withoutProxies,
  },
  {
    reason: 'no-address',
    is: ({ code, field }) => code === 'invalid-url' && field?.endsWith('avatar_url') === true,
    mend: (cluster) => withoutField(cluster, 'avatar_url'),
    theirs: (file) => deep(file, (fields) => without(fields, 'avatar_url')),
  },
  {
    reason: 'field-without-prop',
    is: ({ code, field }) => code === 'not-supported' && field === 'spec.listenLocal',
  },
  {
    reason: 'empty-key',
    is: ({ field, complaint }) => complaint === 'is missing' && field?.endsWith('.key') === true,
  },
  {
    reason: 'peer-without-port',
    is: ({ field }) => field?.startsWith('additionalPeers') === true,
  },
  {
    reason: 'sns-targets',
    is: ({ code, complaint }) => code === 'contradiction' && complaint.includes('topic_arn and phone_number'),
    mend: (cluster) => withoutField(withoutField(cluster, 'phone_number'), 'target_arn'),
    theirs: (file) => deep(file, (fields) => without(without(fields, 'phone_number'), 'target_arn')),
  },
  {
    reason: 'aws-keys',
    is: ({ code, field }) => code === 'no-file-twin' && /\.(accessKey|secretKey)$/.test(field ?? ''),
    mend: (cluster) => deep(cluster, (fields) => without(without(fields, 'accessKey'), 'secretKey')),
    theirs: withoutKeys,
  },
];

/** Synthesizes, and where we refuse something for known reasons does so again without it. */
export function makeMendedAlertmanager(
  cluster: AlertmanagerCluster,
  earlier: readonly Refusal[] = [],
): MendedAlertmanager {
  const made = makeAlertmanager(cluster);
  const reasons = earlier.map(({ reason }) => reason);
  const theirs = (file: Fields): Fields =>
    earlier.reduce((rest, refusal) => refusal.theirs?.(rest) ?? rest, file);
  if (made.kind === 'made') {
    return { made, reasons, theirs };
  }
  const known = made.problems.map((problem) => ({
    problem,
    refusal: REFUSALS.find(({ is }) => is(problem)),
  }));
  const found = [...new Set(known.flatMap(({ refusal }) => refusal ?? []))];
  // What no reason covers is ours to explain, and so is what is refused again without it.
  if (known.some(({ refusal }) => refusal === undefined) || found.some((each) => earlier.includes(each))) {
    return { made, reasons, theirs };
  }
  return found.some(({ mend }) => mend === undefined)
    ? {
        made: { kind: 'refused', problems: [] },
        reasons: [...reasons, ...found.map(({ reason }) => reason)],
        theirs,
      }
    : makeMendedAlertmanager(
        known.reduce((rest, { refusal, problem }) => refusal?.mend?.(rest, problem) ?? rest, cluster),
        [...earlier, ...found],
      );
}

function inBase(cluster: AlertmanagerCluster, change: (file: Fields) => Fields): AlertmanagerCluster {
  return { ...cluster, base: renderYaml(change((parse(cluster.base ?? '') ?? {}) as Fields)) };
}

/** The keys of `receivers[0].url`. */
function keysOf(field: string): string[] {
  return field.split(/[.[\]]+/).filter((key) => key !== '');
}

/** The file of a secret instead of its value, which it is named after; nothing where there can be no file. */
function withFile<T>(value: T, [key, ...rest]: readonly string[], hasTwin: boolean): T {
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) =>
      String(index) === key ? withFile(item, rest, hasTwin) : item,
    ) as T;
  }
  if (!isRecord(value)) {
    return value;
  }
  const entries = Object.entries(value).flatMap(([field, inner]): Array<readonly [string, unknown]> => {
    if (field !== key) {
      return rest.length === 0 && !hasTwin && field === 'access_key' ? [] : [[field, inner]];
    }
    if (rest.length > 0) {
      return [[field, withFile(inner, rest, hasTwin)]];
    }
    return hasTwin
      ? [[`${field}_file`, `/etc/alertmanager/secrets/${CLEAR}/${encodeURIComponent(text(inner))}`]]
      : [];
  });
  // A file that was there as well goes: the operator takes the value.
  return Object.fromEntries(
    hasTwin && rest.length === 0
      ? entries.filter(
          ([field, inner]) => field !== `${key ?? ''}_file` || text(inner).includes(`/${CLEAR}/`),
        )
      : entries,
  ) as T;
}

/** Of a value and a file the operator takes the value. */
function withoutTwins(file: Fields): Fields {
  return deep(file, (fields) =>
    mapFields(fields, (field, value) => {
      const twin = field.endsWith('_file') ? fields[field.slice(0, -'_file'.length)] : undefined;
      return twin === undefined || twin === '' ? value : undefined;
    }),
  );
}

/** With one way to a proxy. */
function withoutProxies(file: Fields): Fields {
  return deep(file, (fields) => without(without(fields, 'no_proxy'), 'proxy_from_environment'));
}

/** Without a field in either spelling, in resources and in the native file. */
function withoutField(cluster: AlertmanagerCluster, name: string): AlertmanagerCluster {
  const plain = (field: string): string => field.replaceAll('_', '').toLowerCase();
  const pruned = <T>(value: T): T =>
    deep(value, (fields) =>
      mapFields(fields, (field, inner) => (plain(field) === plain(name) ? undefined : inner)),
    );
  const { base } = cluster;
  return {
    ...pruned(cluster),
    ...(base === undefined ? {} : { base: renderYaml(pruned(parse(base) as Fields)) }),
  };
}

/** Those that have no twin. */
function withoutKeys(file: Fields): Fields {
  return deep(file, (fields) =>
    ['secret_key', 'access_key', 'proxy_connect_header'].reduce(
      (rest, field) => without(rest, field),
      fields,
    ),
  );
}
