/** A job or a part of it, as parsed YAML. */
export type Fields = Readonly<Record<string, unknown>>;

/** Contents of Secrets or ConfigMaps by `<namespace>/<name>`, then by key. */
export type Objects = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Stands for targets in cases that have none: theirs test one field, ours must be whole. */
export const PLACEHOLDER = 'placeholder.invalid';

/** What a case says about the cluster that the operator ran in. */
export interface Surroundings {
  /** Namespace of the Prometheus. */
  readonly namespace: string;

  readonly secrets: Objects;
}

/** A way to write the same thing on which we and the operator differ on purpose. */
export interface Difference {
  readonly what: string;
  readonly why: string;

  /** Takes the difference out of the operator's job. */
  readonly operator?: (job: Fields, surroundings: Surroundings) => Fields;

  /** Takes it out of ours. */
  readonly ours?: (job: Fields, surroundings: Surroundings) => Fields;
}

const SHARDING_LABELS = ['__tmp_hash', '__tmp_current_shard', '__tmp_disable_sharding'];

/** Every difference between our jobs and the operator's for the same definition; there are to be no others. */
export const DIFFERENCES: readonly Difference[] = [
  {
    what: 'no sharding steps',
    why: 'with one shard they keep every target; sharding is decided per shard, not by an environment variable',
    operator: (job) =>
      steps(job, (list) =>
        list.filter(({ source_labels: sources = [], target_label: target }) =>
          [...(sources as string[]), target].every((label) => !SHARDING_LABELS.includes(label as string)),
        ),
      ),
  },
  {
    what: '`honor_labels: false` is not written',
    why: 'it is the default of Prometheus',
    operator: (job) => without(job, 'honor_labels', (value) => value === false),
  },
  {
    what: '`bearer_token_file` is `authorization.credentials_file`',
    why: 'Prometheus calls the former deprecated',
    operator: ({ bearer_token_file: file, ...job }) =>
      file === undefined ? job : { ...job, authorization: { credentials_file: file } },
  },
  {
    what: 'values of Secrets are files',
    why: 'no Secret value gets into a manifest',
    ours: (job, { namespace, secrets }) =>
      deep(job, (fields) =>
        rename(fields, (key, value) => {
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
    what: '`proxy_connect_header` is refused',
    why: 'its values are secrets, and Prometheus cannot read them from files; the rest of these cases is compared',
    operator: (job) => deep(job, (fields) => without(fields, 'proxy_connect_header', () => true)),
  },
  {
    what: "Consul's `token` is sent as a bearer token",
    why: 'it has no file twin, and Consul takes it from either header',
    operator: (job) =>
      rename(job, (key, value) => [
        key,
        key === 'consul_sd_configs'
          ? (value as Fields[]).map(({ token, ...rest }) =>
              token === undefined ? rest : { ...rest, authorization: { credentials: token } },
            )
          : value,
      ]),
  },
  {
    what: 'TLS of the discovery in Azure is written',
    why: 'the operator forgets it',
    ours: (job) =>
      rename(job, (key, value) => [
        key,
        key === 'azure_sd_configs'
          ? (value as Fields[]).map((config) => without(config, 'tls_config', () => true))
          : value,
      ]),
  },
  {
    what: 'filters of discoveries keep their order',
    why: 'all of them must hold; the operator sorts them',
    operator: sortedFilters,
    ours: sortedFilters,
  },
  {
    what: 'certificates are mounted one folder per object',
    why: 'there is no controller that collects them in one Secret',
    operator: (job) =>
      deep(job, (fields) =>
        rename(fields, (key, value) => [
          key,
          typeof value === 'string'
            ? value.replace(
                /^\/etc\/prometheus\/certs\/([01])_[^_]+_([^_]+)_(.+)$/,
                (_, kind: string, name: string, entry: string) =>
                  `/etc/prometheus/${kind === '0' ? 'secrets' : 'configmaps'}/${name}/${entry}`,
              )
            : value,
        ]),
      ),
  },
  {
    what: 'values of selectors and ports are quoted',
    why: 'in the operator `a.b` matches `axb` as well',
    ours: (job) =>
      steps(job, (list) =>
        list.map((step) =>
          /^\(.*\);true$/.test(text(step.regex)) || step.action === 'keep'
            ? { ...step, regex: text(step.regex).replace(/\\([^\w\s])/g, '$1') }
            : step,
        ),
      ),
  },
  {
    what: 'what Prometheus takes by default is not written into our own relabelings',
    why: 'the file is shorter and means the same',
    operator: withoutStepDefaults,
    ours: withoutStepDefaults,
  },
  {
    what: 'a definition without targets is refused',
    why: 'it would do nothing; the tests of the operator have such, and get a placeholder here',
    ours: (job) => without(job, 'static_configs', (value) => JSON.stringify(value).includes(PLACEHOLDER)),
    operator: (job) =>
      without(job, 'static_configs', (value) => JSON.stringify(value).includes('"targets":[]')),
  },
  {
    what: 'a selector of one value is an equation',
    why: 'selectors are built from one list of conditions, whichever way they were said',
    operator: (job) =>
      deep(job, (fields) =>
        rename(fields, (key, value) => [
          key,
          key === 'label' ? text(value).replace(/ in \(([^,)]+)\)/g, '=$1') : value,
        ]),
      ),
  },
  {
    what: 'the type `Bearer` of an authorization is not written',
    why: 'it is the default of Prometheus',
    operator: (job) =>
      deep(job, (fields) =>
        'credentials' in fields ? without(fields, 'type', (value) => value === 'Bearer') : fields,
      ),
  },
];

const STEP_DEFAULTS: Readonly<Record<string, readonly unknown[]>> = {
  action: ['replace', 'Replace'],
  separator: [';'],
  regex: ['(.*)'],
  replacement: ['$1', '${1}'],
};

function withoutStepDefaults(job: Fields): Fields {
  return steps(job, (list) =>
    list.map((step) =>
      Object.entries(STEP_DEFAULTS).reduce(
        (rest, [field, defaults]) => without(rest, field, (value) => defaults.includes(value)),
        step,
      ),
    ),
  );
}

function sortedFilters(job: Fields): Fields {
  return deep(job, (fields) =>
    rename(fields, (key, value) => [
      key,
      key === 'filters'
        ? [...(value as Fields[])].sort((a, b) => text(a.name).localeCompare(text(b.name)))
        : value,
    ]),
  );
}

/** Changes the lists of relabelings, those that are there. */
function steps(job: Fields, change: (list: readonly Fields[]) => readonly Fields[]): Fields {
  return rename(job, (key, value) => [
    key,
    key === 'relabel_configs' || key === 'metric_relabel_configs' ? change(value as Fields[]) : value,
  ]);
}

/** Changes every object of a tree, the inner ones first. */
function deep(value: Fields, change: (fields: Fields) => Fields): Fields {
  const inside = (inner: unknown): unknown => {
    if (Array.isArray(inner)) {
      return inner.map(inside);
    }
    return typeof inner === 'object' && inner !== null ? deep(inner as Fields, change) : inner;
  };
  return change(rename(value, (key, inner) => [key, inside(inner)]));
}

function rename(fields: Fields, change: (key: string, value: unknown) => readonly [string, unknown]): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => change(key, value)));
}

function without(fields: Fields, field: string, matches: (value: unknown) => boolean): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([key, value]) => key !== field || !matches(value)),
  );
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
