import type { Fields } from './corpus';
import { deep, mapFields, without } from './walk';

/**
 * A configuration of Prometheus without what makes no difference to it: fields that have the value which it
 * takes by default, old names of fields, the spelling of actions. Two configurations of which this is equal are
 * read as the same; a test holds that against the real program.
 */
export function canonical(config: Fields): Fields {
  const jobs = (config.scrape_configs ?? []) as Fields[];
  return withoutEmpty(deep({ ...config, scrape_configs: jobs.map(canonicalJob) }, canonicalFields));
}

/** What a job has by default. */
const JOB_DEFAULTS: Fields = {
  honor_labels: false,
  honor_timestamps: true,
  track_timestamps_staleness: false,
  metrics_path: '/metrics',
};

function canonicalJob(job: Fields): Fields {
  return mapFields(job, (field, value) => (JOB_DEFAULTS[field] === value ? undefined : value));
}

/** What a client has by default, wherever one stands. */
const CLIENT_DEFAULTS: Fields = {
  api_version: 'v2',
  scheme: 'http',
  follow_redirects: true,
  enable_http2: true,
  proxy_from_environment: false,
};

const STEP_DEFAULTS: Readonly<Record<string, readonly unknown[]>> = {
  action: ['replace'],
  separator: [';'],
  regex: ['(.*)'],
  replacement: ['$1', '${1}'],
  source_labels: [[]],
};

const STEPS = ['relabel_configs', 'metric_relabel_configs', 'alert_relabel_configs', 'write_relabel_configs'];

function canonicalFields(fields: Fields): Fields {
  const steps = mapFields(fields, (field, value) => {
    if (STEPS.includes(field)) {
      return (value as Fields[]).map(canonicalStep);
    }
    return CLIENT_DEFAULTS[field] === value || value === null ? undefined : value;
  });
  return withoutTokenFile(withoutBearer(steps));
}

/** Actions are read whatever their case. */
function canonicalStep(step: Fields): Fields {
  const lower = mapFields(step, (field, value) =>
    field === 'action' && typeof value === 'string' ? value.toLowerCase() : value,
  );
  return mapFields(lower, (field, value) =>
    STEP_DEFAULTS[field]?.some((each) => JSON.stringify(each) === JSON.stringify(value)) === true
      ? undefined
      : value,
  );
}

/** The older name of a header; Prometheus itself reads it as this. */
function withoutTokenFile({ bearer_token_file: file, ...rest }: Fields): Fields {
  return file === undefined ? rest : { ...rest, authorization: { credentials_file: file } };
}

function withoutBearer(fields: Fields): Fields {
  return 'credentials' in fields || 'credentials_file' in fields
    ? without(fields, 'type', (type) => type === 'Bearer')
    : fields;
}

/** Objects and lists that hold nothing say nothing; but a global section or a protocol may be switched on by one. */
const MEANT_EMPTY = ['managed_identity', 'sdk', 'protocols'];

function withoutEmpty(config: Fields): Fields {
  return deep(config, (fields) =>
    mapFields(fields, (field, value) => (isEmpty(value) && !MEANT_EMPTY.includes(field) ? undefined : value)),
  );
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
