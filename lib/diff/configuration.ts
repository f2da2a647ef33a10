import { alertmanagerConfig, findInstances, LookupError, parseDocuments, type Instance } from '../manifests';
import type { PrometheusConfig } from '../native/prometheus';
import { changedFields, describeChange } from './fields';
import type { Finding } from './finding';
import { prometheusPairs, type PrometheusPair } from './prometheis';
import { liveShards, type ShardSide, type Side } from './side';

/** What the running programs read again without a restart, jobs, rules and retention apart. */
export function configurationFindings(before: Side, after: Side): Finding[] {
  return [
    ...prometheusPairs(before, after).flatMap((pair) => [...reloaded(pair), ...externalLabels(pair)]),
    ...alertmanagers(before, after),
  ];
}

function reloaded({ title, before, after }: PrometheusPair): Finding[] {
  const fields = eachShard(before, after, (was, is) => changedFields(settings(was), settings(is)));
  return fields.length === 0
    ? []
    : [
        {
          level: 'change',
          code: 'configuration',
          subject: title,
          text: 'reads other settings, without a restart',
          details: fields,
        },
      ];
}

/** All but what is looked at elsewhere. */
function settings({ files }: ShardSide): unknown {
  const {
    scrape_configs: _jobs,
    scrape_config_files: _files,
    rule_files: _rules,
    global: { external_labels: _labels, ...global } = {},
    storage: { tsdb: { retention: _retention, ...tsdb } = {}, ...storage } = {},
    ...rest
  }: PrometheusConfig = files?.config ?? {};
  return { ...rest, global, storage: { ...storage, tsdb } };
}

function externalLabels({ title, before, after }: PrometheusPair): Finding[] {
  const labels = ({ files }: ShardSide): unknown => files?.config.global?.external_labels ?? {};
  const details = eachShard(before, after, (was, is) => changedFields(labels(was), labels(is)));
  if (details.length === 0) {
    return [];
  }
  const readers = [...new Set(liveShards(after).flatMap(readersOf))];
  return [
    {
      level: 'warning',
      code: 'external-labels',
      subject: title,
      text:
        readers.length === 0
          ? 'external labels are different: alerts get them'
          : `external labels are different: for ${readers.join(' and ')} all of its series are new ones, and alerts get other labels`,
      details,
    },
  ];
}

function readersOf({ files, instance }: ShardSide): string[] {
  const isWritten = (files?.config.remote_write ?? []).length > 0;
  const hasSidecar = instance.pod.containers.some(({ name }) => name.startsWith('thanos'));
  return [...(hasSidecar ? ['Thanos'] : []), ...(isWritten ? ['remote write'] : [])];
}

/** The differences of shards that are on both sides; with the number of the shard where they are not all the same. */
function eachShard(
  before: PrometheusPair['before'],
  after: PrometheusPair['after'],
  compare: (was: ShardSide, is: ShardSide) => ReturnType<typeof changedFields>,
): string[] {
  const both = liveShards(after).flatMap((is) => {
    const was = before.shards.get(is.index);
    return was?.files === undefined || is.files === undefined || was.retired !== undefined
      ? []
      : [{ index: is.index, fields: compare(was, is).map(describeChange) }];
  });
  const [first, ...others] = both;
  if (first !== undefined && others.every(({ fields }) => fields.join('\n') === first.fields.join('\n'))) {
    return first.fields;
  }
  return both.flatMap(({ index, fields }) => fields.map((field) => `shard ${index}: ${field}`));
}

function alertmanagers(before: Side, after: Side): Finding[] {
  const old = new Map(findInstances(before.manifests, 'alertmanager').map((each) => [each.object, each]));
  return findInstances(after.manifests, 'alertmanager').flatMap((is): Finding[] => {
    const was = old.get(is.object);
    if (was === undefined) {
      return [];
    }
    const fields = changedFields(contents(before, was), contents(after, is));
    return fields.length === 0
      ? []
      : [
          {
            level: 'change',
            code: 'configuration',
            subject: is.object,
            text: 'reads other settings, without a restart',
            details: fields.map(describeChange),
          },
        ];
  });
}

function contents({ manifests }: Side, instance: Instance): unknown {
  try {
    return parseDocuments(alertmanagerConfig(manifests, instance), instance.object)[0];
  } catch (error) {
    if (error instanceof LookupError) {
      return undefined;
    }
    throw error;
  }
}
