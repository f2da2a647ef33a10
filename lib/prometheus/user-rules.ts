import type { Container, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import { compact } from '../values';
import { containerSecurity } from '../workload';
import type { PrometheusModel } from './model';
import { FOUND_RULES_DIRECTORY, USER_RULES_DIRECTORY, USER_RULES_SOURCE_DIRECTORY } from './paths';
import { USER_RULES_SCRIPT } from './user-rules-script';

/** Names of the pod's volumes. */
const VOLUMES = { source: 'user-rules', found: 'found-rules', checked: 'checked-rules' } as const;

/** promtool needs some 40 MiB, and 75 for a ConfigMap that is full. */
const RESOURCES = { requests: { cpu: '5m', memory: '40Mi' }, limits: { memory: '150Mi' } };

/** Seconds between two looks; the kubelet takes up to a minute to show what has changed. */
const PERIOD = 5;

/** The mount of what is found by labels, for those who write into it. */
export const foundRulesMount: VolumeMount = { name: VOLUMES.found, mountPath: FOUND_RULES_DIRECTORY };

/** A folder of rule files that others fill while the pods run. */
interface Source {
  /** Folder below {@link USER_RULES_DIRECTORY} that takes the files that are accepted. */
  readonly name: string;
  readonly mount: VolumeMount;
  readonly volume: Volume;
}

/**
 * Whether there is a ConfigMap of users, and whose it is. Of several shards none by itself: each would evaluate what comes while the
 * pods run on its part of the series, and nobody could place it.
 */
export function rulesConfigMapOf({
  program,
  sharding,
  props,
}: PrometheusModel): 'managed' | 'unmanaged' | 'none' {
  const usual = sharding.shards.length === 1 ? 'managed' : 'none';
  return program === 'agent' ? 'none' : (props.rulesConfigMap ?? usual);
}

function sources(model: PrometheusModel): Source[] {
  const { program, names, props } = model;
  if (program === 'agent') {
    return [];
  }
  const own: Source = {
    name: 'own',
    mount: { name: VOLUMES.source, mountPath: USER_RULES_SOURCE_DIRECTORY, readOnly: true },
    volume: { name: VOLUMES.source, configMap: { name: names.userRules, optional: true } },
  };
  const found: Source = {
    name: 'found',
    mount: { ...foundRulesMount, readOnly: true },
    volume: { name: VOLUMES.found, emptyDir: {} },
  };
  return [
    ...(rulesConfigMapOf(model) === 'none' ? [] : [own]),
    ...(props.ruleConfigMaps === undefined ? [] : [found]),
  ];
}

/** What `rule_files` names: the folders that have only what was accepted. */
export function userRuleGlobs(model: PrometheusModel): string[] {
  const folders = sources(model).map(({ name }) => name);
  return [...folders, ...(folders.length === 0 ? [] : ['check'])].flatMap((name) =>
    name === 'check'
      ? [`${USER_RULES_DIRECTORY}/check/*.yaml`]
      : [`${USER_RULES_DIRECTORY}/${name}/*.yaml`, `${USER_RULES_DIRECTORY}/${name}/*.yml`],
  );
}

export function userRuleVolumes(model: PrometheusModel): Volume[] {
  const volumes = sources(model).map(({ volume }) => volume);
  return volumes.length === 0 ? [] : [...volumes, { name: VOLUMES.checked, emptyDir: {} }];
}

/** The mount of Prometheus itself. */
export function userRuleMounts(model: PrometheusModel): VolumeMount[] {
  return sources(model).length === 0
    ? []
    : [{ name: VOLUMES.checked, mountPath: USER_RULES_DIRECTORY, readOnly: true }];
}

/**
 * The containers that let only those files through that the image's own promtool accepts: one before Prometheus
 * starts, and one that goes on. None where users have no way to put files in.
 */
export function userRuleContainers(model: PrometheusModel): {
  readonly init: Container[];
  readonly sidecars: Container[];
} {
  const all = sources(model);
  if (all.length === 0) {
    return { init: [], sidecars: [] };
  }
  const container = (name: string, mode: 'once' | 'watch'): Container =>
    compact<Container>({
      name,
      image: model.image,
      imagePullPolicy: model.props.imagePullPolicy,
      command: ['/bin/sh', '-c', USER_RULES_SCRIPT, 'user-rules-check'],
      args: [
        mode,
        String(PERIOD),
        USER_RULES_DIRECTORY,
        model.features.filter((feature) => feature.startsWith('promql-')).join(','),
        ...all.map((source) => `${source.name}=${source.mount.mountPath}`),
      ],
      resources: model.props.userRulesCheck?.resources ?? RESOURCES,
      securityContext: containerSecurity,
      terminationMessagePolicy: 'FallbackToLogsOnError',
      volumeMounts: [
        ...all.map(({ mount }) => mount),
        { name: VOLUMES.checked, mountPath: USER_RULES_DIRECTORY },
      ],
    });
  return {
    init: [container('init-user-rules-check', 'once')],
    sidecars: [container('user-rules-check', 'watch')],
  };
}
