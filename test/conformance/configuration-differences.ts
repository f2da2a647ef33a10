import type { Difference } from './difference';
import { isSupported } from './versions';
import type { Fields } from './corpus';
import { deep, mapEntries, mapFields, same, text, without } from './walk';

const SHARDING_LABEL = /^__tmp_(?:hash|current_shard|disable_sharding|topology|zone|modulo_\d+)$/;

/** Every difference between our `prometheus.yml` and the operator's; there are to be no others. */
export const CONFIGURATION_DIFFERENCES: readonly Difference[] = [
  {
    reason: 'no-sharding-steps',
    theirs: (config, { spec }) => (shards(spec) === 1 ? withoutSharding(config, spec) : config),
  },
  {
    reason: 'sharding-steps',
    ours: (config, { spec }) => (shards(spec) === 1 ? config : withoutSharding(config, spec)),
    theirs: (config, { spec }) => (shards(spec) === 1 ? config : withoutSharding(config, spec)),
  },
  {
    reason: 'secrets-are-files',
    ours: (config, { namespace, secrets }) =>
      deep(config, (fields) =>
        mapEntries(fields, (key, value) => {
          const [, name = '', entry = ''] =
            /^\/etc\/prometheus\/secrets\/([^/]+)\/(.+)$/.exec(text(value)) ?? [];
          const content = secrets[`${namespace}/${name}`]?.[entry];
          const inlined = /^(username|password|credentials|client_secret|secret_key)_file$/.exec(key)?.[1];
          // The operator writes an empty text where its tests have no such Secret.
          return inlined === undefined || entry === '' ? [key, value] : [inlined, content ?? ''];
        }),
      ),
  },
  {
    reason: 'mounted-certificates',
    theirs: (config) =>
      deep(config, (fields) =>
        mapFields(fields, (_, value) =>
          typeof value === 'string'
            ? value.replace(
                /^\/etc\/prometheus\/certs\/([01])_[^_]+_([^_]+)_(.+)$/,
                (_all, kind: string, name: string, entry: string) =>
                  `/etc/prometheus/${kind === '0' ? 'secrets' : 'configmaps'}/${name}/${entry}`,
              )
            : value,
        ),
      ),
  },
  {
    reason: 'quoted-values',
    ours: (config) =>
      steps(config, (list) =>
        list.map((step) =>
          /^\(.*\);true$/.test(text(step.regex)) || step.action === 'keep'
            ? { ...step, regex: text(step.regex).replace(/\\([^\w\s])/g, '$1') }
            : step,
        ),
      ),
  },
  {
    reason: 'replica-from-environment',
    theirs: (config) =>
      mapFields(config, (section, value) =>
        section === 'global'
          ? deep(value, (fields) =>
              mapFields(fields, (_, inner) => (inner === '$(POD_NAME)' ? '${POD_NAME}' : inner)),
            )
          : value,
      ),
  },
  {
    reason: 'retention-in-file',
    ours: (config, { version }) => (isSupported(version) ? config : withoutRetention(config)),
    theirs: (config, { version }) => (isSupported(version) ? config : withoutRetention(config)),
  },
  {
    reason: 'named-instances',
    ours: (config, { spec }) =>
      alertmanagers(config, (each, index) =>
        index < alertmanagersOf(spec).length
          ? withoutDiscovery(without(each, 'static_configs'), index, spec)
          : each,
      ),
    theirs: (config, { spec }) => alertmanagers(config, (each, index) => withoutDiscovery(each, index, spec)),
  },
  {
    reason: 'metadata-of-v2',
    ours: withoutMetadataOfV2,
    theirs: withoutMetadataOfV2,
  },
  {
    reason: 'limits-inherited',
    ours: effectiveLimits,
    theirs: effectiveLimits,
  },
  {
    reason: 'equations',
    theirs: (config) =>
      deep(config, (fields) =>
        mapFields(fields, (key, value) =>
          key === 'label' ? text(value).replace(/ in \(([^,)]+)\)/g, '=$1') : value,
        ),
      ),
  },
  {
    reason: 'azure-tls',
    ours: (config) =>
      deep(config, (fields) =>
        mapFields(fields, (key, value) =>
          key === 'azure_sd_configs' ? (value as Fields[]).map((each) => without(each, 'tls_config')) : value,
        ),
      ),
  },
  {
    reason: 'filters-in-order',
    ours: sortedFilters,
    theirs: sortedFilters,
  },
  {
    reason: 'consul-token',
    theirs: (config) =>
      deep(config, (fields) =>
        mapFields(fields, (key, value) =>
          key === 'consul_sd_configs' ? (value as Fields[]).map(withBearer) : value,
        ),
      ),
  },
  {
    reason: 'scrape-config-enforcement',
    ours: (config, { spec, withoutRelabelings }) =>
      deep(config, (fields) =>
        withoutRelabelings.includes(text(fields.job_name))
          ? mapFields(fields, (key, value) =>
              key === 'relabel_configs' ? withoutOwner(value as Fields[], spec) : value,
            )
          : fields,
      ),
  },
];

function alertmanagers(config: Fields, change: (each: Fields, index: number) => Fields): Fields {
  const alerting = config.alerting as { readonly alertmanagers?: readonly Fields[] } | undefined;
  return alerting?.alertmanagers === undefined
    ? config
    : { ...config, alerting: { ...alerting, alertmanagers: alerting.alertmanagers.map(change) } };
}

function alertmanagersOf({ alerting }: Fields): readonly Fields[] {
  return (alerting as { readonly alertmanagers?: readonly Fields[] } | undefined)?.alertmanagers ?? [];
}

