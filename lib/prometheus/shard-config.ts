import { mergeConfig } from '../native';
import type { PrometheusConfig } from '../native/prometheus';
import { jobOnShard } from '../sharding';
import { compact } from '../values';
import type { PrometheusModel } from './model';
import { nativeJob } from './shard-jobs';
import { numbered, SHARD_NUMBER } from './shard-number';
import { zoneOf, type ShardModel } from './shards';

/** The main configuration of a shard, made from what all have in common. One that is retired only answers what it is asked. */
export function configOnShard(
  main: PrometheusConfig,
  model: PrometheusModel,
  shard: ShardModel,
  globs: { readonly rules: readonly string[]; readonly scrapes: readonly string[] },
): PrometheusConfig {
  const { global, runtime, alerting, ...rest } = main;
  const { additionalConfig: additional = {} } = model.props;
  const labelled = compact<PrometheusConfig>({
    global: { ...global, external_labels: shardLabels(global?.external_labels, model, shard) },
    runtime,
  });
  if (shard.retiredUntil !== undefined) {
    const { rule_files: _r, scrape_config_files: _f, scrape_configs: _s, alerting: _a, ...more } = additional;
    return mergeConfig({ ...labelled, ...rest }, more);
  }
  const ours = compact<PrometheusConfig>({
    ...labelled,
    rule_files: globs.rules.length === 0 ? undefined : globs.rules,
    scrape_config_files: globs.scrapes,
    alerting,
    ...rest,
  });
  return mergeConfig(ours, ownJobs(additional, model, shard.index));
}

/** What is merged in may have jobs as well, which are divided as all others. */
function ownJobs(
  additional: PrometheusConfig,
  { sharding }: PrometheusModel,
  shard: number,
): PrometheusConfig {
  const { scrape_configs: jobs } = additional;
  return jobs === undefined
    ? additional
    : {
        ...additional,
        scrape_configs: numbered(
          jobs.flatMap((job) => jobOnShard(nativeJob(job), sharding, shard) ?? []),
          shard,
        ),
      };
}

function shardLabels(
  labels: Readonly<Record<string, string>> = {},
  { props, shardLabel }: PrometheusModel,
  { index }: ShardModel,
): Record<string, string> {
  const zoneLabel = props.shardingStrategy?.topology?.externalLabelName ?? '';
  const zone = zoneOf(index, props);
  return {
    // Dollars stand twice there, since Prometheus takes single ones for variables.
    ...Object.fromEntries(
      Object.entries(labels).map(([name, value]) => [
        name,
        value.replaceAll(`$${SHARD_NUMBER}`, String(index)),
      ]),
    ),
    ...(zone === undefined || zoneLabel === '' ? {} : { [zoneLabel]: zone }),
    ...(shardLabel === '' ? {} : { [shardLabel]: String(index) }),
  };
}
