import type { ScrapeConfig } from '../../../lib/native/prometheus';

type Fields = Readonly<Record<string, unknown>>;

/** Labels by which the operator keeps the targets of a shard; with one shard it keeps all of them. */
const SHARDING = ['__tmp_hash', '__tmp_current_shard', '__tmp_disable_sharding'];

/** What Prometheus takes where a step does not say. */
const STEP: Readonly<Record<string, readonly unknown[]>> = {
  action: ['replace'],
  separator: [';'],
  regex: ['(.*)'],
  replacement: ['$1', '${1}'],
};

/** A job without the ways to say the same on which we and the operator differ on purpose. */
export function essence(job: ScrapeConfig): Fields {
  const { honor_labels: honor, bearer_token_file: file, authorization, ...rest } = job as unknown as Fields;
  return {
    ...Object.fromEntries(
      Object.entries(rest).map(([field, value]) => [
        field,
        field.endsWith('relabel_configs') ? (value as Fields[]).filter(isOurs).map(step) : value,
      ]),
    ),
    ...(honor === true ? { honor_labels: true } : {}),
    ...(file === undefined ? { authorization } : { authorization: { credentials_file: file } }),
  };
}

function isOurs({ source_labels: sources = [], target_label: target }: Fields): boolean {
  return [...(sources as string[]), target].every((label) => !SHARDING.includes(label as string));
}

/** Values of selectors are quoted by us, so that `a.b` does not match `axb`. */
function step(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([field, value]) => STEP[field]?.includes(value) !== true)
      .map(([field, value]) => [
        field,
        field === 'regex' && fields.action === 'keep' ? String(value).replace(/\\([^\w\s])/g, '$1') : value,
      ]),
  );
}