/** Without the discovery of a Service and the steps that keep it: the first two, and only as the operator writes them. */
function withoutDiscovery(
  { kubernetes_sd_configs: _discovery, ...config }: Fields,
  index: number,
  spec: Fields,
): Fields {
  const { name, port } = alertmanagersOf(spec)[index] ?? {};
  const written = (config.relabel_configs ?? []) as Fields[];
  const steps = [
    { source_labels: ['__meta_kubernetes_service_name'], regex: name, action: 'keep' },
    { source_labels: ['__meta_kubernetes_endpoint_port_name'], regex: port, action: 'keep' },
    { source_labels: ['__meta_kubernetes_endpointslice_port_name'], regex: port, action: 'keep' },
    { source_labels: ['__meta_kubernetes_pod_container_port_number'], regex: String(port), action: 'keep' },
  ];
  const rest = written.filter((step) => !steps.some((each) => same(each, step)));
  const { relabel_configs: _steps, ...others } = config;
  return { ...others, ...(rest.length === 0 ? {} : { relabel_configs: rest }) };
}

function withoutMetadataOfV2(config: Fields): Fields {
  return mapFields(config, (section, value) =>
    section === 'remote_write'
      ? (value as Fields[]).map((remote) =>
          text(remote.protobuf_message).includes('v2') ? without(remote, 'metadata_config') : remote,
        )
      : value,
  );
}

/** The last step of a job, where it writes the label that is enforced. */
function withoutOwner(list: readonly Fields[], { enforcedNamespaceLabel: label }: Fields): readonly Fields[] {
  return label !== undefined && list.at(-1)?.target_label === label ? list.slice(0, -1) : list;
}

function withBearer({ token, ...rest }: Fields): Fields {
  return token === undefined ? rest : { ...rest, authorization: { credentials: token } };
}

function sortedFilters(config: Fields): Fields {
  return deep(config, (fields) =>
    mapFields(fields, (key, value) =>
      key === 'filters'
        ? [...(value as Fields[])].sort((a, b) => (text(a.name) < text(b.name) ? -1 : 1))
        : value,
    ),
  );
}

const LIMITS = [
  'sample_limit',
  'target_limit',
  'label_limit',
  'label_name_length_limit',
  'label_value_length_limit',
  'keep_dropped_targets',
  'body_size_limit',
];

/** Each job with the limits that hold for it; a job that has none, or 0, has the global one. */
function effectiveLimits(config: Fields): Fields {
  const { global = {}, scrape_configs: jobs = [] } = config as {
    readonly global?: Fields;
    readonly scrape_configs?: readonly Fields[];
  };
  if (jobs.length === 0) {
    return config;
  }
  const limits = Object.fromEntries(
    LIMITS.filter((limit) => limit in global).map((limit) => [limit, global[limit]]),
  );
  return {
    ...config,
    global: LIMITS.reduce<Fields>((rest, limit) => without(rest, limit), global),
    scrape_configs: jobs.map((job) => ({
      ...limits,
      ...LIMITS.reduce<Fields>((rest, limit) => without(rest, limit, (value) => value === 0), job),
    })),
  };
}

/** Nothing else may be in a section for it to go. */
function withoutRetention(config: Fields): Fields {
  const { tsdb, ...others } = (config.storage ?? {}) as { readonly tsdb?: Fields };
  const rest = tsdb && without(tsdb, 'retention');
  const storage = { ...others, ...(rest && Object.keys(rest).length > 0 ? { tsdb: rest } : {}) };
  return Object.keys(storage).length === 0 ? without(config, 'storage') : { ...config, storage };
}

function shards({ shards: count }: Fields): number {
  return (count as number | undefined) ?? 1;
}

/** Steps and labels that are there for shards; what a user hashes is left as it is, with the number of the first shard. */
function withoutSharding(config: Fields, { shards: count = 1, shardingStrategy }: Fields): Fields {
  const { mode, topology } = (shardingStrategy ?? {}) as {
    readonly mode?: string;
    readonly topology?: { readonly values?: readonly string[] };
  };
  const zones = mode === 'Topology' ? (topology?.values ?? []) : [];
  const theirs = Math.max(1, Math.floor(Number(count) / Math.max(1, zones.length)));
  const isOwn = ({ action, modulus, target_label: target }: Fields): boolean =>
    action === 'hashmod' && !text(target).startsWith('__tmp_modulo_') && modulus !== theirs;
  const others = steps(config, (list) =>
    list.some(isOwn)
      ? list
      : list.filter(({ source_labels: sources = [], target_label: target }) =>
          [...(sources as string[]), target].every(
            (label) => !SHARDING_LABEL.test((label as string | undefined) ?? ''),
          ),
        ),
  );
  return deep(others, (fields) =>
    mapFields(fields, (field, value) =>
      zones.length > 0 && field === 'attach_metadata'
        ? undefined
        : value === '$(TOPOLOGY_ZONE)'
          ? zones[0]
          : typeof value === 'string'
            ? value.replaceAll('$(SHARD)', '0')
            : value,
    ),
  );
}

/** Changes the lists of relabelings, those that are there. */
function steps(config: Fields, change: (list: readonly Fields[]) => readonly Fields[]): Fields {
  return deep(config, (fields) =>
    mapFields(fields, (key, value) => {
      const changed = key.endsWith('relabel_configs') ? change(value as Fields[]) : value;
      return Array.isArray(changed) && changed.length === 0 ? undefined : changed;
    }),
  );
}
